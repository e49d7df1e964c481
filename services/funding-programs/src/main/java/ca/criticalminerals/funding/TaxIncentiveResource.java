package ca.criticalminerals.funding;

import ca.criticalminerals.funding.domain.TaxIncentive;
import ca.criticalminerals.initiatives.recording.InitiativeResource;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.Path;

/** Tax incentives over HTTP. */
@Path(TaxIncentiveResource.PATH)
class TaxIncentiveResource extends InitiativeResource<TaxIncentive> {
    static final String PATH = "/v1/tax-incentives";

    TaxIncentiveResource() {
        super(FundingBeans.TAX_INCENTIVE, PATH);
    }

    @Override
    protected void show(TaxIncentive state, ObjectNode view) {
        Views.show(state, view);
    }
}
