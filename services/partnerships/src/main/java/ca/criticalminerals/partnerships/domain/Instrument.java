package ca.criticalminerals.partnerships.domain;

/** In what form the parties of an arrangement wrote down what they mean to do. */
public enum Instrument { MEMORANDUM, JOINT_DECLARATION, DIALOGUE, FRAMEWORK, ACTION_PLAN, JOINT_STATEMENT, CHARTER }
