package ca.criticalminerals.eventsourcing.store;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** An event as it is stored, for ever: rows are only ever inserted. */
@Entity
@Immutable
@Table(name = "event")
@IdClass(StoredEvent.Key.class)
public class StoredEvent extends PanacheEntityBase {
    /** The initiative. */
    @Id
    @Column(name = "stream_id")
    public String streamId;

    /** The place in the stream: 1, 2, 3 without a gap. */
    @Id
    public int version;

    @Column(name = "event_id")
    public UUID eventId;

    /** The kind of milestone, kebab-case. */
    public String type;

    /** The milestone as JSON. */
    @ColumnTransformer(read = "cast(data as text)")
    public String data;

    /** When it was true in the world: an ISO 8601 date of year, month or day precision. */
    @Column(name = "occurred_on")
    public String occurredOn;

    /** When it was recorded, by the database's clock; never decreases within a stream. */
    @Column(name = "recorded_at")
    public Instant recordedAt;

    /** Who recorded it, as named by the identity provider. */
    @Column(name = "recorded_by")
    public String recordedBy;

    /** The W3C trace context of the request. */
    public @Nullable String trace;

    @Column(name = "idempotency_key")
    public @Nullable String idempotencyKey;

    /** What the idempotency key was first used for: SHA-256 of the request, hexadecimal. */
    public @Nullable String fingerprint;

    /** The writing transaction, a 64-bit number in decimal. */
    @Column(name = "transaction_id")
    @ColumnTransformer(read = "cast(transaction_id as text)")
    public String transactionId;

    /** The order of insertion; not the order of commits. */
    public long position;

    /** A question to the database, in the transaction that it needs. */
    static <T> T inTransaction(Callable<T> question) {
        return QuarkusTransaction.joiningExisting().call(question);
    }

    /** The events of a stream in their order. */
    static List<StoredEvent> ofStream(String streamId) {
        return list("streamId = ?1 order by version", streamId);
    }

    /** Those of them from one version to another one, both included. */
    static List<StoredEvent> ofStream(String streamId, int from, int to) {
        return list("streamId = ?1 and version between ?2 and ?3 order by version", streamId, from, to);
    }

    /** The first events of the streams that start with this kind, in the order of their streams. */
    static List<StoredEvent> startingWith(String registration) {
        return list("version = 1 and type = ?1 order by streamId", registration);
    }

    static Optional<StoredEvent> recordedUnder(String recordedBy, String idempotencyKey) {
        return find("recordedBy = ?1 and idempotencyKey = ?2", recordedBy, idempotencyKey).firstResultOptional();
    }

    /** The place of the event in the order of publication, as text that sorts like it. */
    public String sequence() {
        return Sequence.of(transactionId, position);
    }

    /** The primary key, and so the optimistic lock: of two writers of one version, one is refused by the database. */
    public record Key(String streamId, int version) implements Serializable {}
}
