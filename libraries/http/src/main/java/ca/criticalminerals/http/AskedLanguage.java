package ca.criticalminerals.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which of the two languages an answer is in: that of the page, else the one that is asked for, else the one that is preferred. */
public final class AskedLanguage {
    public static final String ENGLISH = "en";
    public static final String FRENCH = "fr";

    private static final Pattern PAGE = Pattern.compile("/(en|fr)(?:/.*+)?+", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("(?:^|&)lang=(en|fr)(?:&|$)");

    private AskedLanguage() {}

    /** The language of the answer to a request, {@code en} or {@code fr}. */
    public static String of(ContainerRequestContext request) {
        var address = request.getUriInfo().getRequestUri();
        var accepted = request.getHeaders().getOrDefault(HttpHeaders.ACCEPT_LANGUAGE, List.of());
        return of(address.getPath(), address.getRawQuery(), accepted);
    }

    /**
     * {@code en} or {@code fr}.
     *
     * @param path     the path of the request, which names the language of a page
     * @param query    the query as it was sent, null without; {@code lang} in it names the language of a file
     * @param accepted the values of Accept-Language
     */
    static String of(String path, @Nullable String query, List<String> accepted) {
        var page = PAGE.matcher(path);
        if (page.matches()) {
            return page.group(1);
        }
        var file = FILE.matcher(query == null ? "" : query);
        return file.find() ? file.group(1) : preferred(accepted);
    }

    /**
     * The one that a reader prefers by Accept-Language (RFC 9110, 12.5.4): of equal ones the first that is named, and English
     * without any preference. What is not of its grammar counts as not there; a weight of 0 is the wish for the other language.
     */
    public static String preferred(List<String> accepted) {
        var english = new Wish(ENGLISH);
        var french = new Wish(FRENCH);
        int place = 0;
        for (var range : Weights.of(accepted).entrySet()) {
            english.hear(range.getKey(), range.getValue(), place);
            french.hear(range.getKey(), range.getValue(), place);
            place++;
        }
        return french.isBefore(english) ? FRENCH : ENGLISH;
    }

    /** How much a reader wants a language. */
    private static final class Wish {
        private final String language;
        private double named = -1;
        private double any = -1;
        private int place = Integer.MAX_VALUE;

        Wish(String language) {
            this.language = language;
        }

        void hear(String range, double weight, int at) {
            if (range.equals("*")) {
                any = Math.max(any, weight);
            } else if ((range.equals(language) || range.startsWith(language + "-")) && weight > named) {
                named = weight;
                place = at;
            }
        }

        boolean isBefore(Wish other) {
            int compared = Double.compare(weight(), other.weight());
            return compared > 0 || compared == 0 && weight() > 0 && place < other.place;
        }

        /** One that nobody has named is still better than one that is refused. */
        private double weight() {
            double heard = named >= 0 ? named : any;
            return heard < 0 ? 0 : heard == 0 ? -1 : heard;
        }
    }
}
