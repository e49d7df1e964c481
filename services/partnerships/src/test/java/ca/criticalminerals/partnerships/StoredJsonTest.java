package ca.criticalminerals.partnerships;

import ca.criticalminerals.testing.CommonStoredJsonTest;

class StoredJsonTest extends CommonStoredJsonTest {
    StoredJsonTest() {
        super(PartnershipBeans.ANNOUNCEMENTS);
    }
}
