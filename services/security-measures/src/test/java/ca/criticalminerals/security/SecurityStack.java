package ca.criticalminerals.security;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.ResourceArg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** What every HTTP test runs on: one PostgreSQL, one Kafka and one service for all of them. */
@QuarkusTestResource(value = RealPostgresAndKafka.class, initArgs = @ResourceArg(name = "database", value = "security_measures"))
@QuarkusTestResource(SecurityStack.Settings.class)
final class SecurityStack {
    private SecurityStack() {}

    /** Any free port, and the key of the tokens in itself: where it lies is ignored, because Quarkus makes a key of its own for tests. */
    public static final class Settings implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            try {
                return Map.of("quarkus.http.test-port", "0",
                        "mp.jwt.verify.publickey", Files.readString(RealPostgresAndKafka.tokens().publicKey()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void stop() {}

        @Override
        public int order() {
            return 1;
        }
    }
}
