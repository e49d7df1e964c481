package ca.criticalminerals.funding.domain;

import ca.criticalminerals.testing.CommonDomainPurityTest;

class DomainPurityTest extends CommonDomainPurityTest {}
