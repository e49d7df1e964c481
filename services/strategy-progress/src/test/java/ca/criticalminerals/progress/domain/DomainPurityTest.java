package ca.criticalminerals.progress.domain;

import ca.criticalminerals.testing.CommonDomainPurityTest;

class DomainPurityTest extends CommonDomainPurityTest {
    @Override
    protected int files() {
        return 26;
    }

    /** The domain that reads knows events, and nothing of the services that record them. */
    @Override
    protected boolean isPure(String name) {
        return name.startsWith("org.jspecify.annotations.") || name.matches("ca\\.criticalminerals\\.eventsourcing\\.[A-Z].*");
    }
}
