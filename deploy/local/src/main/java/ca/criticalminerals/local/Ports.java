package ca.criticalminerals.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Where the services listen on this machine: on their usual ports, on those that the environment says, or on free ones. */
final class Ports {
    /** So far from the port of a service is the one on which operators look at it: health and metrics. */
    static final int TO_MANAGEMENT = 1_000;

    private Ports() {}

    /** The services by name with their ports; {@code TRACKER_PORT_FUNDING_PROGRAMS} and its like move them, here and in containers. */
    static Map<String, Integer> of(Map<String, String> environment) {
        var ports = new LinkedHashMap<String, Integer>();
        LocalSystem.SERVICES.forEach((service, usual) -> ports.put(service, port("TRACKER_PORT_" + variable(service), environment, usual)));
        return ports;
    }

    /** The name of a service as the names of variables end. */
    static String variable(String service) {
        return service.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static int port(String variable, Map<String, String> environment, int otherwise) {
        String value = environment.getOrDefault(variable, String.valueOf(otherwise));
        if (!value.matches("\\d{1,5}")) {
            throw Trouble.ofWords(variable + " must be a port, not " + value + ".", variable + " doit être un port, pas " + value + ".");
        }
        return Integer.parseInt(value);
    }

    static void mustBeFree(int port) {
        if (!isFree(port)) {
            throw new Trouble("Port " + port + " is in use; stop what uses it and try again.",
                    "Le port " + port + " est occupé; arrêtez ce qui l’occupe et réessayez.");
        }
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress("localhost", port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static int free() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A free one whose port for operators is free as well. */
    static int freeOfService() {
        int port = free();
        return port + TO_MANAGEMENT < 65_536 && isFree(port + TO_MANAGEMENT) ? port : freeOfService();
    }
}
