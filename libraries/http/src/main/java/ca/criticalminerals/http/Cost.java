package ca.criticalminerals.http;

import java.util.Set;
import java.util.regex.Pattern;

/** What a read costs, by its address: one of a dearer kind is computed anew or written out at length. */
enum Cost {
    /** A page, a figure, a command. */
    USUAL,
    /** A past, a walk through what changed, a file, a whole initiative, a whole history, the verification of an edition. */
    DEAR;

    private static final Pattern DEAR_PATHS = Pattern.compile("/(?:v1/changes|v1/figures/[^/]++/changes|en/changes|fr/changements"
            + "|v1/editions/[^/]++/verification|v1/initiatives(?:/[^/]++)?|v1/[a-z-]++/[^/]++/milestones"
            + "|v1/[a-z]++\\.(?:csv|xlsx|ndjson))");
    private static final Set<String> OF_A_PAST = Set.of("asOf", "knownAt", "from", "to");

    /** {@code path} is normal, {@code query} as it was sent, empty for none. */
    static Cost of(String method, String path, String query) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return USUAL;
        }
        return DEAR_PATHS.matcher(plain(path)).matches() || asksForPast(query) ? DEAR : USUAL;
    }

    /** Without what the server reads over: matrix parameters and a slash at the end. */
    private static String plain(String path) {
        String bare = path.indexOf(';') < 0 ? path : path.replaceAll(";[^/]*+", "");
        return bare.length() > 1 && bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
    }

    private static boolean asksForPast(String query) {
        if (query.isEmpty()) {
            return false;
        }
        for (String parameter : query.split("&")) {
            int end = parameter.indexOf('=');
            String name = end < 0 ? parameter : parameter.substring(0, end);
            if (OF_A_PAST.contains(name) || name.indexOf('%') >= 0) {
                return true;
            }
        }
        return false;
    }
}
