package ca.criticalminerals.security.domain;

/** What sort of text was published. */
public enum InstrumentKind { ROADMAP, LIST, GUIDELINE, PLAN, ORDER, REPORT }
