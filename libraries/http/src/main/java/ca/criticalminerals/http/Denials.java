package ca.criticalminerals.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The requests that were denied in the running minute. The first of a client and a status is a line in the log category {@code audit} at
 * once; the others are a number in one more line when the minute is over. Only so many clients have lines of their own, so nobody can
 * wash the log away.
 */
@ApplicationScoped
public class Denials {
    private static final Logger LOG = Logger.getLogger("audit");
    /** Clients without a name that have lines of their own in a minute. */
    private static final int MOST_STRANGERS = 20;
    /** The same of holders of good tokens: there are only so many of them. */
    private static final int MOST_HOLDERS = 100;
    private static final int MINUTE = 60;

    private final Map<Key, Counted> strangers = new LinkedHashMap<>();
    private final Map<Key, Counted> holders = new LinkedHashMap<>();
    private long beyond;
    private boolean isRunning;
    /** The number of the minute: who ends it late must not end the next one. */
    private long minute;

    private record Key(String client, int status) {}

    private static final class Counted {
        private final ObjectNode first;
        private long more;

        Counted(ObjectNode first) {
            this.first = first;
        }
    }

    /** Counts a denied request; {@code line} describes it if it is the first one of the client. */
    synchronized void add(Audit.Client client, int status, ObjectNode line) {
        if (!isRunning) {
            isRunning = true;
            long running = minute;
            CompletableFuture.delayedExecutor(MINUTE, TimeUnit.SECONDS).execute(() -> end(running));
        }
        var known = client.isNamed() ? holders : strangers;
        var key = new Key(client.id(), status);
        var counted = known.get(key);
        if (counted != null) {
            counted.more++;
        } else if (known.size() < (client.isNamed() ? MOST_HOLDERS : MOST_STRANGERS)) {
            known.put(key, new Counted(line));
            LOG.info(line.toString());
        } else {
            beyond++;
        }
    }

    private synchronized void end(long running) {
        if (running == minute) {
            report();
        }
    }

    /** Ends the minute: writes how often those were denied who were more than once. */
    public synchronized void report() {
        String now = Instant.now().toString();
        for (var known : List.of(holders, strangers)) {
            known.values().stream().filter(counted -> counted.more > 0).forEach(counted -> LOG.info(again(counted, now).toString()));
            known.clear();
        }
        if (beyond > 0) {
            LOG.info(Audit.line(now).put("outcome", "denied").put("otherClients", true).put("count", beyond).toString());
        }
        beyond = 0;
        isRunning = false;
        minute++;
    }

    void stop(@Observes ShutdownEvent event) {
        report();
    }

    /** The first line again, with the time and the number of the others. */
    private static ObjectNode again(Counted counted, String now) {
        ObjectNode line = counted.first.deepCopy();
        line.remove(List.of("method", "path", "initiative", "trace"));
        return line.put("since", line.get("at").asText()).put("at", now).put("count", counted.more);
    }

    /** The network that an address belongs to, as far as one client can have all of it: of IPv6 the first 64 bits. */
    static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            InetAddress parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address ? HexFormat.ofDelimiter(":").formatHex(parsed.getAddress(), 0, 8).replaceAll("(..):(..)", "$1$2") + "::/64"
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return "";
        }
    }
}
