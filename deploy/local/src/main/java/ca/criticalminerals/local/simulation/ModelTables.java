package ca.criticalminerals.local.simulation;

import ca.criticalminerals.eventsourcing.signing.RecordDigest;
import ca.criticalminerals.progress.domain.Milestone;
import ca.criticalminerals.progress.projection.Applied;
import ca.criticalminerals.progress.projection.RecordStatus;
import ca.criticalminerals.progress.projection.Tables;
import ca.criticalminerals.progress.projection.Why;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The tables of the projection; a transaction works on a copy of them, and the copy counts once it is committed. */
final class ModelTables implements Tables {
    private final Map<String, Applied.Initiative> initiatives = new HashMap<>();
    private final Map<String, Applied.Source> sources = new HashMap<>();
    private final Map<String, Map<Integer, Long>> offsets = new HashMap<>();
    private final List<Held> held = new ArrayList<>();
    private final List<Milestone> milestones = new ArrayList<>();
    private final Map<String, byte[]> documents = new HashMap<>();

    /** A record on file. */
    private record Held(Filing filing, RecordStatus status) {
        boolean is(FiledRecord one) {
            return filing.record().topic().equals(one.topic()) && filing.record().partition() == one.partition() && filing.record().offset() == one.offset();
        }

        FiledRecord place() {
            return new FiledRecord(filing.record().topic(), filing.record().partition(), filing.record().offset(), filing.record().value());
        }
    }

    /** What a transaction begins with. */
    ModelTables copy() {
        var copy = new ModelTables();
        initiatives.forEach((id, one) -> {
            var other = new Applied.Initiative();
            other.version = one.version;
            other.parked = one.parked;
            copy.initiatives.put(id, other);
        });
        sources.forEach((name, one) -> {
            var other = new Applied.Source();
            other.received = one.received;
            other.completeThrough = one.completeThrough;
            other.waiting.putAll(one.waiting);
            other.floor = one.floor;
            copy.sources.put(name, other);
        });
        offsets.forEach((topic, next) -> copy.offsets.put(topic, new HashMap<>(next)));
        copy.held.addAll(held);
        copy.milestones.addAll(milestones);
        copy.documents.putAll(documents);
        return copy;
    }

    long nextOffset(String topic) {
        return offsets.getOrDefault(topic, Map.of()).getOrDefault(0, 0L);
    }

    List<Milestone> milestones() {
        return milestones;
    }

    /** How many records the figures may lack. */
    int held() {
        return (int) held.stream().filter(one -> one.status.withholds()).count();
    }

    Instant completeThrough() {
        return sources.values().stream().map(source -> source.completeThrough).filter(java.util.Objects::nonNull).findFirst().orElse(Instant.MIN);
    }

    /** As a projection would that adds whatever comes: the planted mistake. */
    void trust(Milestone milestone, String topic, long offset) {
        milestones.add(milestone);
        offsets.computeIfAbsent(topic, _ -> new HashMap<>()).put(0, offset + 1);
    }

    @Override
    public Applied load() {
        var applied = new Applied();
        applied.initiatives.putAll(initiatives);
        applied.sources.putAll(sources);
        applied.offsets.putAll(offsets);
        held.stream().filter(one -> one.status.withholds() && one.filing.initiative() != null).forEach(one -> applied.withheld.add(one.filing.initiative()));
        held.stream().filter(one -> one.status == RecordStatus.UNSIGNED).forEach(one -> applied.unsigned.add(one.filing.record().topic()));
        return applied;
    }

    @Override
    public List<FiledRecord> withheld(String initiative, int version) {
        return held.stream().filter(one -> one.status.withholds() && initiative.equals(one.filing.initiative()) && Objects.equals(one.filing.version(), version))
                .map(Held::place).toList();
    }

    @Override
    public void file(Filing filing) {
        held.add(new Held(filing, filing.status()));
    }

    @Override
    public void mark(FiledRecord record, RecordStatus status, String reason) {
        held.replaceAll(one -> one.is(record) ? new Held(one.filing, status) : one);
    }

    @Override
    public void remove(FiledRecord record) {
        held.removeIf(one -> one.is(record));
    }

    @Override
    public List<ForeignGroup> foreign() {
        return List.of();
    }

    @Override
    public List<ConsumerRecord<byte[], byte[]>> takeForeign(ForeignGroup foreign) {
        return List.of();
    }

    @Override
    public void explain(ForeignGroup foreign, String reason) {
        throw new UnsupportedOperationException("nothing is foreign here");
    }

    @Override
    public List<ConsumerRecord<byte[], byte[]>> takeUnsigned(String topic, Collection<RecordDigest> digests) {
        var taken = held.stream().filter(one -> one.status == RecordStatus.UNSIGNED && one.filing.record().topic().equals(topic) && digests.contains(one.filing.digest()))
                .toList();
        held.removeAll(taken);
        return taken.stream().map(one -> one.filing.record()).toList();
    }

    @Override
    public List<ConsumerRecord<byte[], byte[]>> takeDue() {
        return List.of();
    }

    @Override
    public Optional<byte[]> repaired(ConsumerRecord<byte[], byte[]> record) {
        return Optional.empty();
    }

    @Override
    public byte[][] documents(List<Repeat> repeats) {
        return repeats.stream().map(repeat -> documents.get(repeat.initiative() + "/" + repeat.version())).toArray(byte[][]::new);
    }

    @Override
    public List<byte[]> setAside(String initiative, @Nullable Why why) {
        throw new UnsupportedOperationException("no operator decides here");
    }

    @Override
    public void write(List<Row> rows, Applied applied) {
        for (var row : rows) {
            milestones.add(row.milestone());
            documents.put(row.milestone().initiative() + "/" + row.milestone().version(), row.document());
        }
        initiatives.putAll(applied.initiatives);
        sources.putAll(applied.sources);
        offsets.putAll(applied.offsets);
    }
}
