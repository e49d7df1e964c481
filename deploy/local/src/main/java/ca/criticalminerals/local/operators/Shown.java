package ca.criticalminerals.local.operators;

import ca.criticalminerals.local.LocalSystem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * What the services have stored beside what is shown: by a digest of each initiative, then milestone by milestone where the digests differ.
 *
 * @param milestones that are stored and shown
 * @param missing    stored and announced, and not shown
 * @param invented   shown, and in no store
 * @param different  shown with other content than is stored
 */
record Shown(long milestones, List<String> missing, List<String> invented, List<String> different) {
    /** What was announced this moment can be shown the next. */
    private static final int LOOKS = 25;

    static Shown compared(Console console) {
        var shown = new TreeMap<String, JsonNode>();
        var stored = new TreeMap<String, JsonNode>();
        var keepers = new TreeMap<String, List<String>>();
        pages(console, Operators.VIEW, "/v1/operations/digests", (initiative, digest) -> shown.put(initiative, digest));
        for (String service : LocalSystem.SERVICES.keySet()) {
            pages(console, service, Operators.STORE + "/digests", (initiative, digest) -> {
                keepers.computeIfAbsent(initiative, _ -> new ArrayList<>()).add(service);
                stored.merge(initiative, digest, (one, other) -> isSame(one, shown.get(initiative)) ? one : other);
            });
        }
        var result = new Shown(stored.values().stream().mapToLong(one -> one.path("milestones").asLong()).sum(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        var initiatives = new TreeSet<>(shown.keySet());
        initiatives.addAll(stored.keySet());
        for (String initiative : initiatives) {
            var services = keepers.getOrDefault(initiative, List.of());
            if (services.size() != 1 || !isSame(stored.get(initiative), shown.get(initiative))) {
                result.compare(console, initiative, services);
            }
        }
        return result;
    }

    private static boolean isSame(JsonNode stored, JsonNode shown) {
        return stored != null && shown != null && stored.path("sha256").equals(shown.path("sha256"));
    }

    boolean agree() {
        return missing.isEmpty() && invented.isEmpty() && different.isEmpty();
    }

    /** Whether operators have settled each difference: by a document in the place of the milestone, or by going on without it. */
    boolean isDecided(Console console) {
        JsonNode parked = console.get(Operators.VIEW, "/v1/operations/parked");
        var decided = new TreeSet<String>();
        parked.path("repaired").forEach(one -> decided.add(one.path("initiative").asText() + ":" + one.path("milestone").asInt()));
        parked.path("setAside").forEach(one -> decided.add(one.path("initiative").asText() + ":" + one.path("milestone").asInt()));
        return decided.containsAll(invented) && decided.containsAll(different) && decided.containsAll(missing);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("agree", agree()).put("milestones", milestones);
        missing.forEach(json.putArray("notShown")::add);
        invented.forEach(json.putArray("inNoStore")::add);
        different.forEach(json.putArray("different")::add);
        return json;
    }

    private void compare(Console console, String initiative, List<String> services) {
        for (int look = 1; look <= LOOKS; look++) {
            var found = new Shown(0, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            var shown = versions(console, Operators.VIEW, "/v1/operations/digests/", initiative);
            var stored = new TreeSet<Integer>();
            for (String service : services) {
                versions(console, service, Operators.STORE + "/digests/", initiative).forEach((version, sha256) -> {
                    stored.add(version);
                    if (!shown.containsKey(version)) {
                        found.missing.add(initiative + ":" + version);
                    } else if (!shown.get(version).equals(sha256)) {
                        found.different.add(initiative + ":" + version);
                    }
                });
            }
            shown.keySet().stream().filter(version -> !stored.contains(version)).forEach(version -> found.invented.add(initiative + ":" + version));
            if (found.agree()) {
                return;
            }
            if (look == LOOKS) {
                missing.addAll(found.missing);
                invented.addAll(found.invented);
                different.addAll(found.different);
            } else {
                Console.pause();
            }
        }
    }

    private static Map<Integer, String> versions(Console console, String service, String path, String initiative) {
        var versions = new TreeMap<Integer, String>();
        console.get(service, path + URLEncoder.encode(initiative, StandardCharsets.UTF_8)).path("digests")
                .forEach(one -> versions.put(one.path("milestone").asInt(), one.path("sha256").asText()));
        return versions;
    }

    private static void pages(Console console, String service, String path, BiConsumer<String, JsonNode> each) {
        String after = "";
        do {
            JsonNode page = console.get(service, path + "?after=" + URLEncoder.encode(after, StandardCharsets.UTF_8));
            page.path("digests").forEach(one -> each.accept(one.path("initiative").asText(), one));
            after = page.path("next").asText("");
        } while (!after.isEmpty() && !after.equals("null"));
    }
}
