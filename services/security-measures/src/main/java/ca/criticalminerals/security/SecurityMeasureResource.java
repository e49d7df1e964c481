package ca.criticalminerals.security;

import ca.criticalminerals.initiatives.recording.InitiativeResource;
import ca.criticalminerals.security.domain.SecurityMeasure;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.Path;

/** Security measures over HTTP. */
@Path(SecurityMeasureResource.PATH)
class SecurityMeasureResource extends InitiativeResource<SecurityMeasure> {
    static final String PATH = "/v1/security-measures";

    SecurityMeasureResource() {
        super(SecurityBeans.SECURITY_MEASURE, PATH);
    }

    @Override
    protected void show(SecurityMeasure state, ObjectNode view) {
        Views.show(state, view);
    }
}
