package ca.criticalminerals.progress.projection;

import ca.criticalminerals.contracts.InitiativeRegistryFile;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

/**
 * Whether the topics and the view agree: every milestone is read again from its topic and compared, byte by byte, with the row that
 * it became, and every row is looked for in the topics. In memory are one batch and a bit for each milestone.
 */
@ApplicationScoped
public class Verification {
    private final DataSource database;
    private final Topics topics;
    private final Views views;
    private final InitiativeRegistryFile registry;
    private final Semaphore one = new Semaphore(1);

    Verification(DataSource database, Topics topics, Views views, InitiativeRegistryFile registry) {
        this.registry = registry;
        this.database = database;
        this.topics = topics;
        this.views = views;
    }

    /** What differs, as JSON, up to where the topics have been read; empty while another one is under way here. */
    public Optional<ObjectNode> verify() throws SQLException {
        if (!one.tryAcquire()) {
            return Optional.empty();
        }
        View served = views.current(); // before the snapshot: it can lack the last moment, but more than is stored it cannot have
        try (var snapshot = Snapshot.of(database); var consumer = topics.consumer()) {
            return Optional.of(new VerificationRun(snapshot, consumer, served, registry.current()).verified(topics));
        } finally {
            one.release();
        }
    }
}
