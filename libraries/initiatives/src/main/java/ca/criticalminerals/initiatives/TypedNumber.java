package ca.criticalminerals.initiatives;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the first number that was typed into the words of a sentence: a numeral of any script in any form, or a number in words.
 *
 * <p>In words, only what surely is a count is found: numbers from eleven on, in small letters or in capitals throughout, and
 * compounds in any letters. "Along three lines" is language, and "Trois-Rivières" is a name (decision 0062).
 */
final class TypedNumber {
    /** Numerals of every script, the ideographs of numbers, and the two pictures that are numbers. */
    private static final String NUMERALS =
            "[\\p{N}〇零一二三四五六七八九十廿卅卌百千万萬亿億兆两兩壹贰貳叁參肆伍陆陸柒捌玖拾佰仟\\x{1F51F}\\x{1F4AF}]";
    private static final Pattern NUMERAL = Pattern.compile(NUMERALS + "(?:[ .,'’]?" + NUMERALS + ")*");
    private static final String JOINED = "(?:[\\s\\p{Pd}]+)";

    private static final Pattern ENGLISH = words("eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
            + "|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|trillions?|dozens?");
    private static final Pattern ENGLISH_COMPOUND = compound("(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)" + JOINED
            + "(?:one|two|three|four|five|six|seven|eight|nine)");
    private static final Pattern FRENCH = words("onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante"
            + "|septante|huitante|octante|nonante|(?<!pour[\\s\\p{Pd}])cents?|mille|millions?|milliards?|billions?"
            + "|douzaines?|vingtaines?|trentaines?|quarantaines?|cinquantaines?|soixantaines?|centaines?|milliers?");
    private static final Pattern FRENCH_COMPOUND = compound("(?:dix" + JOINED + "(?:sept|huit|neuf)|quatre" + JOINED + "vingts?"
            + "|(?:vingt|trente|quarante|cinquante|soixante)" + JOINED + "(?:et" + JOINED + ")?"
            + "(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize))");

    private TypedNumber() {}

    /** The first number in an English text, as it was typed. */
    static Optional<String> inEnglish(String text) {
        return in(text, ENGLISH, ENGLISH_COMPOUND);
    }

    /** The first number in a French text, as it was typed. */
    static Optional<String> inFrench(String text) {
        return in(text, FRENCH, FRENCH_COMPOUND);
    }

    private static Optional<String> in(String text, Pattern words, Pattern compounds) {
        // Roman numerals become letters in this form and fractions become digits, so numerals are looked for in both.
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        return first(NUMERAL, text).or(() -> first(NUMERAL, plain)).or(() -> first(compounds, plain)).or(() -> first(words, plain));
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group()) : Optional.empty();
    }

    /** The words in small letters; in capitals; or with one capital where a sentence begins and goes on in small letters. */
    private static Pattern words(String words) {
        String begins = "(?:^|[.!?:;|(«“\"–—]\\s{0,3})";
        return Pattern.compile("(?<![\\p{L}\\p{M}])(?:" + words + "|(?iu:" + words + ")(?<=\\p{Lu}{2}))(?![\\p{L}\\p{M}])"
                + "|(?<=" + begins + ")(?i:" + words + ")(?=[\\s\\p{Pd}]+\\p{Ll})");
    }

    private static Pattern compound(String words) {
        return Pattern.compile("(?<![\\p{L}\\p{M}])" + words + "(?![\\p{L}\\p{M}])", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
