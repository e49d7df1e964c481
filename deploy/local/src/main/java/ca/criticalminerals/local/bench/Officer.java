package ca.criticalminerals.local.bench;

import ca.criticalminerals.local.LocalSystem;
import ca.criticalminerals.local.bench.Load.Request;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Records milestones of some initiatives, one initiative after the other. */
final class Officer {
    private static final String REGISTERED = """
            {"type": "program-registered", "names": {"name": {"en": "Bench", "fr": "Banc"}}, "theme": "produce",
             "leadOrganization": {"en": "Bench", "fr": "Banc"}, "standing": "active", "occurredOn": "2024",
             "evidence": {"source": "bench", "confidence": "unverified"}}""";
    private static final String COUNTED = """
            {"type": "figure-defined", "figure": "%s.projects", "label": {"en": "Projects", "fr": "Projets"}, "unit": "count",
             "counts": {"what": "projects"}, "occurredOn": "2024", "evidence": {"source": "bench", "confidence": "unverified"}}""";
    private static final String MILESTONES = "/milestones";
    /** Never the same project twice, whoever records it. */
    private static final AtomicInteger PROJECTS = new AtomicInteger();

    private final LocalSystem system;
    private final URI address;
    private final List<String> initiatives;
    private final String bearer;
    private final AtomicInteger next = new AtomicInteger();

    Officer(LocalSystem system, List<String> initiatives) {
        this.system = system;
        this.address = system.address("funding-programs");
        this.initiatives = initiatives;
        this.bearer = "Bearer " + system.officer("officer.bench", initiatives.toArray(String[]::new));
    }

    /** The ids of so many initiatives. */
    static List<String> names(String prefix, int initiatives) {
        return IntStream.rangeClosed(1, initiatives).mapToObj(i -> prefix + "-" + i).toList();
    }

    List<String> initiatives() {
        return initiatives;
    }

    /** The officer of some of the initiatives. */
    Officer only(int from, int number) {
        return new Officer(system, initiatives.subList(from, from + number));
    }

    void register() {
        try (var load = new Load(1)) {
            load.each(initiatives.size(), i -> post(initiatives.get(i) + MILESTONES, REGISTERED));
            load.each(initiatives.size(), i -> post(initiatives.get(i) + MILESTONES, COUNTED.formatted(initiatives.get(i))));
        }
    }

    /** A command that records one more approved project of the next initiative. */
    Request approval() {
        return post(initiatives.get(next.getAndIncrement() % initiatives.size()) + MILESTONES, approved());
    }

    /** A command that records so many of them together. */
    Request approvals(int milestones) {
        String list = IntStream.range(0, milestones).mapToObj(_ -> approved()).collect(Collectors.joining(",", "{\"milestones\": [", "]}"));
        return post(initiatives.get(next.getAndIncrement() % initiatives.size()) + "/milestones/batch", list);
    }

    private static String approved() {
        return """
                {"type": "project-approved", "project": "q-%s", "title": {"en": "A road", "fr": "Une route"}, "projects": 1,
                 "jurisdictions": ["BC"], "minerals": ["COPPER"], "occurredOn": "2024-07-15",
                 "amount": {"amount": "75000.00", "currency": "CAD", "kind": "contribution", "upTo": true},
                 "evidence": {"source": "bench", "confidence": "unverified"}}""".formatted(PROJECTS.getAndIncrement());
    }

    private Request post(String path, String body) {
        var headers = Map.of("Authorization", bearer, "Content-Type", "application/json", "If-Match", "*",
                "Idempotency-Key", UUID.randomUUID().toString());
        return new Request(address, "/v1/funding-programs/" + path, headers, Optional.of(Buffer.buffer(body)));
    }
}
