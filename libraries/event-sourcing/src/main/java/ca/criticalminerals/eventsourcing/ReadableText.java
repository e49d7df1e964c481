package ca.criticalminerals.eventsourcing;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules for every text that enters: a reader sees all of it, and it is one line. */
public final class ReadableText {
    private static final int MOST_MARKS = 4;
    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;
    private static final int EMPTY_BRAILLE = 0x2800;
    /** Everything below is a letter or a sign of English or French that can be seen, but for the controls and the soft hyphen. */
    private static final int END_OF_LATIN = 0x180;
    private static final Pattern BLANKS = Pattern.compile("[\\p{Z}\\s]+");
    private static final Pattern FORMATS = Pattern.compile("\\p{Cf}+");

    private ReadableText() {}

    /** What is wrong with a text that somebody wants to record, with its first character that is refused; empty if nothing is. */
    public static Optional<Text> mistake(String text) {
        boolean blank = true;
        int marks = 0;
        int before = ' ';
        for (int at = 0; at < text.length(); at += Character.charCount(before)) {
            int one = text.codePointAt(at);
            if (!isPlain(one)) {
                if (!canBeShown(one, before, text, at)) {
                    return Optional.of(cannotBeShown(one, text.codePointCount(0, at) + 1));
                }
                marks = isMark(one) ? marks + 1 : 0;
                if (marks > MOST_MARKS) {
                    return Optional.of(tooManyMarks(one, text.codePointCount(0, at) + 1));
                }
            } else {
                marks = 0;
            }
            blank = blank && !isSeen(one);
            before = one;
        }
        return !blank ? Optional.empty()
                : Optional.of(Text.of("The text is blank: nothing in it can be seen.", "Le texte est vide : rien n’y est visible."));
    }

    /** Whether the text was accepted before invisible characters were refused. What was recorded then is still read. */
    public static boolean wasAccepted(String text) {
        boolean blank = true;
        int one;
        for (int at = 0; at < text.length(); at += Character.charCount(one)) {
            one = text.codePointAt(at);
            if (!isPlain(one) && wasRefused(one)) {
                return false;
            }
            blank = blank && isBlank(one);
        }
        return !blank;
    }

    /**
     * The form in which names are compared, grouped and filtered: letters with accents as one character (NFC), one blank between
     * words, none around them, nothing that only formats. Capitals stay.
     */
    public static String name(String text) {
        String composed = Normalizer.normalize(FORMATS.matcher(text).replaceAll(""), Normalizer.Form.NFC);
        return BLANKS.matcher(composed).replaceAll(" ").strip();
    }

    private static boolean isPlain(int one) {
        return one >= ' ' && one < 0x7F || one >= 0xA0 && one < END_OF_LATIN && one != 0xAD;
    }

    private static boolean canBeShown(int one, int before, String text, int at) {
        return switch (Character.getType(one)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE,
                    Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            case Character.FORMAT -> (one == JOINER || one == NON_JOINER) && joins(before, text, at);
            default -> isVariation(one) ? isSeen(before) : !isFiller(one);
        };
    }

    /** Whether a joiner stands between two letters of a word. */
    private static boolean joins(int before, String text, int at) {
        return (Character.isLetter(before) || isMark(before))
                && at + 1 < text.length() && Character.isLetter(text.codePointAt(at + 1));
    }

    private static boolean isSeen(int one) {
        return switch (Character.getType(one)) {
            case Character.SPACE_SEPARATOR, Character.CONTROL, Character.FORMAT -> false;
            default -> !isMark(one) && one != EMPTY_BRAILLE;
        };
    }

    private static boolean isMark(int one) {
        return switch (Character.getType(one)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    /** Chooses between two looks of the character before. */
    private static boolean isVariation(int one) {
        return one >= 0xFE00 && one <= 0xFE0F || one >= 0xE0100 && one <= 0xE01EF;
    }

    /** Letters and marks that Unicode defines as invisible. */
    private static boolean isFiller(int one) {
        return one == 0x34F || one == 0x115F || one == 0x1160 || one == 0x17B4 || one == 0x17B5 || one >= 0x180B && one <= 0x180F
                || one == 0x3164 || one == 0xFFA0;
    }

    private static boolean wasRefused(int one) {
        return switch (Character.getType(one)) {
            case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED -> true;
            default -> one >= 0x202A && one <= 0x202E || one >= 0x2066 && one <= 0x2069 || one == 0x200E || one == 0x200F
                    || one == 0x61C || one == 0xFEFF;
        };
    }

    private static boolean isBlank(int one) {
        return switch (Character.getType(one)) {
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static Text cannotBeShown(int one, int place) {
        boolean breaks = one == '\n' || one == '\r' || one == 0x85 || one == 0x2028 || one == 0x2029;
        return Text.of("The character " + name(one) + " at place " + place + " cannot be shown. "
                        + (breaks ? "A text is one line: put a blank there." : "Leave it out."),
                "Le caractère " + name(one) + " en position " + place + " ne s’affiche pas. "
                        + (breaks ? "Un texte tient en une ligne : mettez-y une espace." : "Retirez-le."));
    }

    private static Text tooManyMarks(int one, int place) {
        return Text.of("The character " + name(one) + " at place " + place + " is the fifth mark on one letter, which cannot be shown. "
                        + "Put at most " + MOST_MARKS + " marks on a letter.",
                "Le caractère " + name(one) + " en position " + place + " est le cinquième signe sur une même lettre, ce qui ne "
                        + "s’affiche pas. Mettez au plus " + MOST_MARKS + " signes sur une lettre.");
    }

    private static String name(int one) {
        String code = "U+" + ("0000" + Integer.toHexString(one).toUpperCase(Locale.ROOT)).replaceFirst("^0+(?=.{4})", "");
        String name = Character.getName(one);
        return name == null || name.isEmpty() ? code : code + " (" + name + ")";
    }
}
