package ca.criticalminerals.progress.strategy.domain;

import static ca.criticalminerals.initiatives.Summaries.both;
import static ca.criticalminerals.initiatives.Summaries.money;
import static ca.criticalminerals.initiatives.Summaries.registered;

import ca.criticalminerals.eventsourcing.InWords;
import ca.criticalminerals.eventsourcing.LedgerEvent;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.initiatives.Summaries;
import ca.criticalminerals.progress.strategy.domain.EditionMilestone.EditionPublished;
import ca.criticalminerals.progress.strategy.domain.EditionMilestone.EditionWithdrawn;
import ca.criticalminerals.progress.strategy.domain.IndicatorMilestone.*;
import ca.criticalminerals.progress.strategy.domain.StrategyMilestone.*;
import java.math.BigDecimal;

/** What others learn: every event becomes public, with a sentence that people can read. */
public final class StrategyMilestones {
    private StrategyMilestones() {}

    /** The event in one sentence, in both languages. */
    public static Text summary(LedgerEvent<? extends Milestone> event) {
        return Summaries.of(event, StrategyMilestones::summary);
    }

    private static Text summary(Milestone milestone) {
        return switch (milestone) {
            case StrategyMilestone strategy -> summary(strategy);
            case IndicatorMilestone indicator -> summary(indicator);
            case EditionMilestone edition -> summary(edition);
            case Milestone unknown -> throw new IllegalArgumentException("not a milestone of this service: " + unknown.getClass());
        };
    }

    private static Text summary(IndicatorMilestone milestone) {
        return switch (milestone) {
            case IndicatorRegistered m -> registered(m.names());
            case IndicatorDiscontinued m -> both("Indicators discontinued: ", "Indicateurs abandonnés : ", m.reason());
        };
    }

    private static Text summary(EditionMilestone milestone) {
        return switch (milestone) {
            case EditionPublished m -> {
                Text day = InWords.date(PartialDate.of(m.asOf()));
                yield Text.of("Edition " + m.number() + " of the Progress update published, as of " + day.en(),
                        "Édition " + m.number() + " de la mise à jour publiée, en date du " + day.fr());
            }
            case EditionWithdrawn m -> both("Edition " + m.number() + " of the Progress update withdrawn: ",
                    "Édition " + m.number() + " de la mise à jour retirée : ", m.reason());
        };
    }

    private static Text summary(StrategyMilestone milestone) {
        return switch (milestone) {
            case StrategyRegistered m -> registered(m.names());
            case StrategyReleased m -> both("Strategy released: ", "Stratégie publiée : ", m.title());
            case EnvelopeSet m -> both("Envelope set: ", "Enveloppe fixée : ", money(m.envelope()));
            case ProgramsDetailed m -> m.amount().map(amount -> both(m.title().en() + ", ", m.title().fr() + ", ", money(amount)))
                    .map(text -> both("Programs detailed: ", "Programmes précisés : ", text)).orElse(both("Programs detailed: ", "Programmes précisés : ", m.title()));
            case MineralListPublished m -> {
                Text many = InWords.number(BigDecimal.valueOf(m.minerals().size()));
                yield Text.of("List published: " + m.title().en() + " (" + many.en() + (m.minerals().size() == 1 ? " mineral)" : " minerals)"),
                        "Liste publiée : " + m.title().fr() + " (" + many.fr() + (m.minerals().size() < 2 ? " minéral)" : " minéraux)"));
            }
            case DiscussionOpened m -> both("Discussion opened: ", "Discussion ouverte : ", m.title());
            case AuditTabled m -> both("Audit tabled: ", "Audit déposé : ", m.title());
        };
    }
}
