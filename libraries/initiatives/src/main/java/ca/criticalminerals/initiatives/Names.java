package ca.criticalminerals.initiatives;

import ca.criticalminerals.eventsourcing.Text;
import java.util.Optional;

/** What an initiative is called; the abbreviations of the two languages usually differ (CMIF, FIMC). */
public record Names(Text name, Optional<Text> abbreviation) {}
