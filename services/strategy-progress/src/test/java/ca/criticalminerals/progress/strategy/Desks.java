package ca.criticalminerals.progress.strategy;

import static ca.criticalminerals.progress.strategy.Bodies.*;

import ca.criticalminerals.testing.Desk;
import ca.criticalminerals.testing.WriteService;
import java.util.List;

/** The desks of the report writers who record through this service. */
final class Desks {
    static final WriteService SERVICE = new WriteService("strategy-progress", "strategy", Desks::strategy, List.of(STRATEGY, LIST, ENVELOPE, RELEASED));

    private Desks() {}

    static Desk strategy() {
        return Desk.of("/v1/strategies", "strategy").asWriter();
    }

    static Desk indicators() {
        return Desk.of("/v1/indicators", "indicators").asWriter();
    }
}
