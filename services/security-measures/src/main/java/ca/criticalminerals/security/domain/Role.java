package ca.criticalminerals.security.domain;

/** As what Canada takes part in a project. */
public enum Role { LEAD, CO_LEAD, PARTICIPANT }
