package ca.criticalminerals.http;

import java.util.Set;

/** The methods that only read (RFC 9110, 9.2.1): whoever uses one is not told that nothing was recorded. */
final class SafeMethods {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private SafeMethods() {}

    static boolean contain(String method) {
        return SAFE.contains(method);
    }
}
