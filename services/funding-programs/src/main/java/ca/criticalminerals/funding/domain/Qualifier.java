package ca.criticalminerals.funding.domain;

/** How a stated number is meant. */
public enum Qualifier { EXACT, NEARLY, ABOUT, OVER, UP_TO }
