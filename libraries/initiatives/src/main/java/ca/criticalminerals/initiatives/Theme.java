package ca.criticalminerals.initiatives;

/** The part of the Strategy, and of the Progress update, that an initiative belongs to. */
public enum Theme { PRODUCE, PROTECT, PARTNER_DOMESTIC, PARTNER_INTERNATIONAL, WAY_FORWARD }
