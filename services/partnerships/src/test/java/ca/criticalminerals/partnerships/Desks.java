package ca.criticalminerals.partnerships;

import static ca.criticalminerals.partnerships.Bodies.*;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import ca.criticalminerals.testing.Desk;
import ca.criticalminerals.testing.WriteService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import java.util.List;

/** The desks of the officers of this service; one PostgreSQL, one Kafka and one process serve them all. */
@QuarkusTestResource(value = RealPostgresAndKafka.class, initArgs = @ResourceArg(name = "database", value = "partnerships"))
final class Desks {
    static final WriteService SERVICE = new WriteService("partnerships", "partnerships", Desks::partnership, List.of(REGISTERED, CHARTER, RENEWED, CONTRIBUTION));

    private Desks() {}

    static Desk partnership() {
        return Desk.of("/v1/partnerships", "partnership");
    }
}
