package ca.criticalminerals.local;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The words behind a command: its options are taken out by name, wherever they stand; what is left must be expected, too. */
public final class Words {
    private final List<String> words;

    public Words(Collection<String> words) {
        this.words = new ArrayList<>(words);
    }

    /** Whether the option is there. */
    public boolean has(String option) {
        return words.remove(option);
    }

    /** What stands behind the option, if it is there. */
    public Optional<String> value(String option) {
        return values(option, 1).map(List::getFirst);
    }

    /** What stands behind the option, if it is there: so many words. */
    public Optional<List<String>> values(String option, int count) {
        int at = words.indexOf(option);
        if (at < 0) {
            return Optional.empty();
        }
        words.remove(at);
        var values = new ArrayList<String>();
        while (values.size() < count && at < words.size() && !words.get(at).startsWith("--")) {
            values.add(words.remove(at));
        }
        if (values.size() < count) {
            throw Trouble.ofWords("The option " + option + " needs " + (count == 1 ? "a value." : count + " values."),
                    "L’option " + option + " exige " + (count == 1 ? "une valeur." : count + " valeurs."));
        }
        return Optional.of(values);
    }

    /** The whole number behind the option, or the other one if it is not there. */
    public long number(String option, long otherwise) {
        var value = value(option);
        try {
            return value.isEmpty() ? otherwise : Long.parseLong(value.get());
        } catch (NumberFormatException e) {
            throw Trouble.ofWords("The option " + option + " needs a whole number, not " + value.get() + ".",
                    "L’option " + option + " exige un nombre entier, pas " + value.get() + ".");
        }
    }

    /** What is left when all options that there are have been taken out. */
    public List<String> rest() {
        for (String word : words) {
            if (word.startsWith("--")) {
                throw Trouble.ofWords("There is no option " + word + ".", "Il n’y a pas d’option " + word + ".");
            }
        }
        return List.copyOf(words);
    }

    /** What is left, so many words at most. */
    public List<String> rest(int most) {
        var rest = rest();
        if (rest.size() > most) {
            throw Trouble.ofWords("One word too many: " + rest.get(most) + ".", "Un mot de trop\u00a0: " + rest.get(most) + ".");
        }
        return rest;
    }

    /** What is left must be this one word; the sentences ask for it. */
    public String one(String en, String fr) {
        return rest(1).stream().findFirst().orElseThrow(() -> Trouble.ofWords(en, fr));
    }

    /** Nothing may be left. */
    public void none() {
        rest(0);
    }
}
