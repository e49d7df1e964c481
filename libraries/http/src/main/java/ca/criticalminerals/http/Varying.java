package ca.criticalminerals.http;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;

/** Says in one header {@code Vary} on what an answer depends, whoever else has said something there. */
public final class Varying {
    private Varying() {}

    /** Adds the name of a header of the request. */
    public static void by(ContainerResponseContext response, String name) {
        String before = response.getHeaderString(HttpHeaders.VARY);
        response.getHeaders().putSingle(HttpHeaders.VARY, before == null ? name : before + ", " + name);
    }
}
