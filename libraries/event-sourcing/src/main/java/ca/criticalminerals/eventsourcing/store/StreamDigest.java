package ca.criticalminerals.eventsourcing.store;

/**
 * The announced documents of an initiative in one number.
 *
 * @param events how many
 * @param sha256 of the SHA-256 of each document, in the order of versions; hexadecimal
 */
public record StreamDigest(String stream, int events, String sha256) {}
