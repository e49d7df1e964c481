package ca.criticalminerals.funding;

import ca.criticalminerals.contracts.Contract;
import ca.criticalminerals.funding.domain.FundingProgram;
import ca.criticalminerals.funding.domain.FundingProgramMilestone;
import ca.criticalminerals.funding.domain.TaxIncentiveMilestone;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Says in the OpenAPI document what the body of a write is: one of the schemas that it is really checked against. */
@OpenApiFilter
public final class FundingApi implements OASFilter {
    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getPaths().getPathItems().forEach((path, item) -> {
            if (item.getPOST() != null) {
                var sealed = path.startsWith(TaxIncentiveResource.PATH) ? TaxIncentiveMilestone.class : FundingProgramMilestone.class;
                Schema body = path.endsWith("/correction") ? schema("common/correction.v1.schema.json")
                        : path.endsWith("/retraction") ? schema("common/retraction.v1.schema.json")
                        : path.endsWith("/batch") ? batch(milestone(sealed)) : milestone(sealed);
                item.getPOST().getRequestBody().getContent().getMediaType("application/json").schema(body);
            }
        });
    }

    private static Schema milestone(Class<?> sealed) {
        Schema oneOf = OASFactory.createSchema();
        new TreeSet<>(FundingProgram.kinds(sealed))
                .forEach(kind -> oneOf.addOneOf(schema("funding/" + kind + ".v1.schema.json#/$defs/request")));
        return oneOf;
    }

    /** As {@code common/batch} says it, and of which kinds its milestones are. */
    private static Schema batch(Schema milestone) {
        return OASFactory.createSchema().addType(SchemaType.OBJECT).addRequired("milestones").addProperty("milestones",
                OASFactory.createSchema().addType(SchemaType.ARRAY).minItems(1).maxItems(Contract.MOST_IN_A_BATCH).items(milestone));
    }

    private static Schema schema(String file) {
        return OASFactory.createSchema().ref("/contracts/" + file);
    }
}
