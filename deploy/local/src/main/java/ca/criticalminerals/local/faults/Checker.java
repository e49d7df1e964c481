package ca.criticalminerals.local.faults;

import ca.criticalminerals.contracts.Contract;
import ca.criticalminerals.funding.FundingBeans;
import ca.criticalminerals.local.LocalSystem;
import ca.criticalminerals.local.faults.Command.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares what people were told with the store, the store with the topic, and the store with what readers see: O1 to O5 and O8
 * of the invariants (O6 is {@link Reports}, O7 is measured by {@link World}).
 */
final class Checker {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int REPEATED = 60;

    private final LocalSystem system;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** Documents that were sent past the store on purpose, by initiative and version. */
    private final Map<String, TreeMap<Integer, byte[]>> injected = new HashMap<>();

    Checker(LocalSystem system) {
        this.system = system;
    }

    /** A document that readers must show although no service recorded it: one of a test. */
    void expect(String initiative, int version, byte[] document) {
        injected.computeIfAbsent(initiative, _ -> new TreeMap<>()).put(version, document);
    }

    void forgetInjected() {
        injected.clear();
    }

    /** Everything, once it has gone quiet. */
    Findings check(Map<Command, Answer> acknowledged, Set<String> initiatives, Random random) {
        var findings = new Findings();
        var events = Store.events(system.superuserJdbcUrl("funding_programs"));
        acknowledgedAreStored(acknowledged, events, findings);
        streamsAreDense(events, findings);
        topicHoldsTheStore(events, findings);
        relayIsHonest(findings);
        projectionIsHonest(findings);
        viewIsTheFold(events, initiatives, random, findings);
        repeatsGetTheFirstAnswer(acknowledged, random, findings);
        return findings;
    }

    /** O1, at this moment. */
    void storeIsWhole(Map<Command, Answer> acknowledged, Findings findings) {
        acknowledgedAreStored(acknowledged, Store.events(system.superuserJdbcUrl("funding_programs")), findings);
    }

    /** O1: every acknowledged command's event is in the store, where the officer was told. */
    private static void acknowledgedAreStored(Map<Command, Answer> acknowledged, List<Store.Row> events, Findings findings) {
        var stored = new HashMap<String, Integer>();
        for (var row : events) {
            if (row.key() != null && stored.put(row.key(), row.event().version) != null) {
                findings.doubled("the command " + row.key() + " is stored twice");
            }
        }
        acknowledged.forEach((command, answer) -> {
            Integer version = stored.get(command.key());
            if (version == null) {
                findings.lost("an acknowledged command is not in the store");
            } else if (version != answer.version()) {
                findings.problem("the command " + command.key() + " was acknowledged as " + answer.version() + " and is stored as " + version);
            }
        });
    }

    /** O2: versions per stream are 1 to n. */
    private static void streamsAreDense(List<Store.Row> events, Findings findings) {
        var last = new HashMap<String, Integer>();
        for (var row : events) {
            int expected = last.merge(row.event().streamId, 1, Integer::sum);
            if (row.event().version != expected) {
                findings.reordered("publication order of " + row.event().streamId + ": version " + row.event().version + " where " + expected + " was due");
            }
        }
    }

    /** O3: first occurrences per key are dense and increasing, the topic and the store hold the same. */
    private void topicHoldsTheStore(List<Store.Row> events, Findings findings) {
        var stored = new HashMap<String, byte[]>();
        for (var row : events) {
            stored.put(row.event().streamId + ":" + row.event().version,
                    FundingBeans.ANNOUNCEMENTS.document(row.event()).toString().getBytes(StandardCharsets.UTF_8));
        }
        var last = new HashMap<String, Integer>();
        var seen = new HashSet<String>();
        for (var record : Topic.records(system.kafkaSettings())) {
            String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
            if (isForeign(key)) {
                continue;
            }
            int version = version(record.value());
            byte[] document = stored.get(key + ":" + version);
            if (document == null) {
                findings.problem("on the topic and not in the store: milestone " + version + " of " + key);
            } else if (!java.util.Arrays.equals(document, record.value())) {
                findings.problem("announced differently from how it is stored: milestone " + version + " of " + key);
            }
            int before = last.getOrDefault(key, 0);
            if (version == before + 1) {
                last.put(key, version);
                seen.add(key + ":" + version);
            } else if (version > before + 1) {
                findings.reordered("on the topic, milestone " + version + " of " + key + " where " + (before + 1) + " was due");
                last.put(key, version);
                seen.add(key + ":" + version);
            }
        }
        stored.keySet().stream().filter(name -> !seen.contains(name)).forEach(_ -> findings.lost("a stored milestone is not on the topic"));
    }

    /** O5: what the relay calls published is on the topic. */
    void relayIsHonest(Findings findings) {
        var published = new HashSet<String>();
        for (var row : Store.events(system.superuserJdbcUrl("funding_programs"))) {
            if (row.published()) {
                published.add(row.event().streamId + ":" + row.event().version);
            }
        }
        for (var record : Topic.records(system.kafkaSettings())) {
            published.remove((record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8)) + ":" + version(record.value()));
        }
        published.forEach(_ -> findings.lost("the relay's checkpoint has passed a milestone that Kafka does not have"));
    }

    /** O5: the offsets of the projection and its rows are one. */
    void projectionIsHonest(Findings findings) {
        var projected = Store.projected(system.superuserJdbcUrl("strategy_progress"));
        long next = projected.getOrDefault("", 0L);
        var due = new HashMap<String, Long>();
        for (var record : Topic.records(system.kafkaSettings())) {
            String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
            if (record.offset() < next && !isForeign(key)) {
                due.merge(key, (long) version(record.value()), Math::max);
            }
        }
        due.forEach((initiative, version) -> {
            long applied = projected.getOrDefault(initiative, 0L);
            if (applied < version) {
                findings.lost("the projection has read past milestone " + (applied + 1) + " of " + initiative);
            } else if (applied > version) {
                findings.doubled("the projection has milestone " + applied + " of " + initiative + " and will read it again");
            }
        });
    }

    /** O4: what readers see is the fold of the log, now and in the past. */
    private void viewIsTheFold(List<Store.Row> events, Set<String> initiatives, Random random, Findings findings) {
        var documents = new TreeMap<String, List<byte[]>>();
        for (var row : events) {
            if (initiatives.contains(row.event().streamId)) {
                documents.computeIfAbsent(row.event().streamId, _ -> new ArrayList<>())
                        .add(FundingBeans.ANNOUNCEMENTS.document(row.event()).toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        injected.forEach((initiative, versions) -> documents.put(initiative, List.copyOf(versions.values())));
        documents.forEach((initiative, milestones) -> {
            var expected = Expected.of(milestones);
            for (var question : expected.questions(random)) {
                var answer = get("/v1/initiatives/" + initiative + question.query());
                JsonNode shown = answer.statusCode() == 404 ? JSON.nullNode() : Expected.withoutEnvelope(parsed(answer.body()));
                if (!shown.equals(question.answer())) {
                    difference(initiative + question.query(), question.answer(), shown, findings);
                }
            }
        });
    }

    private static void difference(String what, JsonNode expected, JsonNode shown, Findings findings) {
        int wanted = expected.path("milestones").size();
        int there = shown.path("milestones").size();
        if (there < wanted) {
            findings.lost("readers see " + there + " instead of " + wanted + " milestones of " + what);
        } else if (there > wanted) {
            findings.doubled("readers see " + there + " instead of " + wanted + " milestones of " + what);
        } else {
            findings.problem("readers do not see the fold of the log: " + what);
        }
    }

    /** O8: whoever repeats a command under its key gets the first answer. */
    private void repeatsGetTheFirstAnswer(Map<Command, Answer> acknowledged, Random random, Findings findings) {
        var commands = new ArrayList<>(acknowledged.keySet());
        for (int i = 0; i < Math.min(REPEATED, commands.size()); i++) {
            Command command = commands.get(random.nextInt(commands.size()));
            Answer first = acknowledged.get(command);
            var again = send(command);
            if (again.statusCode() != first.status() || !again.body().equals(first.body())) {
                findings.problem("a repeat of " + command.key() + " was answered differently: " + again.statusCode());
            }
        }
    }

    private HttpResponse<String> send(Command command) {
        try {
            return http.send(command.to(system.address("funding-programs")), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> get(String path) {
        return Http.get(http, system.address("strategy-progress").resolve(path));
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of something that was sent past the store on purpose. */
    private boolean isForeign(String key) {
        return injected.containsKey(key) || key.startsWith(Poison.PREFIX) || !Contract.isInitiative(key);
    }

    private static int version(byte[] document) {
        try {
            return document == null ? 0 : JSON.readTree(document).path("streamversion").asInt();
        } catch (IOException e) {
            return 0;
        }
    }
}
