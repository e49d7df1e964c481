package ca.criticalminerals.funding.domain;

import ca.criticalminerals.eventsourcing.Text;

/** A part of a program that projects belong to; {@code key} is kebab-case. */
public record Stream(String key, Text name) {}
