package ca.criticalminerals.security;

import ca.criticalminerals.initiatives.recording.InitiativeApi;
import ca.criticalminerals.security.domain.SecurityMeasureMilestone;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;

/** Describes the writes of this service in the OpenAPI document. */
@OpenApiFilter
public final class SecurityApi extends InitiativeApi implements OASFilter {
    public SecurityApi() {
        super("security", Map.of(SecurityMeasureResource.PATH, SecurityMeasureMilestone.class));
    }
}
