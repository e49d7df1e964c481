package ca.criticalminerals.local;

import ca.criticalminerals.embedded.Tokens;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * In a container beside the services: {@code record} records the real data and waits until they show, {@code token ROLE [NAME
 * [INITIATIVE...]]} prints a token. It signs with the key in {@code TRACKER_TOKEN_KEY}; every container of a service has its name and port 8080.
 */
public final class Recorder {
    private Recorder() {}

    /** Ends with 1 if something did not answer or refused: to record again changes nothing that is recorded. */
    public static void main(String[] arguments) {
        try {
            String key = System.getenv("TRACKER_TOKEN_KEY");
            if (key == null || key.isBlank()) {
                throw new Trouble("TRACKER_TOKEN_KEY is not set.", "TRACKER_TOKEN_KEY n’est pas défini.");
            }
            var tokens = Tokens.signing(key);
            switch (arguments.length == 0 ? "record" : arguments[0]) {
                case "record" -> record(tokens);
                case "token" -> System.out.println(token(tokens, List.of(arguments).subList(1, arguments.length)));
                default -> throw new Trouble("There is no command " + arguments[0] + ".", "Il n’y a pas de commande " + arguments[0] + ".");
            }
        } catch (Trouble trouble) {
            System.err.println(trouble.getMessage());
            System.exit(1);
        } catch (RuntimeException e) {
            System.err.println("It failed: " + e);
            System.exit(1);
        }
    }

    private static void record(Tokens tokens) {
        var last = new RealData(tokens, Recorder::address, System.out::println).record();
        last.values().stream().filter(token -> !token.isEmpty()).forEach(token -> Tracker.awaitVisible(address("strategy-progress"), token));
        System.out.println("Everything shows.");
    }

    private static String token(Tokens tokens, List<String> words) {
        String role = words.isEmpty() ? "" : words.getFirst();
        String name = words.size() < 2 ? role : words.get(1);
        List<String> named = words.size() > 2 ? words.subList(2, words.size()) : role.equals("officer") ? RealData.initiatives() : List.of();
        return tokens.token(name, Set.of(Tracker.role(role)), named);
    }

    private static URI address(String service) {
        return URI.create("http://" + service + ":8080");
    }
}
