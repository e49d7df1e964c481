package ca.criticalminerals.security;

import ca.criticalminerals.testing.CommonOpenApiTest;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class OpenApiTest extends CommonOpenApiTest {}
