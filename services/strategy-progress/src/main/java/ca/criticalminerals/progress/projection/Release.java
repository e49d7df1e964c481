package ca.criticalminerals.progress.projection;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;

/** Lets a parked initiative go on. */
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
}
