package ca.criticalminerals.progress.projection;

import ca.criticalminerals.contracts.Contract;
import ca.criticalminerals.progress.domain.Milestone;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records of one transaction, folded in memory and written at its end: strictly by version, a repeat changes nothing, a gap
 * waits, what cannot be read parks its initiative and no other.
 */
public final class Batch {
    private static final Pattern SEQUENCE = Pattern.compile("\\d{20}-\\d{19}");
    private static final Pattern SOURCE = Pattern.compile("/[a-z0-9/-]{1,98}");

    private final Tables tables;
    private final Applied applied;
    private final List<Tables.Row> rows = new ArrayList<>();
    private final List<Tables.Repeat> repeats = new ArrayList<>();

    public Batch(Tables tables) throws SQLException {
        this.tables = tables;
        this.applied = tables.load();
    }

    /** Applies the records that have not been applied before. */
    public void apply(Iterable<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        for (Arrived arrived : Arrived.of(records)) {
            var record = arrived.record();
            var next = applied.offsets.computeIfAbsent(record.topic(), _ -> new HashMap<>());
            if (record.offset() < next.getOrDefault(record.partition(), 0L)) {
                continue; // another instance, or this one before it was restarted, has applied it
            }
            next.put(record.partition(), record.offset() + 1);
            if (arrived.isWatermark()) {
                watermark(arrived);
            } else {
                milestone(arrived);
            }
        }
        tables.write(rows, applied);
        holdImpostors();
    }

    /** Takes in the document that an operator has put in the place of a record of an initiative, which then goes on. */
    void repaired(String id, byte[] document) throws SQLException {
        var initiative = applied.initiative(id);
        initiative.parked = null;
        initiative.changed = true;
        applied.withHeld.add(id);
        try {
            received(Announced.json(document));
        } catch (Unreadable e) {
            park(initiative, e.getMessage()); // by a release that could read it
        }
        drain(id, initiative);
        tables.write(rows, applied);
    }

    /** Lets a parked initiative go on with what is held of it and can be read; false if it is not parked. */
    boolean release(String id, @Nullable Why why) throws SQLException {
        var initiative = applied.initiatives.get(id);
        if (initiative == null || initiative.parked == null) {
            return false;
        }
        initiative.parked = null;
        initiative.changed = true;
        tables.setAside(id, why);
        drain(id, initiative);
        tables.write(rows, applied);
        return true;
    }

    private void milestone(Arrived arrived) throws SQLException {
        var record = arrived.record();
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        String id = Contract.isInitiative(key) ? key : null;
        Integer version = null;
        try {
            JsonNode event = arrived.json();
            received(event);
            if (id == null) {
                throw new Unreadable("the key is not the id of an initiative");
            }
            if (!id.equals(event.path("subject").asText())) {
                throw new Unreadable("the key '" + id + "' is not the subject '" + event.path("subject").asText() + "'");
            }
            // Only now it is a version of this initiative: without one, a release sets the record aside.
            version = event.path("streamversion").isInt() ? event.get("streamversion").asInt() : null;
            var initiative = applied.initiative(id);
            if (version != null && version <= initiative.version) {
                repeats.add(new Tables.Repeat(record, id, version, event.path("id").asText()));
                return;
            }
            if (initiative.parked != null) {
                hold(record, id, version, "waits: the initiative is parked");
                return;
            }
            Milestone milestone = ofSameSource(arrived.milestone(), initiative);
            if (milestone.version() > initiative.version + 1) {
                hold(record, id, version, "waits for version " + (initiative.version + 1));
                return;
            }
            accept(initiative, milestone, record.value());
            drain(id, initiative);
        } catch (Unreadable e) {
            var repaired = tables.repaired(record);
            if (repaired.isPresent()) {
                milestone(arrived.repaired(repaired.get()));
                return;
            }
            hold(record, id, version, e.getMessage());
            if (id != null) {
                park(applied.initiative(id), e.getMessage());
            }
        }
    }

    /** A repeat is the same event again. Another one with its version is not passed over in silence. */
    private void holdImpostors() throws SQLException {
        byte[][] documents = repeats.isEmpty() ? new byte[0][] : tables.documents(repeats);
        for (int i = 0; i < documents.length; i++) {
            var repeat = repeats.get(i);
            if (documents[i] != null && !Arrays.equals(documents[i], repeat.record().value()) && !Announced.id(documents[i]).equals(repeat.event())
                    && tables.repaired(repeat.record()).isEmpty()) {
                hold(repeat.record(), repeat.initiative(), null,
                        "another milestone has version " + repeat.version() + " of " + repeat.initiative());
            }
        }
    }

    private static void park(Applied.Initiative initiative, @Nullable String why) {
        initiative.parked = initiative.parked == null ? why : initiative.parked;
        initiative.changed = true;
    }

    private void accept(Applied.Initiative initiative, Milestone milestone, byte[] document) {
        rows.add(new Tables.Row(milestone, document));
        initiative.version = milestone.version();
        initiative.source = milestone.source();
        initiative.changed = true;
    }

    /** Applies what was held for the initiative and is next now; of several records of that version, the first that can be read. */
    private void drain(String id, Applied.Initiative initiative) throws SQLException {
        while (applied.withHeld.contains(id) && initiative.parked == null) {
            var records = tables.held(id, initiative.version + 1);
            if (records.isEmpty()) {
                return;
            }
            String why = null;
            byte[] next = null;
            for (byte[] record : records) {
                try {
                    accept(initiative, ofSameSource(Announced.milestone(Announced.json(record)), initiative), record);
                    next = record;
                    break;
                } catch (Unreadable e) {
                    why = why == null ? e.getMessage() : why;
                }
            }
            if (next == null) {
                park(initiative, why);
                return;
            }
            tables.drop(id, initiative.version, next);
        }
    }

    private static Milestone ofSameSource(Milestone milestone, Applied.Initiative initiative) throws Unreadable {
        if (initiative.version > 0 && !initiative.source.equals(milestone.source())) {
            throw new Unreadable("the initiative belongs to " + initiative.source + ", not to " + milestone.source());
        }
        return milestone;
    }

    private void hold(ConsumerRecord<byte[], byte[]> record, @Nullable String id, @Nullable Integer version, String reason) throws SQLException {
        tables.hold(record, id, version, reason);
        if (id != null) {
            applied.withHeld.add(id);
        }
    }

    private void received(JsonNode event) {
        String sequence = event.path("sequence").asText();
        String name = event.path("source").asText();
        if (SEQUENCE.matcher(sequence).matches() && SOURCE.matcher(name).matches()) {
            var source = applied.source(name);
            source.received = sequence.compareTo(source.received) > 0 ? sequence : source.received;
            believe(source);
        }
    }

    private void watermark(Arrived arrived) throws SQLException {
        try {
            JsonNode json = arrived.json();
            String sequence = Values.text(json, "sequence");
            String name = Values.text(json, "source");
            Instant through = Values.instant(json, "completeThrough");
            if (!SOURCE.matcher(name).matches() || !sequence.isEmpty() && !SEQUENCE.matcher(sequence).matches()) {
                throw new Unreadable("its source or its sequence has another form");
            }
            var source = applied.source(name);
            // An older one that still waits goes first: it will come true sooner.
            if (source.waitingSequence == null || sequence.compareTo(source.received) <= 0) {
                source.waitingSequence = sequence;
                source.waitingThrough = through;
                believe(source);
            }
        } catch (Unreadable | DateTimeException e) {
            tables.hold(arrived.record(), null, null, "the watermark cannot be read: " + e.getMessage());
        }
    }

    /** A watermark is true once everything it speaks of has been received; it never moves backwards. */
    private static void believe(Applied.Source source) {
        if (source.waitingSequence != null && source.waitingSequence.compareTo(source.received) <= 0) {
            if (source.completeThrough == null || source.waitingThrough.isAfter(source.completeThrough)) {
                source.completeThrough = source.waitingThrough;
            }
            source.waitingSequence = null;
            source.waitingThrough = null;
        }
    }
}
