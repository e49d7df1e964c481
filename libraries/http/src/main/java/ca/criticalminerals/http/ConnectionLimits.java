package ca.criticalminerals.http;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.microprofile.config.Config;

/**
 * How long a request may take to arrive, and how many connections one address may hold at a server; it counts those that are
 * open.
 *
 * @param wholeHead  from the first byte, or from the connection, to the end of the headers
 * @param wholeBody  from there to the end of the body
 * @param perAddress connections at a time, 0 for no limit; of IPv6, of a network of 64 bits
 * @param open       how many are open, by address
 */
record ConnectionLimits(Duration wholeHead, Duration wholeBody, int perAddress, ConcurrentMap<String, Integer> open) {

    ConnectionLimits(Duration wholeHead, Duration wholeBody, int perAddress) {
        this(wholeHead, wholeBody, perAddress, new ConcurrentHashMap<>());
        if (wholeHead.isNegative() || wholeHead.isZero() || wholeBody.isNegative() || wholeBody.isZero() || perAddress < 0) {
            throw new IllegalStateException(
                    "tracker.connections.head and .body are times, .per-address is a number, 0 for no limit");
        }
    }

    static ConnectionLimits of(Config config) {
        return new ConnectionLimits(config.getValue("tracker.connections.head", Duration.class),
                config.getValue("tracker.connections.body", Duration.class),
                config.getValue("tracker.connections.per-address", Integer.class));
    }

    /** Counts one more of this address; whether there may be one more. */
    boolean enter(SocketAddress address) {
        if (perAddress == 0) {
            return true;
        }
        boolean[] isIn = {true};
        open.compute(client(address), (_, number) -> {
            int others = number == null ? 0 : number;
            isIn[0] = others < perAddress;
            return isIn[0] ? Integer.valueOf(others + 1) : number;
        });
        return isIn[0];
    }

    /** Counts one less of this address. */
    void leave(SocketAddress address) {
        if (perAddress > 0) {
            open.computeIfPresent(client(address), (_, number) -> number == 1 ? null : number - 1);
        }
    }

    private static String client(SocketAddress address) {
        return address instanceof InetSocketAddress internet ? Denials.network(internet.getAddress().getHostAddress()) : "";
    }
}
