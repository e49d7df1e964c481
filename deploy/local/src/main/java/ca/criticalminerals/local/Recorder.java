package ca.criticalminerals.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * In a container beside the services: {@code record} records the real data and waits until they show; {@code login} prints the token of
 * a person who logs in with a browser. Every container of a service has its name and port 8080.
 *
 * <p>{@code TRACKER_REALM} is where the realm of the identity provider is, {@code TRACKER_RECORDER_SECRET} the secret of its client
 * {@code recorder}, {@code TRACKER_CA} the certificate of the authority that vouches for the provider, if Java does not know it.
 */
public final class Recorder {
    private Recorder() {}

    /** Ends with 1 if something did not answer or refused: to record again changes nothing that is recorded. */
    public static void main(String[] arguments) {
        try {
            String ca = System.getenv("TRACKER_CA");
            var provider = new OpenIdConnect(URI.create(setting("TRACKER_REALM")), ca == null || ca.isBlank() ? null : Path.of(ca));
            switch (arguments.length == 0 ? "record" : arguments[0]) {
                case "record" -> record(provider, setting("TRACKER_RECORDER_SECRET"));
                case "login" -> System.out.println(provider.withDevice("tracker", System.err::println));
                default -> throw new Trouble("There is no command " + arguments[0] + ".", "Il n’y a pas de commande " + arguments[0] + ".");
            }
        } catch (Trouble trouble) {
            System.err.println(trouble.getMessage());
            System.exit(1);
        } catch (IOException | InterruptedException | RuntimeException e) {
            System.err.println("It failed: " + e);
            System.exit(1);
        }
    }

    /** A token of the provider is good for some minutes, longer than an initiative takes: each has one of its own. */
    private static void record(OpenIdConnect provider, String secret) {
        var last = new RealData(_ -> token(provider, secret), Recorder::address, System.out::println).record();
        last.values().stream().filter(token -> !token.isEmpty()).forEach(token -> Tracker.awaitVisible(address("strategy-progress"), token));
        System.out.println("Everything shows.");
    }

    private static String token(OpenIdConnect provider, String secret) {
        try {
            return provider.withSecret("recorder", secret);
        } catch (IOException | InterruptedException e) {
            throw new Trouble("The identity provider does not answer: " + e, "Le fournisseur d’identité ne répond pas : " + e);
        }
    }

    private static String setting(String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new Trouble(name + " is not set.", name + " n’est pas défini.");
        }
        return value;
    }

    private static URI address(String service) {
        return URI.create("http://" + service + ":8080");
    }
}
