package ca.criticalminerals.partnerships;

import ca.criticalminerals.initiatives.recording.InitiativeResource;
import ca.criticalminerals.partnerships.domain.Partnership;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.Path;

/** Partnerships over HTTP. */
@Path(PartnershipResource.PATH)
class PartnershipResource extends InitiativeResource<Partnership> {
    static final String PATH = "/v1/partnerships";

    PartnershipResource() {
        super(PartnershipBeans.PARTNERSHIP, PATH);
    }

    @Override
    protected void show(Partnership state, ObjectNode view) {
        Views.show(state, view);
    }
}
