package ca.criticalminerals.initiatives;

import ca.criticalminerals.eventsourcing.PartialDate;
import java.math.BigDecimal;

/** From where a target is measured. */
public record Baseline(BigDecimal value, PartialDate asOf) {}
