package ca.criticalminerals.partnerships;

import ca.criticalminerals.initiatives.recording.InitiativeApi;
import ca.criticalminerals.partnerships.domain.PartnershipMilestone;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;

/** Describes the writes of this service in the OpenAPI document. */
@OpenApiFilter
public final class PartnershipApi extends InitiativeApi implements OASFilter {
    public PartnershipApi() {
        super("partnerships", Map.of(PartnershipResource.PATH, PartnershipMilestone.class));
    }
}
