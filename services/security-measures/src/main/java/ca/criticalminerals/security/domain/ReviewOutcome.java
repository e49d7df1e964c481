package ca.criticalminerals.security.domain;

/** How a review of an investment ended. */
public enum ReviewOutcome { CLEARED, CLEARED_WITH_CONDITIONS, BLOCKED, DIVESTITURE_ORDERED, WITHDRAWN_BY_INVESTOR }
