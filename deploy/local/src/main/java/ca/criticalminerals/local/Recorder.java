package ca.criticalminerals.local;

import ca.criticalminerals.embedded.Tokens;
import ca.criticalminerals.local.operators.Operators;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * In a container beside the services: {@code record} records the real data and waits until they show, {@code token ROLE [NAME
 * [INITIATIVE...]]} prints a token, and operators have the commands of {@code ./tracker}: {@code status}, {@code verify} and so on. It signs with
 * the key in {@code TRACKER_TOKEN_KEY}; every container of a service has its name and port 8080.
 */
public final class Recorder {
    private Recorder() {}

    /** Ends with 1 if something did not answer, refused or differs: to record again changes nothing that is recorded. */
    public static void main(String[] arguments) {
        System.setProperty("slf4j.internal.verbosity", "ERROR"); // a library of the tokens would log, and nothing is there to do it
        try {
            String key = System.getenv("TRACKER_TOKEN_KEY");
            if (key == null || key.isBlank()) {
                throw new Trouble("TRACKER_TOKEN_KEY is not set.", "TRACKER_TOKEN_KEY n’est pas défini.");
            }
            var tokens = Tokens.signing(key);
            String command = arguments.length == 0 ? "record" : arguments[0];
            var words = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
            switch (command) {
                case "record" -> record(tokens);
                case "token" -> System.out.println(token(tokens, words));
                default -> System.exit(operate(command, new Words(words), tokens) ? 0 : 1);
            }
        } catch (Trouble trouble) {
            System.err.println(trouble.getMessage());
            System.exit(trouble.status());
        } catch (RuntimeException e) {
            System.err.println("It failed: " + e);
            System.exit(1);
        }
    }

    private static void record(Tokens tokens) {
        new RealData(tokens, Recorder::address, System.out::println).recordVisibly();
        System.out.println("Everything shows.");
    }

    private static String token(Tokens tokens, List<String> words) {
        String role = words.isEmpty() ? "" : words.getFirst();
        String name = words.size() < 2 ? role : words.get(1);
        List<String> named = words.size() > 2 ? words.subList(2, words.size()) : role.equals("officer") ? RealData.initiatives() : List.of();
        return tokens.token(name, Set.of(Tracker.role(role)), named);
    }

    private static boolean operate(String command, Words words, Tokens tokens) {
        var services = Services.of(words, System.getenv(), Recorder::address, Operators.PATIENCE);
        return Operators.run(command, words, services, tokens.token("operator.local", Set.of("operator"), List.of()), System.out, System.err);
    }

    private static URI address(String service) {
        return URI.create("http://" + service + ":8080");
    }
}
