package ca.criticalminerals.initiatives;

/** How a stated number is meant. */
public enum Qualifier { EXACT, NEARLY, ABOUT, OVER, UP_TO }
