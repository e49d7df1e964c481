package ca.criticalminerals.progress;

import io.restassured.response.Response;

/** What operators decide about records that cannot be applied. */
final class LiveParked {
    static final String PARKED = "/v1/operations/parked";

    private LiveParked() {}

    static Response setAside(String topic, long offset) {
        return LiveRebuilds.operator().contentType("application/json")
                .body("{\"reason\": {\"en\": \"Nobody can read it\", \"fr\": \"Personne ne peut le lire\"}}")
                .post(PARKED + "/{topic}/{offset}/set-aside", topic, offset);
    }

    static Response release(String initiative) {
        return LiveRebuilds.operator().post(PARKED + "/{initiative}/release", initiative);
    }
}
