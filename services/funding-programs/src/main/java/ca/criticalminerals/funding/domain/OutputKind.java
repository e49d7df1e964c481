package ca.criticalminerals.funding.domain;

/** What was released for public use. */
public enum OutputKind { MAP, DATASET, MODEL, REPORT }
