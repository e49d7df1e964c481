package ca.criticalminerals.funding;

import static ca.criticalminerals.funding.Bodies.*;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import ca.criticalminerals.testing.Desk;
import ca.criticalminerals.testing.WriteService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import java.util.List;

/** The desks of the officers of this service; one PostgreSQL, one Kafka and one process serve them all. */
@QuarkusTestResource(value = RealPostgresAndKafka.class, initArgs = {
        @ResourceArg(name = "database", value = "funding_programs"), @ResourceArg(name = "proxy", value = "127.0.0.1")})
final class Desks {
    static final WriteService SERVICE = new WriteService("funding-programs", "funding", Desks::program, List.of(REGISTERED, LAUNCHED, ENVELOPE, MILL));

    private Desks() {}

    static Desk program() {
        return Desk.of("/v1/funding-programs", "program");
    }

    static Desk incentive() {
        return Desk.of("/v1/tax-incentives", "incentive");
    }
}
