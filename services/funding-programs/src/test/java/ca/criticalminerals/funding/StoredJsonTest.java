package ca.criticalminerals.funding;

import ca.criticalminerals.testing.CommonStoredJsonTest;

class StoredJsonTest extends CommonStoredJsonTest {
    StoredJsonTest() {
        super(FundingBeans.ANNOUNCEMENTS);
    }
}
