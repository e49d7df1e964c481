package ca.criticalminerals.progress.projection;

import ca.criticalminerals.contracts.InitiativeRegistry;
import ca.criticalminerals.eventsourcing.signing.RecordDigest;
import ca.criticalminerals.eventsourcing.signing.SignedRecords;
import ca.criticalminerals.eventsourcing.signing.Statement;
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
 * waits, what cannot be read parks its initiative and no other, and what is foreign or unsigned is kept on file and changes nothing at all.
 *
 * <p>Everything of an initiative comes on the one topic of its service, so it ends the same in whichever order topics are read.
 */
public final class Batch {
    private static final String MILESTONES = ".milestones";
    private static final Pattern SEQUENCE = Pattern.compile("\\d{20}-\\d{19}");

    private final Tables tables;
    private final Ownership ownership;
    private final Applied applied;
    private final List<Tables.Row> rows = new ArrayList<>();
    private final List<Tables.Repeat> repeats = new ArrayList<>();
    private final List<Arrived> unsigned = new ArrayList<>();
    private @Nullable Statement last;

    public Batch(Tables tables, InitiativeRegistry registry) throws SQLException {
        this.tables = tables;
        this.ownership = new Ownership(registry);
        this.applied = tables.load();
    }

    /** Applies the records that have not been applied before. */
    public void apply(List<SignedRecords.Told> records) throws SQLException {
        for (Arrived arrived : Arrived.of(records)) {
            var record = arrived.record();
            var next = applied.offsets.computeIfAbsent(record.topic(), _ -> new HashMap<>());
            if (record.offset() < next.getOrDefault(record.partition(), 0L)) {
                continue; // another instance, or this one before it was restarted, has applied it
            }
            next.put(record.partition(), record.offset() + 1);
            if (arrived.statement().isEmpty()) {
                unsigned.add(arrived);
            } else {
                state(record.topic(), arrived.statement().get());
                take(arrived);
            }
        }
        fileUnsigned();
        write();
    }

    private void take(Arrived arrived) throws SQLException {
        if (arrived.isWatermark()) {
            watermark(arrived);
        } else {
            milestone(arrived);
        }
    }

    /** Takes in a statement, once: what it says of the time, and the records that it lists although they were taken for unsigned before. */
    private void state(String topic, Statement statement) throws SQLException {
        if (statement == last) {
            return;
        }
        last = statement;
        fileUnsigned();
        if (topic.endsWith(MILESTONES)) {
            applied.source("/" + Ownership.service(topic)).raise(statement.floor());
        }
        if (applied.unsigned.contains(topic)) {
            var told = tables.takeUnsigned(topic, statement.digests()).stream().map(record -> new SignedRecords.Told(record,
                    RecordDigest.of(topic, record.key(), record.value()), Optional.of(statement), Optional.empty())).toList();
            for (Arrived arrived : Arrived.of(told)) {
                take(arrived);
            }
        }
    }

    /** What nobody has signed goes on file, unless it is a copy of what is applied. */
    private void fileUnsigned() throws SQLException {
        if (unsigned.isEmpty()) {
            return;
        }
        tables.write(rows, applied); // what they may be copies of
        rows.clear();
        byte[][] documents = tables.documents(unsigned.stream().map(Batch::claim).toList());
        for (int i = 0; i < documents.length; i++) {
            var arrived = unsigned.get(i);
            if (documents[i] == null || !Arrays.equals(documents[i], arrived.record().value())) {
                tables.file(new Tables.Filing(arrived.record(), arrived.initiative().orElse(null), arrived.version().orElse(null), RecordStatus.UNSIGNED,
                        "it is not signed by " + Ownership.service(arrived.record().topic()), arrived.claimed().orElse(null), arrived.digest(), null));
                applied.unsigned.add(arrived.record().topic());
            }
        }
        unsigned.clear();
    }

    /** What a record says of itself. */
    static Tables.Repeat claim(Arrived arrived) {
        return new Tables.Repeat(arrived.record(), arrived.initiative().orElse(""), arrived.version().orElse(0), "", false);
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
                for (Arrived arrived : Arrived.due(records.stream().map(Batch::signedBefore).toList())) {
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

    /** Takes in the records that named a time to come, now that it has come; how many. What is complete meanwhile stays what it is. */
    int due() throws SQLException {
        var records = tables.takeDue();
        for (Arrived arrived : Arrived.due(records.stream().map(Batch::signedBefore).toList())) {
            try {
                var milestone = arrived.milestone();
                Instant through = applied.source(milestone.source()).completeThrough;
                if (through == null || milestone.recordedAt().isAfter(through)) {
                    milestone(arrived);
                } else {
                    tables.file(new Tables.Filing(arrived.record(), milestone.initiative(), milestone.version(), RecordStatus.BACKDATED,
                            "it was recorded " + milestone.recordedAt() + ", and everything up to " + through + " is complete", milestone.source()));
                }
            } catch (Unreadable e) {
                milestone(arrived);
            }
        }
        if (!records.isEmpty()) {
            write();
        }
        return records.size();
    }

    /** What is on file as foreign or postdated was signed when it came. */
    private static SignedRecords.Told signedBefore(ConsumerRecord<byte[], byte[]> record) {
        var digest = RecordDigest.of(record.topic(), record.key(), record.value());
        return new SignedRecords.Told(record, digest, Optional.of(new Statement(Instant.MIN, List.of(digest))), Optional.empty());
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
            if (isOutOfTime(arrived, milestone)) {
                return;
            }
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

    /** Past answers stay what they were: nothing new is recorded in a time that was complete, or in one that is still to come. */
    private boolean isOutOfTime(Arrived arrived, Milestone milestone) throws SQLException {
        if (arrived.isTimely()) {
            return false;
        }
        Instant floor = applied.source(milestone.source()).floor;
        boolean before = !milestone.recordedAt().isAfter(floor);
        boolean after = arrived.isLater(milestone.recordedAt());
        if (!before && !after) {
            return false;
        }
        var repaired = tables.repaired(arrived.record());
        if (repaired.isPresent()) {
            milestone(arrived.repaired(repaired.get()));
        } else {
            tables.file(new Tables.Filing(arrived.record(), milestone.initiative(), milestone.version(), before ? RecordStatus.BACKDATED : RecordStatus.POSTDATED,
                    before ? "it was recorded " + milestone.recordedAt() + ", and everything up to " + floor + " had been announced before"
                            : "it was recorded " + milestone.recordedAt() + ", later than the broker got it", milestone.source(), null, before ? null : Arrived.due(milestone.recordedAt())));
        }
        return true;
    }

    /** Whether the time that it names was complete before it came: then it counts for no service ever. */
    private boolean isOver(Arrived arrived) {
        return arrived.recordedAt().filter(at -> !at.isAfter(applied.source("/" + Ownership.service(arrived.record().topic())).floor)).isPresent();
    }

    /** A foreign record is kept on file with what it claims, and nothing else is done about it. */
    private boolean isForeign(Arrived arrived) throws SQLException {
        var why = ownership.foreign(arrived);
        if (why.isPresent()) {
            tables.file(new Tables.Filing(arrived.record(), arrived.initiative().orElse(null), arrived.version().orElse(null), RecordStatus.FOREIGN, why.get(),
                    arrived.claimed().orElse(null), null, isOver(arrived) ? Instant.MAX : null));
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
                    accept(initiative, Announced.genuine(event), event, one.record());
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
            Announced.genuine(event);
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
            if (arrived.isLater(through)) {
                throw new Unreadable("it names " + through + ", later than the broker got it");
            }
            applied.source(Values.text(json, "source")).promise(sequence, through);
        } catch (Unreadable | DateTimeException e) {
            tables.file(new Tables.Filing(arrived.record(), null, null, RecordStatus.UNBELIEVED, "the watermark is not believed: " + e.getMessage(), null));
        }
    }
}
