package ca.criticalminerals.progress.strategy.domain;

import ca.criticalminerals.testing.CommonDomainPurityTest;

class DomainPurityTest extends CommonDomainPurityTest {}
