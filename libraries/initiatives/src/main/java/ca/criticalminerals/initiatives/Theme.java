package ca.criticalminerals.initiatives;

/** The part of the Strategy, and of the Progress update, that an initiative or a sentence belongs to. */
public enum Theme { FACTS, STRATEGY, OUTLOOK, PRODUCE, PROTECT, PARTNER_DOMESTIC, PARTNER_INTERNATIONAL, WAY_FORWARD }
