package ca.criticalminerals.progress.strategy;

import ca.criticalminerals.initiatives.Names;
import ca.criticalminerals.initiatives.Standing;
import ca.criticalminerals.initiatives.recording.InitiativeResource;
import ca.criticalminerals.progress.api.Json;
import ca.criticalminerals.progress.strategy.domain.Strategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.Path;

/** The Strategy as a whole over HTTP, for the report writers who record it. */
@Path(StrategyResource.PATH)
class StrategyResource extends InitiativeResource<Strategy> {
    static final String PATH = "/v1/strategies";

    StrategyResource() {
        super(StrategyBeans.STRATEGY, PATH);
    }

    @Override
    protected void show(Strategy state, ObjectNode view) {
        switch (state) {
            case Strategy.Unregistered _ -> view.put("status", "retracted");
            case Strategy.Registered strategy -> {
                show(strategy.names(), view);
                view.put("status", word(strategy.standing()));
                strategy.envelope().ifPresent(money -> view.putObject("envelope").put("amount", money.amount().toPlainString())
                        .put("currency", money.currency().name()).put("upTo", money.upTo()));
                strategy.minerals().forEach(view.putArray("minerals")::add);
                strategy.listedOn().ifPresent(on -> view.put("listedOn", on.value()));
            }
        }
    }

    static void show(Names names, ObjectNode view) {
        ObjectNode shown = view.putObject("names");
        Json.put(shown, "name", names.name());
        names.abbreviation().ifPresent(abbreviation -> Json.put(shown, "abbreviation", abbreviation));
    }

    static String word(Standing standing) {
        return standing == Standing.ACTIVE ? "active" : "announced";
    }
}
