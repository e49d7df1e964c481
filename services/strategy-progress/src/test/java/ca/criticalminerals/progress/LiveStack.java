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
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What every live test runs on: one PostgreSQL, one Kafka and one service for all of them. */
@QuarkusTestResource(value = RealPostgresAndKafka.class, initArgs = @ResourceArg(name = "database", value = "strategy_progress"))
@QuarkusTestResource(LiveStack.Settings.class)
final class LiveStack {
    private LiveStack() {}

    static String operator() {
        return RealPostgresAndKafka.tokens().token("operator", Set.of("operator"), Set.of());
    }

    static String auditor() {
        return RealPostgresAndKafka.tokens().token("auditor", Set.of("auditor"), Set.of());
    }

    static String officer() {
        return RealPostgresAndKafka.tokens().officer("officer", RealPostgresAndKafka.named("any-fund"));
    }

    /** Any free port, and the key of the tokens in itself: where it lies is ignored, because Quarkus makes a key of its own for tests. */
    public static final class Settings implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            try {
                return Map.of("quarkus.http.test-port", "0",
                        "tracker.initiatives", Files.writeString(Files.createTempFile("initiatives", ".csv"), registry()).toString(),
                        "tracker.sources", LiveStream.SOURCE + ",/strategy-progress",
                        "tracker.topics", LiveTopics.MILESTONES + "," + LiveTopics.WATERMARKS + ",strategy-progress.milestones,strategy-progress.watermarks",
                        "mp.jwt.verify.publickey", Files.readString(RealPostgresAndKafka.tokens().publicKey()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Whatever the live tests announce is of funding-programs; what is recorded here is of this service. */
        private static String registry() {
            return "initiative,service\n*,funding-programs\n" + RealPostgresAndKafka.TAKEN + ",elsewhere\nobserved,strategy-progress\nbackwards,strategy-progress\nnarrow,strategy-progress\nlisting,strategy-progress\n"
                    + IntStream.rangeClosed(1, 500).mapToObj(i -> "strategy-" + i + ",strategy-progress\nindicators-" + i + ",strategy-progress\n").collect(Collectors.joining());
        }

        @Override
        public void stop() {}

        @Override
        public int order() {
            return 1;
        }
    }
}
