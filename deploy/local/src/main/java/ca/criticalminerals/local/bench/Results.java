package ca.criticalminerals.local.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/** What a run of the bench has measured, and on what. */
public record Results(Instant began, Instant ended, List<Measurement> measurements) {

    /** A table for people, leg by leg. */
    public String text() {
        return machine() + "\n" + Table.text(measurements);
    }

    /** The same for a document. */
    public String markdown() {
        return machine() + "\n" + Table.markdown(measurements);
    }

    /** Everything, with each sample. */
    public String json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("began", began.toString()).put("ended", ended.toString());
        json.putObject("machine").put("processors", Runtime.getRuntime().availableProcessors()).put("os", os())
                .put("java", System.getProperty("java.version"));
        var all = json.putArray("measurements");
        for (Measurement one : measurements) {
            ObjectNode node = all.addObject().put("leg", one.leg()).put("what", one.what()).put("unit", one.unit());
            one.samples().forEach(node.putArray("samples")::add);
            put(node, "median", one.median());
            put(node, "least", one.least());
            put(node, "most", one.most());
            if (!one.limits().isEmpty()) {
                ObjectNode limit = node.putObject("limit").put("what", one.limit());
                one.limits().forEach(limit.putArray("samples")::add);
                put(limit, "median", one.medianLimit());
                put(node, "ratio", one.ratio());
            }
            one.target().ifPresent(target -> node.put("target", target.words()));
            one.met().ifPresent(met -> node.put("met", met));
        }
        return json.toPrettyString();
    }

    private String machine() {
        return "Measured on " + began.toString().substring(0, 10) + " in " + Math.ceilDiv(Duration.between(began, ended).toSeconds(), 60)
                + " min: " + Runtime.getRuntime().availableProcessors() + " processors, shared by the load generator, both services,"
                + " PostgreSQL and Kafka; " + os() + ", Java " + System.getProperty("java.version") + ".\n";
    }

    private static String os() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }

    private static void put(ObjectNode node, String name, OptionalDouble number) {
        number.ifPresent(value -> node.put(name, Math.round(value * 1e4) / 1e4));
    }
}
