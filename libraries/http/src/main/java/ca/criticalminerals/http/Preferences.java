package ca.criticalminerals.http;

import ca.criticalminerals.eventsourcing.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The preferences of a request, as RFC 7240 writes them: lists on one or more lines, words that may be quoted, parameters, names in any case.
 *
 * <p>RFC 7240 lets a server pass over what it does not know. For a write that would be the strongest thing it can do, so {@link #refusal}
 * names every preference that is not known.
 */
record Preferences(List<Preference> all, boolean isReadable) {
    private static final String HANDLING = "handling";
    private static final String VALIDATE = "validate";
    /** How mistakes are handled without a dry run: a mistake is always refused, so lenient is not followed. */
    private static final Set<String> WITHOUT_A_DRY_RUN = Set.of("strict", "lenient");
    /** What is about the answer alone. It need not be followed, and whether it is changes nothing that is recorded. */
    private static final Set<String> OF_THE_ANSWER = Set.of("respond-async", "return", "safe", "wait");
    private static final int LONGEST_SHOWN = 60;

    /** One preference: its name in small letters, its value without quotes, and whether it has parameters. */
    record Preference(String name, String value, boolean hasParameters) {
        private boolean isValidate() {
            return name.equals(HANDLING) && value.equalsIgnoreCase(VALIDATE);
        }
    }

    /** The preferences on the lines of a request. */
    static Preferences of(List<String> lines) {
        var all = new ArrayList<Preference>();
        boolean readable = true;
        for (String line : lines) {
            readable &= new Scanner(line).addTo(all);
        }
        return new Preferences(all, readable);
    }

    /** Whether nothing is to be recorded: of preferences of one name the first one counts. */
    boolean isDryRun() {
        return handling().filter(Preference::isValidate).isPresent();
    }

    /** The preference that is followed, as {@code Preference-Applied} says it. */
    Optional<String> applied() {
        return handling().map(one -> one.value().toLowerCase(Locale.ROOT)).filter(value -> value.equals(VALIDATE) || value.equals("strict"))
                .map(value -> HANDLING + "=" + value);
    }

    /** Why a write cannot do what is preferred; empty if it can. */
    Optional<Text> refusal(boolean hasDryRun) {
        if (!isReadable) {
            return Optional.of(Text.of("Prefer is a list of preferences (RFC 7240), like handling=validate; this one cannot be read.",
                    "Prefer est une liste de préférences (RFC 7240), comme handling=validate; celle-ci est illisible."));
        }
        if (isDryRun() && !hasDryRun) {
            return Optional.of(Text.of("This address has no dry run: leave handling=validate out to have it done.",
                    "Cette adresse n’offre pas de simulation\u00a0: retirez handling=validate pour exécuter la demande."));
        }
        if (!isDryRun() && all.stream().anyMatch(Preference::isValidate)) {
            return Optional.of(Text.of("handling stands here more than once and the first one would record: keep handling=validate alone for a dry run.",
                    "handling y figure plus d’une fois et la première valeur consignerait\u00a0: gardez seulement handling=validate pour une simulation."));
        }
        return all.stream().filter(one -> !isKnown(one)).findFirst().map(one -> {
            String shown = (one.value.isEmpty() ? one.name : one.name + "=" + one.value) + (one.hasParameters ? ";…" : "");
            String cut = shown.length() <= LONGEST_SHOWN ? shown : shown.substring(0, LONGEST_SHOWN) + "…";
            return Text.of("There is no preference " + cut + " here; there are handling=validate (a dry run), handling=strict and handling=lenient, each without "
                            + "parameters, and respond-async, return, safe and wait, which change nothing.",
                    "Il n’y a pas de préférence " + cut + " ici; il y a handling=validate (une simulation), handling=strict et handling=lenient, sans "
                            + "paramètres, ainsi que respond-async, return, safe et wait, qui ne changent rien.");
        });
    }

    /** A parameter could hold what was meant as a preference, so only a dry run passes over parameters. */
    private boolean isKnown(Preference one) {
        return one.isValidate() || !one.hasParameters
                && (OF_THE_ANSWER.contains(one.name) || one.name.equals(HANDLING) && WITHOUT_A_DRY_RUN.contains(one.value.toLowerCase(Locale.ROOT)));
    }

    private Optional<Preference> handling() {
        return all.stream().filter(one -> one.name.equals(HANDLING)).findFirst();
    }

    /** Reads one line from its start to its end, each character once. */
    private static final class Scanner {
        private static final String TOKEN = "!#$%&'*+-.^_`|~";

        private final String line;
        private int at;

        Scanner(String line) {
            this.line = line;
        }

        /** Adds the preferences of the line; false if it cannot be read to its end. */
        boolean addTo(List<Preference> all) {
            while (true) {
                do {
                    blanks();
                } while (skip(','));
                if (at == line.length()) {
                    return true;
                }
                String name = token().toLowerCase(Locale.ROOT);
                Optional<String> value = value();
                if (name.isEmpty() || value.isEmpty()) {
                    return false;
                }
                boolean parameters = false;
                while (skip(';')) {
                    blanks();
                    String parameter = token();
                    if (value().isEmpty()) {
                        return false;
                    }
                    parameters |= !parameter.isEmpty();
                }
                all.add(new Preference(name, value.get(), parameters));
                if (at < line.length() && line.charAt(at) != ',') {
                    return false;
                }
            }
        }

        /** What stands behind an equals sign, a word or a quoted one; an empty text without one, nothing if the quotation has no end. */
        private Optional<String> value() {
            blanks();
            if (!skip('=')) {
                return Optional.of("");
            }
            blanks();
            Optional<String> value = skip('"') ? quoted() : Optional.of(token());
            blanks();
            return value;
        }

        private Optional<String> quoted() {
            var text = new StringBuilder();
            while (at < line.length()) {
                char next = line.charAt(at++);
                if (next == '"') {
                    return Optional.of(text.toString());
                }
                if (next == '\\' && at < line.length()) {
                    next = line.charAt(at++);
                }
                text.append(next);
            }
            return Optional.empty();
        }

        private String token() {
            int from = at;
            while (at < line.length() && isOfToken(line.charAt(at))) {
                at++;
            }
            return line.substring(from, at);
        }

        private static boolean isOfToken(char one) {
            return one >= '0' && one <= '9' || one >= 'a' && one <= 'z' || one >= 'A' && one <= 'Z' || TOKEN.indexOf(one) >= 0;
        }

        private void blanks() {
            while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
                at++;
            }
        }

        private boolean skip(char one) {
            boolean is = at < line.length() && line.charAt(at) == one;
            at += is ? 1 : 0;
            return is;
        }
    }
}
