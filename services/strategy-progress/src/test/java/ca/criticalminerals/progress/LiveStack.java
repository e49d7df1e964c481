package ca.criticalminerals.progress;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.ResourceArg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;

/** What every live test runs on: one PostgreSQL, one Kafka and one service for all of them. */
@QuarkusTestResource(value = RealPostgresAndKafka.class, initArgs = @ResourceArg(name = "database", value = "strategy_progress"))
@QuarkusTestResource(LiveStack.Settings.class)
final class LiveStack {
    private LiveStack() {}

    static String operator() {
        return RealPostgresAndKafka.tokens().token("operator", Set.of("operator"), Set.of());
    }

    static String officer() {
        return RealPostgresAndKafka.tokens().officer("officer", "any-fund");
    }

    /** Any free port, and the key of the tokens in itself: where it lies is ignored, because Quarkus makes a key of its own for tests. */
    public static final class Settings implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            try {
                return Map.of("quarkus.http.test-port", "0",
                        "tracker.sources", LiveStream.SOURCE + ",/strategy-progress",
                        "tracker.topics", LiveTopics.MILESTONES + "," + LiveTopics.WATERMARKS + ",strategy-progress.milestones,strategy-progress.watermarks",
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
