package ca.criticalminerals.progress.projection;

import ca.criticalminerals.eventsourcing.signing.RecordDigest;
import ca.criticalminerals.progress.domain.Milestone;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What one transaction sees and changes of a generation of the projection. */
public interface Tables {
    /** A milestone that is applied, and the document that said it. */
    record Row(Milestone milestone, byte[] document) {}

    /** A record about a version that is applied. */
    record Repeat(ConsumerRecord<byte[], byte[]> record, String initiative, int version, String event, boolean readable) {}

    /**
     * A record that goes on file.
     *
     * @param source the service that it claims to be of, where that matters
     * @param digest by which a statement can list it later, where none has
     * @param due    when its time has come, where it has not yet; {@link Instant#MAX} where it was over when the record came
     */
    record Filing(ConsumerRecord<byte[], byte[]> record, @Nullable String initiative, @Nullable Integer version, RecordStatus status, String reason,
            @Nullable String source, @Nullable RecordDigest digest, @Nullable Instant due) {
        Filing(ConsumerRecord<byte[], byte[]> record, @Nullable String initiative, @Nullable Integer version, RecordStatus status, String reason,
                @Nullable String source) {
            this(record, initiative, version, status, reason, source, null, null);
        }
    }

    /** A record that is on file, by its place. */
    record FiledRecord(String topic, int partition, long offset, byte @Nullable [] record) {}

    /** How far it has come. */
    Applied load() throws SQLException;

    /** Every record that is withheld as this version of an initiative, in the order of the topic. */
    List<FiledRecord> withheld(String initiative, int version) throws SQLException;

    /** Keeps a record that is not applied, unless it is on file already. */
    void file(Filing filed) throws SQLException;

    /** Changes the state of a record that is on file. */
    void mark(FiledRecord record, RecordStatus status, String reason) throws SQLException;

    /** Takes a record off the file. */
    void remove(FiledRecord record) throws SQLException;

    /** The topics and initiatives of which foreign records are on file. */
    List<ForeignGroup> foreign() throws SQLException;

    /** An initiative of which foreign records came on a topic. */
    record ForeignGroup(String topic, String initiative) {}

    /** Takes the foreign records of the initiative that came in time and claim nothing else than the service of their topic off the file, in its order. */
    List<ConsumerRecord<byte[], byte[]>> takeForeign(ForeignGroup foreign) throws SQLException;

    /** Changes why these records are foreign. */
    void explain(ForeignGroup foreign, String reason) throws SQLException;

    /** Takes the unsigned records of a topic with these digests off the file, in the order of the topic. */
    List<ConsumerRecord<byte[], byte[]>> takeUnsigned(String topic, Collection<RecordDigest> digests) throws SQLException;

    /** Takes the postdated records whose time has come off the file, in the order of the topics. */
    List<ConsumerRecord<byte[], byte[]>> takeDue() throws SQLException;

    /** The document that an operator has put in the place of a record that cannot be read. */
    Optional<byte[]> repaired(ConsumerRecord<byte[], byte[]> record) throws SQLException;

    /** The documents of milestones that are applied, each in the place of its repeat; null where it cannot be told. */
    byte[][] documents(List<Repeat> repeats) throws SQLException;

    /** Sets aside what is unreadable of an initiative and has no version; without a why where a rebuild only does what was decided before. */
    List<byte[]> setAside(String initiative, @Nullable Why why) throws SQLException;

    /** Adds the milestones, and stores how far it has come now. */
    void write(List<Row> rows, Applied applied) throws SQLException;
}
