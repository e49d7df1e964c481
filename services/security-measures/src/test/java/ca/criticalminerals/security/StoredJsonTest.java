package ca.criticalminerals.security;

import ca.criticalminerals.testing.CommonStoredJsonTest;

class StoredJsonTest extends CommonStoredJsonTest {
    StoredJsonTest() {
        super(SecurityBeans.ANNOUNCEMENTS);
    }
}
