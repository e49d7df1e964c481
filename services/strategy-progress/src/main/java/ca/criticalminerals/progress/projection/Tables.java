package ca.criticalminerals.progress.projection;

import ca.criticalminerals.progress.domain.Milestone;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What one transaction sees and changes of a generation of the projection. */
public interface Tables {
    /** A milestone that is applied, and the document that said it. */
    record Row(Milestone milestone, byte[] document) {}

    /** A record about a version that is applied. */
    record Repeat(ConsumerRecord<byte[], byte[]> record, String initiative, int version, String event) {}

    /** How far it has come. */
    Applied load() throws SQLException;

    /** Every held record of this version of an initiative, in the order of the topic. */
    List<byte[]> held(String initiative, int version) throws SQLException;

    /** Keeps a record that cannot be applied (yet). */
    void hold(ConsumerRecord<byte[], byte[]> record, @Nullable String initiative, @Nullable Integer version, String reason) throws SQLException;

    /** Drops what was held of an initiative up to a version, because this document of it is applied; another one is set aside. */
    void drop(String initiative, int version, byte[] applied) throws SQLException;

    /** The document that an operator has put in the place of a record that cannot be read. */
    Optional<byte[]> repaired(ConsumerRecord<byte[], byte[]> record) throws SQLException;

    /** The documents of milestones that are applied, each in the place of its repeat; null where it cannot be told. */
    byte[][] documents(List<Repeat> repeats) throws SQLException;

    /** Sets aside what is held of an initiative and has no version; without a why where a rebuild only does what was decided before. */
    void setAside(String initiative, @Nullable Why why) throws SQLException;

    /** Adds the milestones, and stores how far it has come now. */
    void write(List<Row> rows, Applied applied) throws SQLException;
}
