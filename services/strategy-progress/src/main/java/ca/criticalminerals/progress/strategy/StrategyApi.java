package ca.criticalminerals.progress.strategy;

import ca.criticalminerals.initiatives.recording.InitiativeApi;
import ca.criticalminerals.progress.strategy.domain.IndicatorMilestone;
import ca.criticalminerals.progress.strategy.domain.StrategyMilestone;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;

/** Describes the writes of this service in the OpenAPI document. */
@OpenApiFilter
public final class StrategyApi extends InitiativeApi implements OASFilter {
    public StrategyApi() {
        super("strategy", Map.of(IndicatorResource.PATH, IndicatorMilestone.class, StrategyResource.PATH, StrategyMilestone.class));
    }
}
