package ca.criticalminerals.funding;

import ca.criticalminerals.funding.domain.FundingProgram;
import ca.criticalminerals.initiatives.recording.InitiativeResource;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.Path;

/** Funding programs over HTTP. */
@Path(FundingProgramResource.PATH)
class FundingProgramResource extends InitiativeResource<FundingProgram> {
    static final String PATH = "/v1/funding-programs";

    FundingProgramResource() {
        super(FundingBeans.FUNDING_PROGRAM, PATH);
    }

    @Override
    protected void show(FundingProgram state, ObjectNode view) {
        Views.show(state, view);
    }
}
