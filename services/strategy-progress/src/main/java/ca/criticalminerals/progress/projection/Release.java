package ca.criticalminerals.progress.projection;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;

/** What operators do about records that cannot be read: try them again, or set them aside. */
@ApplicationScoped
public class Release {
    private final Projection projection;
    private final Views views;

    Release(Projection projection, Views views) {
        this.projection = projection;
        this.views = views;
    }

    /** Tries what is held for the initiative again, in order; false if it was not parked. */
    public boolean release(String initiative) throws SQLException {
        boolean released = projection.release(initiative);
        views.refresh();
        return released;
    }

    /** Sets a held record aside for good; its initiative goes on without it. False if none is held there. */
    public boolean setAside(String topic, long offset) throws SQLException {
        boolean found = projection.setAside(topic, offset);
        views.refresh();
        return found;
    }
}
