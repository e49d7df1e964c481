package ca.criticalminerals.progress.strategy;

import ca.criticalminerals.testing.CommonStoredJsonTest;

class StoredJsonTest extends CommonStoredJsonTest {
    StoredJsonTest() {
        super(StrategyBeans.ANNOUNCEMENTS);
    }
}
