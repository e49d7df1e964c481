package ca.criticalminerals.initiatives.recording;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The clock that says which day it is for the officers. */
final class Today {
    private Today() {}

    @Produces
    @Singleton
    static Clock clock(@ConfigProperty(name = "tracker.time-zone", defaultValue = "America/Toronto") ZoneId zone) {
        return Clock.system(zone);
    }
}
