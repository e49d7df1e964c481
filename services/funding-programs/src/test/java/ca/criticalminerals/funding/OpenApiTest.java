package ca.criticalminerals.funding;

import ca.criticalminerals.testing.CommonOpenApiTest;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class OpenApiTest extends CommonOpenApiTest {}
