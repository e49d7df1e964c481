package ca.criticalminerals.http;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Leaves addresses that nobody can read to {@link AddressForm}: Quarkus would answer them itself, with 400 and not a word. Its switch is
 * a property of the machine that it reads once, so it is set with the first thing that happens in a service.
 */
public final class OwnAddressCheck implements SmallRyeConfigBuilderCustomizer {
    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        System.setProperty("vertx.disableURIValidation", "true");
    }
}
