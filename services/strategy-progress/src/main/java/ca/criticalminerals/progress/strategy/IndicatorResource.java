package ca.criticalminerals.progress.strategy;

import ca.criticalminerals.initiatives.recording.InitiativeResource;
import ca.criticalminerals.progress.strategy.domain.Indicator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.Path;

/** Indicators over HTTP, for the report writers who record them. */
@Path(IndicatorResource.PATH)
class IndicatorResource extends InitiativeResource<Indicator> {
    static final String PATH = "/v1/indicators";

    IndicatorResource() {
        super(StrategyBeans.INDICATOR, PATH);
    }

    @Override
    protected void show(Indicator state, ObjectNode view) {
        switch (state) {
            case Indicator.Unregistered _ -> view.put("status", "retracted");
            case Indicator.Registered indicator -> {
                StrategyResource.show(indicator.names(), view);
                view.put("status", indicator.discontinuedOn().isPresent() ? "ended" : StrategyResource.word(indicator.standing()));
                indicator.discontinuedOn().ifPresent(on -> view.put("discontinuedOn", on.value()));
            }
        }
    }
}
