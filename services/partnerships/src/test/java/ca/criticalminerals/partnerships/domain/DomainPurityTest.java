package ca.criticalminerals.partnerships.domain;

import ca.criticalminerals.testing.CommonDomainPurityTest;

class DomainPurityTest extends CommonDomainPurityTest {}
