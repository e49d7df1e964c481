package ca.criticalminerals.progress.projection;

import ca.criticalminerals.contracts.InitiativeRegistry;
import ca.criticalminerals.progress.domain.Milestone;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records of one transaction, folded in memory and written at its end: strictly by version, a repeat changes nothing, a gap
 * waits, what cannot be read parks its initiative and no other, and what is foreign is kept on file and changes nothing at all.
 *
 * <p>Everything of an initiative comes on the one topic of its service, so it ends the same in whichever order topics are read.
 */
public final class Batch {
    private static final Pattern SEQUENCE = Pattern.compile("\\d{20}-\\d{19}");

    private final Tables tables;
    private final Ownership ownership;
    private final Applied applied;
    private final List<Tables.Row> rows = new ArrayList<>();
    private final List<Tables.Repeat> repeats = new ArrayList<>();

    public Batch(Tables tables, InitiativeRegistry registry) throws SQLException {
        this.tables = tables;
        this.ownership = new Ownership(registry);
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
        write();
    }

    /** Takes in the records of initiatives that were foreign on their topics and are assigned to its service now; how many. */
    int reconsider() throws SQLException {
        int taken = 0;
        for (var foreign : tables.foreign()) {
            var why = ownership.foreign(foreign.topic(), Optional.empty(), Optional.of(foreign.initiative()));
            if (why.isPresent()) {
                tables.explain(foreign, why.get());
            } else {
                var records = tables.takeForeign(foreign);
                for (Arrived arrived : Arrived.of(records)) {
                    milestone(arrived);
                }
                taken += records.size();
            }
        }
        if (taken > 0) {
            write();
        }
        return taken;
    }

    /** Takes in the document that an operator has put in the place of a record of an initiative, which then goes on. */
    void repaired(String id) throws SQLException {
        var initiative = applied.initiative(id);
        initiative.parked = null;
        initiative.changed = true;
        applied.withheld.add(id);
        drain(id, initiative);
        write();
    }

    /** Lets a parked initiative go on with what is withheld of it and can be read; false if it is not parked. */
    boolean release(String id, @Nullable Why why) throws SQLException {
        var initiative = applied.initiatives.get(id);
        if (initiative == null || initiative.parked == null) {
            return false;
        }
        initiative.parked = null;
        initiative.changed = true;
        tables.setAside(id, why).forEach(this::receiveSkipped);
        drain(id, initiative);
        write();
        return true;
    }

    /** Takes in what an operator has set aside. */
    void skipped(Iterable<byte[]> records) throws SQLException {
        records.forEach(this::receiveSkipped);
        write();
    }

    private void write() throws SQLException {
        tables.write(rows, applied);
        fileRepeats();
    }

    private void milestone(Arrived arrived) throws SQLException {
        var record = arrived.record();
        if (isForeign(arrived)) {
            return;
        }
        String id = arrived.initiative().orElse(null);
        Integer version = null;
        try {
            JsonNode event = arrived.json();
            if (id == null) {
                throw new Unreadable("the key is not the id of an initiative");
            }
            if (!id.equals(event.path("subject").asText())) {
                throw new Unreadable("the key '" + id + "' is not the subject '" + event.path("subject").asText() + "'");
            }
            // Only now it is a version of this initiative: without one, a release sets the record aside.
            version = arrived.version().orElse(null);
            var initiative = applied.initiative(id);
            if (version != null && version <= initiative.version) {
                repeats.add(new Tables.Repeat(record, id, version, event.path("id").asText(), arrived.isReadable()));
                return;
            }
            Milestone milestone = arrived.milestone();
            if (initiative.parked != null || milestone.version() > initiative.version + 1) {
                receive(event);
                withhold(record, id, version, RecordStatus.PENDING, "waits");
                return;
            }
            accept(initiative, milestone, event, record.value());
            drain(id, initiative);
        } catch (Unreadable e) {
            var repaired = tables.repaired(record);
            if (repaired.isPresent()) {
                milestone(arrived.repaired(repaired.get()));
                return;
            }
            withhold(record, id, version, RecordStatus.UNREADABLE, e.getMessage());
            if (id != null) {
                park(applied.initiative(id), e.getMessage());
            }
        }
    }

    /** A foreign record is kept on file with what it claims, and nothing else is done about it. */
    private boolean isForeign(Arrived arrived) throws SQLException {
        var why = ownership.foreign(arrived);
        if (why.isPresent()) {
            tables.file(new Tables.Filing(arrived.record(), arrived.initiative().orElse(null), arrived.version().orElse(null), RecordStatus.FOREIGN, why.get(),
                    arrived.claimed().orElse(null)));
        }
        return why.isPresent();
    }

    /** A repeat is the same event again. Another one with its version, and what cannot be read, is not passed over in silence. */
    private void fileRepeats() throws SQLException {
        byte[][] documents = repeats.isEmpty() ? new byte[0][] : tables.documents(repeats);
        for (int i = 0; i < documents.length; i++) {
            var repeat = repeats.get(i);
            if (documents[i] != null && tables.repaired(repeat.record()).isEmpty()) {
                var status = beside(documents[i], repeat.record().value(), repeat.readable() ? Optional.of(repeat.event()) : Optional.empty());
                if (status.isPresent()) {
                    tables.file(new Tables.Filing(repeat.record(), repeat.initiative(), repeat.version(), status.get(),
                            reason(status.get(), repeat.initiative(), repeat.version()), null));
                }
            }
        }
        repeats.clear();
    }

    /** What becomes of a record beside the one that is applied as its version; empty if it is the same event. */
    private static Optional<RecordStatus> beside(byte[] document, byte @Nullable [] record, Optional<String> event) {
        if (Arrays.equals(document, record) || event.filter(Announced.id(document)::equals).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(event.isPresent() ? RecordStatus.CONFLICTING : RecordStatus.SUPERSEDED);
    }

    private static String reason(RecordStatus status, String initiative, int version) {
        return status == RecordStatus.CONFLICTING ? "another milestone has version " + version + " of " + initiative
                : "another record was applied as version " + version;
    }

    private static void park(Applied.Initiative initiative, @Nullable String why) {
        initiative.parked = initiative.parked == null ? why : initiative.parked;
        initiative.changed = true;
    }

    private void accept(Applied.Initiative initiative, Milestone milestone, JsonNode event, byte[] document) {
        rows.add(new Tables.Row(milestone, document));
        initiative.version = milestone.version();
        initiative.changed = true;
        receive(event);
    }

    /** Applies what was withheld of the initiative and is next now; of several records of that version, the first that can be read. */
    private void drain(String id, Applied.Initiative initiative) throws SQLException {
        while (applied.withheld.contains(id) && initiative.parked == null) {
            var records = tables.withheld(id, initiative.version + 1);
            if (records.isEmpty()) {
                return;
            }
            String why = null;
            Tables.FiledRecord next = null;
            for (var one : records) {
                try {
                    JsonNode event = Announced.json(one.record());
                    accept(initiative, Announced.milestone(event), event, one.record());
                    next = one;
                    break;
                } catch (Unreadable e) {
                    tables.mark(one, RecordStatus.UNREADABLE, e.getMessage());
                    why = why == null ? e.getMessage() : why;
                }
            }
            if (next == null) {
                park(initiative, why);
                return;
            }
            tables.remove(next);
            for (var other : records) {
                if (other != next) {
                    settle(id, initiative.version, next.record(), other);
                }
            }
        }
    }

    private void settle(String id, int version, byte[] document, Tables.FiledRecord other) throws SQLException {
        var status = beside(document, other.record(), readableEvent(other.record()));
        if (status.isEmpty()) {
            tables.remove(other);
        } else {
            tables.mark(other, status.get(), reason(status.get(), id, version));
        }
    }

    private static Optional<String> readableEvent(byte @Nullable [] record) {
        try {
            JsonNode event = Announced.json(record);
            Announced.milestone(event);
            return Optional.of(event.path("id").asText());
        } catch (Unreadable e) {
            return Optional.empty();
        }
    }

    private void withhold(ConsumerRecord<byte[], byte[]> record, @Nullable String id, @Nullable Integer version, RecordStatus status, String reason)
            throws SQLException {
        tables.file(new Tables.Filing(record, id, version, status, reason, null));
        if (id != null) {
            applied.withheld.add(id);
        }
    }

    /**
     * Takes in the sequence of a record that is genuine: one that is applied, or that waits for an earlier version. One that cannot
     * be read proves nothing, so it moves nothing.
     */
    private void receive(JsonNode event) {
        String sequence = event.path("sequence").asText();
        if (SEQUENCE.matcher(sequence).matches()) {
            applied.source(event.path("source").asText()).receive(sequence);
        }
    }

    /** What an operator has set aside is not missed any more, if a watermark of its service speaks of it as the last one. */
    private void receiveSkipped(byte[] record) {
        try {
            JsonNode event = Announced.json(record);
            var source = applied.sources.get(event.path("source").asText());
            if (source != null && source.waiting.containsKey(event.path("sequence").asText())) {
                receive(event);
            }
        } catch (Unreadable e) {
            // it names no sequence
        }
    }

    private void watermark(Arrived arrived) throws SQLException {
        if (isForeign(arrived)) {
            return;
        }
        try {
            JsonNode json = arrived.json();
            String sequence = Values.text(json, "sequence");
            Instant through = Values.instant(json, "completeThrough");
            if (!sequence.isEmpty() && !SEQUENCE.matcher(sequence).matches()) {
                throw new Unreadable("its sequence has another form");
            }
            applied.source(Values.text(json, "source")).promise(sequence, through);
        } catch (Unreadable | DateTimeException e) {
            tables.file(new Tables.Filing(arrived.record(), null, null, RecordStatus.UNBELIEVED, "the watermark cannot be read: " + e.getMessage(), null));
        }
    }
}
