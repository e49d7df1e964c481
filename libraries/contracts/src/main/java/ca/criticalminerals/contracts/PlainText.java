package ca.criticalminerals.contracts;

import java.util.BitSet;
import java.util.regex.Pattern;

/**
 * A pattern of the form {@code ^(?=something)[^characters]*$}, as a look at each character: a regular expression takes ten times as long.
 * "No" means "not surely": then the pattern decides.
 */
record PlainText(BitSet first, BitSet others) {
    private static final Pattern FORM = Pattern.compile("\\^\\(\\?=([^$]*)\\)(\\[\\^[^\\[$]*])\\*\\$");
    /** The letters of English and French, and what stands between them. */
    private static final int END = 0x180;
    private static final PlainText NEVER = new PlainText(new BitSet(), new BitSet());

    /** Of a pattern of another form nothing is surely matched. */
    static PlainText of(String pattern) {
        var form = FORM.matcher(pattern);
        if (!form.matches()) {
            return NEVER;
        }
        // What looks ahead and is content with one character is content with it whatever follows.
        return new PlainText(characters(Pattern.compile(pattern)), characters(Pattern.compile(form.group(2))));
    }

    private static BitSet characters(Pattern pattern) {
        var matched = new BitSet(END);
        for (char one = 0; one < END; one++) {
            matched.set(one, pattern.matcher(String.valueOf(one)).matches());
        }
        return matched;
    }

    /** Whether the text surely matches. */
    boolean holds(String text) {
        if (text.isEmpty() || !first.get(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            if (!others.get(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
