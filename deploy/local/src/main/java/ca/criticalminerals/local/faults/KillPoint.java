package ca.criticalminerals.local.faults;

import ca.criticalminerals.local.Trouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * An exact place in a service at which it dies, or forgets what it must do. The services hold nothing of it: the rule is given
 * to an agent (Byteman) that is only ever loaded by these faults.
 */
enum KillPoint {
    BEFORE_THE_INSERT("eventsourcing.store.Appender", "insert", "AT INVOKE PreparedStatement.executeQuery", "TRUE", "killJVM()"),
    WHILE_THE_INSERT_IS_UNDER_WAY("^org.postgresql.core.PGStream", "flush", "AT EXIT", "Thread.currentThread().getName().startsWith(\"append-\")", "killJVM()"),
    AFTER_THE_COMMIT("eventsourcing.store.Appender", "insert", "AFTER INVOKE PreparedStatement.executeQuery", "TRUE", "killJVM()"),
    BEFORE_THE_ANSWER("eventsourcing.store.EventStore", "record", "AT EXIT", "TRUE", "killJVM()"),

    AFTER_READING_EVENTS("eventsourcing.store.RelayPosition", "next", "AT EXIT", "$!.size() > 0", "killJVM()"),
    AFTER_SENDING("eventsourcing.store.Publication", "join", "AT ENTRY", "$1.size() > 0", "killJVM()"),
    AFTER_THE_ACKNOWLEDGEMENT("eventsourcing.store.Publication", "store", "AT ENTRY", "TRUE", "killJVM()"),
    AFTER_THE_CHECKPOINT("eventsourcing.store.RelayPosition", "moveTo", "AFTER INVOKE PreparedStatement.executeUpdate", "TRUE", "killJVM()"),

    AFTER_POLLING("progress.projection.Projection", "apply", "AT ENTRY", "TRUE", "killJVM()"),
    BEFORE_THE_COMMIT_OF_A_BATCH("progress.projection.Projection", "inTransaction", "AT INVOKE Connection.commit", "TRUE", "killJVM()"),
    AFTER_THE_COMMIT_OF_A_BATCH("progress.projection.Projection", "inTransaction", "AFTER INVOKE Connection.commit", "TRUE", "killJVM()"),

    /** Not a death: the mistake that the checker must be seen to catch. Whatever is sent passes for acknowledged. */
    FORGETS_TO_WAIT_FOR_ACKNOWLEDGEMENTS("^org.apache.kafka.clients.producer.KafkaProducer", "send(ProducerRecord)", "AT EXIT", "TRUE",
            "RETURN java.util.concurrent.CompletableFuture.completedFuture(null)");

    private final String type;
    private final String method;
    private final String location;
    private final String condition;
    private final String action;

    KillPoint(String type, String method, String location, String condition, String action) {
        this.type = type;
        this.method = method;
        this.location = location;
        this.condition = condition;
        this.action = action;
    }

    /** The options of a JVM that dies there when it comes by for the n-th time. */
    String[] options(Path folder, int pass) {
        String counted = action.startsWith("RETURN") ? condition : "(" + condition + ") AND incrementCounter(\"passes\") == " + pass;
        String rule = """
                RULE %s
                CLASS %s
                METHOD %s
                %s
                IF %s
                DO %s
                ENDRULE
                """.formatted(name(), type.startsWith("^") ? type.substring(1) : "ca.criticalminerals." + type, method, location, counted, action);
        try {
            Path script = Files.writeString(folder.resolve(name() + ".btm"), rule);
            Path agent = Path.of(org.jboss.byteman.agent.Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return new String[] {"-javaagent:" + agent + "=boot:" + agent + ",script:" + script};
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new Trouble("The agent of the kill points is missing.", "L’agent des points d’arrêt est introuvable.");
        }
    }

    /** In words. */
    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
