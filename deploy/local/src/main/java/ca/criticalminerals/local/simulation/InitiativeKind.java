package ca.criticalminerals.local.simulation;

import ca.criticalminerals.eventsourcing.Ledger;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.store.Announcements;
import ca.criticalminerals.funding.FundingBeans;
import ca.criticalminerals.funding.domain.FundingProgram;
import ca.criticalminerals.funding.domain.TaxIncentive;
import ca.criticalminerals.initiatives.Initiative;
import ca.criticalminerals.initiatives.Names;
import ca.criticalminerals.partnerships.PartnershipBeans;
import ca.criticalminerals.partnerships.domain.Partnership;
import ca.criticalminerals.progress.strategy.StrategyBeans;
import ca.criticalminerals.progress.strategy.domain.Indicator;
import ca.criticalminerals.progress.strategy.domain.Strategy;
import ca.criticalminerals.security.SecurityBeans;
import ca.criticalminerals.security.domain.SecurityMeasure;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A kind of initiative, as its service records, announces and shows it.
 *
 * @param name  what it is called in the report of a simulation
 * @param facts what can be recorded about one
 */
record InitiativeKind<S>(String name, Announcements announcements, Ledger.Rules<Initiative<S>, Milestone> rules, BiConsumer<S, ObjectNode> show,
        Function<Chance, Facts> facts) {
    static final List<InitiativeKind<?>> ALL = List.of(
            new InitiativeKind<>("funding-programs, programs", FundingBeans.ANNOUNCEMENTS, FundingProgram.RULES, ca.criticalminerals.funding.Views::show, ProgramFacts::new),
            new InitiativeKind<>("funding-programs, tax incentives", FundingBeans.ANNOUNCEMENTS, TaxIncentive.RULES, ca.criticalminerals.funding.Views::show, IncentiveFacts::new),
            new InitiativeKind<>("security-measures", SecurityBeans.ANNOUNCEMENTS, SecurityMeasure.RULES, ca.criticalminerals.security.Views::show, MeasureFacts::new),
            new InitiativeKind<>("partnerships", PartnershipBeans.ANNOUNCEMENTS, Partnership.RULES, ca.criticalminerals.partnerships.Views::show, PartnershipFacts::new),
            new InitiativeKind<>("strategy-progress, the Strategy", StrategyBeans.ANNOUNCEMENTS, Strategy.RULES, InitiativeKind::show, StrategyFacts::new),
            new InitiativeKind<>("strategy-progress, indicators", StrategyBeans.ANNOUNCEMENTS, Indicator.RULES, InitiativeKind::show, IndicatorFacts::new));

    /** What can be recorded about an initiative: first its registration and its figures, then facts of chance. */
    interface Facts {
        Milestone registration();

        List<Milestone> definitions();

        Milestone any();
    }

    /** What GET shows of the state. */
    ObjectNode view(S state) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        show.accept(state, view);
        return view;
    }

    private static void show(Strategy state, ObjectNode view) {
        if (state instanceof Strategy.Registered strategy) {
            show(strategy.names(), view);
            view.put("status", strategy.standing().name().toLowerCase(Locale.ROOT));
            strategy.envelope().ifPresent(money -> view.put("envelope", money.amount().toPlainString()));
            strategy.minerals().forEach(view.putArray("minerals")::add);
        }
    }

    private static void show(Indicator state, ObjectNode view) {
        if (state instanceof Indicator.Registered indicator) {
            show(indicator.names(), view);
            view.put("status", indicator.discontinuedOn().isPresent() ? "ended" : indicator.standing().name().toLowerCase(Locale.ROOT));
        }
    }

    private static void show(Names names, ObjectNode view) {
        view.putObject("names").putObject("name").put("en", names.name().en()).put("fr", names.name().fr());
    }
}
