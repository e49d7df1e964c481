package ca.criticalminerals.local.bench;

import ca.criticalminerals.local.LocalSystem;
import ca.criticalminerals.local.bench.Load.Request;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** What the legs of the bench measure with: the running system, its initiatives, and the requests of its officers. */
final class Lab {
    static final int INITIATIVES = 64;
    private static final String REGISTERED = """
            {"type": "program-registered", "names": {"name": {"en": "Bench", "fr": "Banc"}}, "theme": "produce",
             "leadOrganization": {"en": "Bench", "fr": "Banc"}, "standing": "active", "occurredOn": "2024",
             "evidence": {"source": "bench", "confidence": "unverified"}}""";

    final LocalSystem system;
    private final List<String> initiatives = new ArrayList<>();
    private final String bearer;
    private final AtomicInteger next = new AtomicInteger();

    /** Registers the initiatives that the legs write to. */
    Lab(LocalSystem system) {
        this.system = system;
        for (int i = 0; i < INITIATIVES; i++) {
            initiatives.add("bench-" + i);
        }
        bearer = "Bearer " + system.tokens().officer("officer.bench", initiatives.toArray(String[]::new));
        try (var load = new Load(1)) {
            load.closed(INITIATIVES, i -> post(initiatives.get(i), REGISTERED, "\"0\""));
        }
    }

    /** A command that records one more approved project, to one initiative after the other. */
    Request approval() {
        int number = next.getAndIncrement();
        return approval(initiatives.get(number % INITIATIVES), number);
    }

    Request approval(String initiative, int number) {
        return post(initiative, """
                {"type": "project-approved", "project": "p-%d", "title": {"en": "A road", "fr": "Une route"}, "projects": 1,
                 "jurisdictions": ["BC"], "minerals": ["COPPER"], "occurredOn": "2024-07-15",
                 "amount": {"amount": "75000.00", "currency": "CAD", "kind": "contribution", "upTo": true},
                 "evidence": {"source": "bench", "confidence": "unverified"}}""".formatted(number), "*");
    }

    /** A read of the initiative that waits until the write is visible. */
    Request visible(String consistencyToken) {
        return new Request(system.address("strategy-progress"), "/v1/initiatives/" + consistencyToken.split(":")[0],
                Map.of("Consistency-Token", consistencyToken), Optional.empty());
    }

    private Request post(String initiative, String body, String ifMatch) {
        var headers = new HashMap<>(Map.of("Authorization", bearer, "Content-Type", "application/json", "If-Match", ifMatch,
                "Idempotency-Key", UUID.randomUUID().toString()));
        return new Request(system.address("funding-programs"), "/v1/funding-programs/" + initiative + "/milestones", headers, Optional.of(Buffer.buffer(body)));
    }
}
