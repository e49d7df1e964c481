package ca.criticalminerals.security.domain;

import java.util.Locale;
import java.util.regex.Pattern;

/** A constant as it is written in public: in lower camel case, {@code inForce}. */
public final class Word {
    private static final Pattern NEXT = Pattern.compile("_(.)");

    private Word() {}

    /** The word of the constant. */
    public static String of(Enum<?> constant) {
        return NEXT.matcher(constant.name().toLowerCase(Locale.ROOT)).replaceAll(next -> next.group(1).toUpperCase(Locale.ROOT));
    }
}
