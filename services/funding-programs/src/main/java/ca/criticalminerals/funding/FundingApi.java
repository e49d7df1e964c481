package ca.criticalminerals.funding;

import ca.criticalminerals.funding.domain.FundingProgramMilestone;
import ca.criticalminerals.funding.domain.TaxIncentiveMilestone;
import ca.criticalminerals.initiatives.recording.InitiativeApi;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;

/** Describes the writes of this service in the OpenAPI document. */
@OpenApiFilter
public final class FundingApi extends InitiativeApi implements OASFilter {
    public FundingApi() {
        super("funding", Map.of(FundingProgramResource.PATH, FundingProgramMilestone.class, TaxIncentiveResource.PATH, TaxIncentiveMilestone.class));
    }
}
