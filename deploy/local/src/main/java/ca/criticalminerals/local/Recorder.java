package ca.criticalminerals.local;

import ca.criticalminerals.local.operators.Operators;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * In a container beside the services: {@code record} records the real data and waits until they show; {@code login} prints the token of a
 * person who logs in with a browser; and operators have the commands of {@code ./tracker}: {@code status}, {@code verify} and so on. Every
 * container of a service has its name and port 8080.
 *
 * <p>{@code TRACKER_REALM} is where the realm of the identity provider is, {@code TRACKER_CA} the certificate of the authority that vouches for
 * the provider, if Java does not know it. Whoever does not log in is a client of the realm: {@code recorder} with
 * {@code TRACKER_RECORDER_SECRET}, {@code operator} with {@code TRACKER_OPERATOR_SECRET}; an operator who did is known by {@code TRACKER_TOKEN}.
 */
public final class Recorder {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private Recorder() {}

    /** Ends with 1 if something did not answer, refused or differs: to record again changes nothing that is recorded. */
    public static void main(String[] arguments) {
        try {
            String command = arguments.length == 0 ? "record" : arguments[0];
            var words = new Words(List.of(arguments).subList(Math.min(1, arguments.length), arguments.length));
            String ca = System.getenv().getOrDefault("TRACKER_CA", "");
            var provider = new OpenIdConnect(URI.create(setting("TRACKER_REALM")), ca.isEmpty() ? null : Path.of(ca));
            switch (command) {
                case "record" -> record(words, provider);
                case "login" -> login(words, provider);
                default -> System.exit(operate(command, words, provider) ? 0 : 1);
            }
        } catch (Trouble trouble) {
            System.err.println(trouble.getMessage());
            System.exit(trouble.status());
        } catch (IOException | InterruptedException | RuntimeException e) {
            System.err.println("It failed: " + e);
            System.exit(1);
        }
    }

    /**
     * Waits for the provider and the services, then records. A token of the provider is good for some minutes, longer than an
     * initiative takes: each has one of its own.
     */
    private static void record(Words words, OpenIdConnect provider) {
        words.none();
        String secret = setting("TRACKER_RECORDER_SECRET");
        provider.await(PATIENCE);
        var services = new AnswerAwaiter(HttpClient.newHttpClient(), PATIENCE);
        for (String service : new TreeSet<>(RealData.initiatives().values())) {
            services.await(address(service).resolve("/contracts/asyncapi.yaml"));
        }
        new RealData(_ -> provider.withSecret("recorder", secret), Recorder::address, System.out::println).recordVisibly();
        System.out.println("Everything shows.");
    }

    private static void login(Words words, OpenIdConnect provider) throws IOException, InterruptedException {
        words.none();
        System.out.println(provider.withDevice("tracker", System.err::println));
    }

    private static boolean operate(String command, Words words, OpenIdConnect provider) {
        var services = Services.of(words, Map.of(), Recorder::address);
        String token = System.getenv().getOrDefault("TRACKER_TOKEN", "");
        return Operators.run(command, words, services, token.isEmpty() ? provider.withSecret("operator", setting("TRACKER_OPERATOR_SECRET")) : token,
                System.out, System.err);
    }

    private static String setting(String name) {
        String value = System.getenv().getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new Trouble(name + " is not set.", name + " n’est pas défini.");
        }
        return value;
    }

    private static URI address(String service) {
        return URI.create("http://" + service + ":8080");
    }
}
