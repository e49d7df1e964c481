package ca.criticalminerals.funding;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.funding.domain.FundingProgram;
import ca.criticalminerals.funding.domain.FundingProgram.Unregistered;
import ca.criticalminerals.funding.domain.RegisteredProgram;
import ca.criticalminerals.funding.domain.TaxIncentive;
import ca.criticalminerals.initiatives.Names;
import ca.criticalminerals.initiatives.Standing;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.TreeMap;

/** What GET shows of the state of an initiative. */
public final class Views {
    private Views() {}

    /** Shows a program. */
    public static void show(FundingProgram state, ObjectNode view) {
        switch (state) {
            case Unregistered _ -> view.put("status", "retracted");
            case RegisteredProgram program -> {
                show(program.names(), view.putObject("names"));
                var former = view.putArray("formerNames");
                program.formerNames().forEach(names -> show(names, former.addObject()));
                view.put("status", status(program));
                program.launchedOn().ifPresent(on -> view.put("launchedOn", on.value()));
                program.endedOn().ifPresent(on -> view.put("endedOn", on.value()));
                program.successor().ifPresent(successor -> view.put("successor", successor));
                program.envelope().ifPresent(envelope -> view.put("envelope", envelope.amount().toPlainString())
                        .put("left", envelope.amount().subtract(program.committed()).toPlainString()));
                view.put("committed", program.committed().toPlainString()).put("currency", "CAD");
                var projects = view.putArray("projects");
                new TreeMap<>(program.projects()).forEach((key, project) -> {
                    ObjectNode shown = projects.addObject().put("project", key)
                            .put("status", project.status().name().toLowerCase(Locale.ROOT)).put("projects", project.projects());
                    project.amount().ifPresent(amount -> shown.put("amount", amount.amount().toPlainString()).put("upTo", amount.upTo()));
                });
                var calls = view.putArray("calls");
                new TreeMap<>(program.calls()).forEach((key, call) -> {
                    ObjectNode shown = calls.addObject().put("call", key).put("openedOn", call.openedOn().value());
                    call.closedOn().ifPresent(on -> shown.put("closedOn", on.value()));
                });
            }
        }
    }

    /** Shows a tax incentive. */
    public static void show(TaxIncentive state, ObjectNode view) {
        switch (state) {
            case TaxIncentive.Unregistered _ -> view.put("status", "retracted");
            case TaxIncentive.Registered incentive -> {
                show(incentive.names(), view.putObject("names"));
                var former = view.putArray("formerNames");
                incentive.formerNames().forEach(names -> show(names, former.addObject()));
                view.put("status", incentive.lapsedOn().isPresent() ? "lapsed" : word(incentive.standing()));
                incentive.introducedOn().ifPresent(on -> view.put("introducedOn", on.value()));
                incentive.until().ifPresent(until -> view.put("until", until.value()));
                incentive.lapsedOn().ifPresent(on -> view.put("lapsedOn", on.value()));
            }
        }
    }

    private static String status(RegisteredProgram program) {
        if (program.successor().isPresent()) {
            return "absorbed";
        }
        if (program.endedOn().isPresent()) {
            return "closed";
        }
        return program.launchedOn().isPresent() ? "active" : word(program.standing());
    }

    private static String word(Standing standing) {
        return standing.name().toLowerCase(Locale.ROOT);
    }

    private static void show(Names names, ObjectNode view) {
        show(names.name(), view.putObject("name"));
        names.abbreviation().ifPresent(abbreviation -> show(abbreviation, view.putObject("abbreviation")));
    }

    private static void show(Text text, ObjectNode view) {
        view.put("en", text.en()).put("fr", text.fr());
    }
}
