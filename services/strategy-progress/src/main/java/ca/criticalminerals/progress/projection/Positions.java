package ca.criticalminerals.progress.projection;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** How far the topics have been read and by which instance, whichever instance is asked. */
@ApplicationScoped
public class Positions {
    private final DataSource database;
    private final Topics topics;

    Positions(DataSource database, Topics topics) {
        this.database = database;
        this.topics = topics;
    }

    /**
     * A topic.
     *
     * @param next the offset of the next record that is read
     * @param end  the offset behind its last record; empty while the broker does not say it
     */
    public record Position(String topic, long next, Optional<Long> end) {
        /** How many records are still to be read. */
        public Optional<Long> behind() {
            return end.map(last -> Math.max(0, last - next));
        }
    }

    /** Each topic, in alphabetical order. */
    public List<Position> all() throws SQLException {
        var next = new ArrayList<TopicPartition>();
        var read = new HashMap<TopicPartition, Long>();
        try (var connection = database.getConnection(); var statement = connection.createStatement(); var rows = statement.executeQuery(
                "select topic, partition, next_offset from consumed join projection using (generation) order by topic, partition")) {
            while (rows.next()) {
                var partition = new TopicPartition(rows.getString(1), rows.getInt(2));
                next.add(partition);
                read.put(partition, rows.getLong(3));
            }
        }
        var ends = new HashMap<TopicPartition, Long>();
        try {
            ends.putAll(topics.ends(next));
        } catch (KafkaException e) {
            // said by the absence of ends
        }
        return next.stream().map(partition -> new Position(partition.topic(), read.get(partition), Optional.ofNullable(ends.get(partition)))).toList();
    }

    /** Which instance reads; empty while none does. */
    public Optional<String> reader() throws SQLException {
        try (var connection = database.getConnection()) {
            return Turn.holder(connection, Turn.READING);
        }
    }
}
