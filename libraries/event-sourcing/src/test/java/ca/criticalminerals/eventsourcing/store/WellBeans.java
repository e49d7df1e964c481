package ca.criticalminerals.eventsourcing.store;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What a write service tells the library about itself. */
class WellBeans {
    @Produces
    @Singleton
    MilestoneJson json() {
        return Well.JSON;
    }

    @Produces
    @Singleton
    Announcements announcements() {
        return Well.ANNOUNCEMENTS;
    }
}
