package ca.criticalminerals.progress.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the sources on which a milestone rests.
 *
 * @param title   what it is called, or where in it to look; empty where only an address is given
 * @param address where it can be read; empty where it is not on the web
 */
record Source(Optional<String> title, Optional<String> address) {
    /** Officers write several sources into one line: {@code https://a.example ; Budget 2024, page 12}. */
    private static final Pattern BETWEEN = Pattern.compile("\\s++;\\s++|;\\s++(?=https?://)");
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"”»]++");
    private static final String NOT_LAST = ".,;:!?";

    /** All sources in a line, in its order; what is not an address is the title of the address beside it. */
    static List<Source> in(String line) {
        var sources = new ArrayList<Source>();
        for (String one : BETWEEN.split(line.strip())) {
            if (!one.isBlank()) {
                add(one.strip(), sources);
            }
        }
        return sources;
    }

    private static void add(String text, List<Source> sources) {
        var addresses = new ArrayList<String>();
        var words = new StringBuilder();
        Matcher address = ADDRESS.matcher(text);
        int end = 0;
        while (address.find()) {
            String found = trimmed(address.group());
            addresses.add(found);
            words.append(text, end, address.start()).append(' ');
            end = address.start() + found.length();
        }
        String title = title(words.append(text.substring(end)).toString());
        if (title.isEmpty() && addresses.isEmpty()) {
            return;
        }
        for (int i = 0; i < Math.max(1, addresses.size()); i++) {
            sources.add(new Source(Optional.of(title).filter(one -> !one.isEmpty() && sources.stream().noneMatch(known -> known.title.equals(Optional.of(one)))),
                    i < addresses.size() ? Optional.of(addresses.get(i)) : Optional.empty()));
        }
    }

    /** The address without the punctuation of the sentence around it. */
    private static String trimmed(String address) {
        String left = address;
        while (NOT_LAST.indexOf(left.charAt(left.length() - 1)) >= 0 || left.endsWith(")") && !left.contains("(")) {
            left = left.substring(0, left.length() - 1);
        }
        return left;
    }

    /** The words around an address, without the brackets or the punctuation that held them apart. */
    private static String title(String words) {
        String one = words.replaceAll("\\s++", " ").strip().replaceAll("^[,:;–-]++\\s*+|\\s*+[,:;–-]++$", "").strip();
        return one.startsWith("(") && one.indexOf(')') == one.length() - 1 ? one.substring(1, one.length() - 1).strip() : one.equals("()") ? "" : one;
    }
}
