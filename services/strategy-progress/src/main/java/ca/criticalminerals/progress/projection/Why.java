package ca.criticalminerals.progress.projection;

import ca.criticalminerals.eventsourcing.Text;

/**
 * What stands behind a decision of an operator.
 *
 * @param by     the subject of the token
 * @param reason in the operator's words
 */
public record Why(String by, Text reason) {}
