package ca.criticalminerals.local.simulation;

import ca.criticalminerals.eventsourcing.store.StoredEvent;
import ca.criticalminerals.funding.FundingBeans;
import ca.criticalminerals.progress.api.Json;
import ca.criticalminerals.progress.domain.History;
import ca.criticalminerals.progress.domain.Initiative;
import ca.criticalminerals.progress.domain.Milestone;
import ca.criticalminerals.progress.projection.Announced;
import ca.criticalminerals.progress.projection.Unreadable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What must hold of a history that has gone quiet: O1 to O4. */
record Invariants(ModelLog log, List<ConsumerRecord<byte[], byte[]>> topic, ModelTables tables, Map<String, StoredEvent> acknowledged) {
    void check(Random random) {
        acknowledgedIsStored();
        streamsAreDense();
        topicHoldsTheLog();
        viewIsTheFold(random);
    }

    private void acknowledgedIsStored() {
        acknowledged.forEach((key, event) -> {
            if (!log.committed().contains(event)) {
                throw new Violation("O1: the acknowledged command " + key + " is not in the log");
            }
        });
    }

    private void streamsAreDense() {
        byStream().forEach((stream, events) -> {
            for (int i = 0; i < events.size(); i++) {
                if (events.get(i).version != i + 1) {
                    throw new Violation("O2: version " + events.get(i).version + " of " + stream + " where " + (i + 1) + " is due");
                }
            }
        });
    }

    private void topicHoldsTheLog() {
        var last = new HashMap<String, Integer>();
        for (var record : topic) {
            if (isForged(record.value())) {
                continue;
            }
            String key = new String(record.key(), StandardCharsets.UTF_8);
            int version = version(record.value());
            int before = last.getOrDefault(key, 0);
            if (version > before + 1) {
                throw new Violation("O3: on the topic, version " + version + " of " + key + " comes before " + (before + 1));
            }
            last.put(key, Math.max(before, version));
        }
        byStream().forEach((stream, events) -> {
            if (last.getOrDefault(stream, 0) != events.size()) {
                throw new Violation("O3: the topic has " + last.getOrDefault(stream, 0) + " of " + events.size() + " milestones of " + stream);
            }
        });
    }

    private void viewIsTheFold(Random random) {
        var shown = new TreeMap<String, List<Milestone>>();
        tables.milestones().forEach(milestone -> shown.computeIfAbsent(milestone.initiative(), _ -> new ArrayList<>()).add(milestone));
        if (tables.held() > 0) {
            throw new Violation("O7: the projection still holds " + tables.held() + " records");
        }
        byStream().forEach((stream, events) -> {
            var view = grown(shown.getOrDefault(stream, List.of()), random);
            var fold = History.of(events.stream().map(Invariants::milestone).toList());
            compare(stream, view, fold, LocalDate.parse("2026-06-30"), Instant.MAX);
            compare(stream, view, fold, LocalDate.parse("2024-01-31").plusMonths(random.nextInt(24)),
                    events.get(random.nextInt(events.size())).recordedAt);
        });
    }

    /** As the view grows in memory: some milestones at once, then more. */
    private static History grown(List<Milestone> milestones, Random random) {
        int first = random.nextInt(milestones.size() + 1);
        return History.of(milestones.subList(0, first)).with(milestones.subList(first, milestones.size()));
    }

    private static void compare(String stream, History view, History fold, LocalDate asOf, Instant knownAt) {
        if (!json(view.at(asOf, knownAt)).equals(json(fold.at(asOf, knownAt)))) {
            throw new Violation("O4: readers see another " + stream + " than the log tells, as of " + asOf + ", known at " + knownAt);
        }
    }

    private static String json(Optional<Initiative> initiative) {
        return initiative.map(one -> Json.initiative(one, true).toString()).orElse("");
    }

    private Map<String, List<StoredEvent>> byStream() {
        var streams = new TreeMap<String, List<StoredEvent>>();
        log.committed().forEach(event -> streams.computeIfAbsent(event.streamId, log::stream));
        return streams;
    }

    private static Milestone milestone(StoredEvent event) {
        try {
            return Announced.milestone(Announced.json(FundingBeans.ANNOUNCEMENTS.document(event).toString().getBytes(StandardCharsets.UTF_8)));
        } catch (Unreadable e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isForged(byte[] document) {
        try {
            return Announced.json(document).path("recordedby").asText().equals(Simulation.FORGER);
        } catch (Unreadable e) {
            throw new IllegalStateException(e);
        }
    }

    static int version(byte[] document) {
        try {
            return Announced.json(document).path("streamversion").asInt();
        } catch (Unreadable e) {
            throw new IllegalStateException(e);
        }
    }
}
