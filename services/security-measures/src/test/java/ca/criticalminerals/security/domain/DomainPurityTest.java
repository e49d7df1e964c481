package ca.criticalminerals.security.domain;

import ca.criticalminerals.testing.CommonDomainPurityTest;

class DomainPurityTest extends CommonDomainPurityTest {}
