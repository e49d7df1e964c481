package ca.criticalminerals.http;

import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.spi.VertxServiceProvider;
import org.eclipse.microprofile.config.ConfigProvider;

/** Puts the {@link GuardedTransport} under every server of this service, also that of operators; Vert.x finds it by its name. */
public final class GuardedConnections implements VertxServiceProvider {
    @Override
    public void init(VertxBuilder builder) {
        builder.findTransport(new GuardedTransport(builder.findTransport(), () -> ConnectionLimits.of(ConfigProvider.getConfig())));
    }
}
