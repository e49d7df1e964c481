package ca.criticalminerals.security;

import static ca.criticalminerals.security.Bodies.*;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import ca.criticalminerals.testing.Desk;
import ca.criticalminerals.testing.WriteService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import java.util.List;

/** The desks of the officers of this service; one PostgreSQL, one Kafka and one process serve them all. */
@QuarkusTestResource(value = RealPostgresAndKafka.class, initArgs = {
        @ResourceArg(name = "database", value = "security_measures"), @ResourceArg(name = "proxy", value = "192.0.2.1")})
final class Desks {
    static final WriteService SERVICE = new WriteService("security-measures", "security", Desks::measure, List.of(SUPPLY, NEGOTIATED, SIGNED));

    private Desks() {}

    static Desk measure() {
        return Desk.of("/v1/security-measures", "measure");
    }
}
