package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.LedgerEvent;
import ca.criticalminerals.eventsourcing.Text;
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

/** An event as it is stored, for ever: rows are only ever inserted, and only on a legal ground is a text taken out of one. */
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

    /** The subject of their token, which stays when the name changes. */
    @Column(name = "recorded_by_sub")
    public @Nullable String recordedBySub;

    /** The role in which they recorded it. */
    @Column(name = "recorded_by_role")
    public @Nullable String recordedByRole;

    /** The organization that they recorded it for, in English. */
    @Column(name = "recorded_by_organization_en")
    public @Nullable String recordedByOrganizationEn;

    /** The same in French. */
    @Column(name = "recorded_by_organization_fr")
    public @Nullable String recordedByOrganizationFr;

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

    /** What is stored of an event that somebody records; the database adds its id, its record time and its place. */
    static StoredEvent of(MilestoneJson json, LedgerEvent<?> event, String streamId, int version, Recorder recorder) {
        var stored = new StoredEvent();
        stored.streamId = streamId;
        stored.version = version;
        stored.type = json.kind(event);
        stored.data = json.json(event).toString();
        stored.occurredOn = event.occurredOn().value();
        stored.recordedBy = recorder.name();
        stored.recordedBySub = recorder.sub().orElse(null);
        stored.recordedByRole = recorder.role().orElse(null);
        stored.recordedByOrganizationEn = recorder.organization().map(Text::en).orElse(null);
        stored.recordedByOrganizationFr = recorder.organization().map(Text::fr).orElse(null);
        return stored;
    }

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

    /** The ids of the streams that start with this kind, in alphabetical order. */
    static List<String> startingWith(String registration) {
        return getEntityManager().createQuery("select e.streamId from StoredEvent e where e.version = 1 and e.type = ?1 order by e.streamId", String.class)
                .setParameter(1, registration).getResultList();
    }

    /** The version of a stream that starts with this kind; 0 if there is none. */
    static int versionOf(String streamId, String registration) {
        return getEntityManager().createQuery("""
                select coalesce(max(e.version), 0) from StoredEvent e where e.streamId = ?1
                and exists (select 1 from StoredEvent f where f.streamId = ?1 and f.version = 1 and f.type = ?2)""", Integer.class)
                .setParameter(1, streamId).setParameter(2, registration).getSingleResult();
    }

    /** The later events of a stream that correct, retract or redact one of these versions. */
    static List<StoredEvent> changing(String streamId, int from, int to) {
        List<?> versions = getEntityManager().createNativeQuery("""
                select version from event where stream_id = ?1 and version > ?2 and (type = 'text-redacted'
                    or type in ('milestone-corrected', 'milestone-retracted') and cast(data ->> 'milestone' as integer) between ?2 and ?3)""")
                .setParameter(1, streamId).setParameter(2, from).setParameter(3, to).getResultList();
        return versions.isEmpty() ? List.of() : list("streamId = ?1 and version in ?2 order by version", streamId, versions);
    }

    /** What the person recorded under the key: by the subject, or under the name before subjects were kept. */
    static Optional<StoredEvent> recordedUnder(Recorder recorder, String idempotencyKey) {
        if (recorder.sub().isPresent()) {
            Optional<StoredEvent> bySubject = find("recordedBySub = ?1 and idempotencyKey = ?2", recorder.sub().get(), idempotencyKey).firstResultOptional();
            if (bySubject.isPresent()) {
                return bySubject;
            }
        }
        return find("recordedBy = ?1 and recordedBySub is null and idempotencyKey = ?2", recorder.name(), idempotencyKey).firstResultOptional();
    }

    /** Whether anything was recorded under a key by the name alone. */
    static boolean hasKeysByName(String name) {
        return find("recordedBy = ?1 and recordedBySub is null and idempotencyKey is not null", name).page(0, 1).firstResultOptional().isPresent();
    }

    /** The place of the event in the order of publication, as text that sorts like it. */
    public String sequence() {
        return Sequence.of(transactionId, position);
    }

    /** The primary key, and so the optimistic lock: of two writers of one version, one is refused by the database. */
    public record Key(String streamId, int version) implements Serializable {}
}
