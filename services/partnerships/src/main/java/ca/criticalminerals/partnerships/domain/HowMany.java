package ca.criticalminerals.partnerships.domain;

import ca.criticalminerals.initiatives.Qualifier;

/** A number of things as a source has it, {@code over 20}; {@code value} is at least 1. */
public record HowMany(int value, Qualifier qualifier) {}
