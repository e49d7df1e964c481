package ca.criticalminerals.progress.strategy.domain;

import ca.criticalminerals.testing.CommonDomainPurityTest;

class DomainPurityTest extends CommonDomainPurityTest {
    @Override
    protected int files() {
        return 7;
    }
}
