package ca.criticalminerals.local.faults;

import ca.criticalminerals.embedded.Tokens;
import ca.criticalminerals.local.faults.Api.Operation;
import ca.criticalminerals.local.faults.Api.Parameter;
import ca.criticalminerals.local.faults.Api.Schema;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Sends requests drawn at random from what the services say of themselves: possible ones and such that are wrong in every way.
 * None may be answered with 5xx, every refusal says in both languages what is wrong, and what is stored is what was answered
 * with 201: nothing else, nothing less. A request depends on the seed and its number alone.
 */
final class Fuzz {
    private static final int AT_ONCE = 8;
    private static final int INITIATIVES = 40;
    private static final int AT_A_TIME = 5;
    private static final int OFFICER = 0;
    private static final int OPERATOR = 3;
    /** Within this the services have seen that initiatives were assigned. */
    private static final Duration SEEN = Duration.ofSeconds(3);
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "BREW");
    private static final List<String> MEDIA = List.of("text/plain", "application/xml", "application/json; charset=utf-16", "multipart/form-data", "nonsense", "*/*");
    private static final List<String> TIMES = List.of("2024-05-06", "2019-01-01", "2031-12-31", "2026-11-24T10:00:00Z", "2024-02-30", "9999-12-31", "-999999999-01-01", "+999999999-12-31T23:59:59Z");
    /** What somebody may add to an address; no write knows any of it. */
    private static final List<String> UNKNOWN = List.of("dryRun=true", "dry_run=1", "validate", "preview=yes", "utm_source=newsletter", "If-Match=*", "%00=1", "a=b&a=c");
    /** Each asks for a dry run, as RFC 7240 has it or nearly so. */
    private static final List<String> TO_VALIDATE = List.of("handling=validate", "handling=\"validate\"", "Handling=validate", "respond-async, handling=validate",
            "handling = validate", "handling=validate; foo=\"a,b\"", "handling=Validate", "handling=validate,", "handling=strict, handling=validate");
    private static final List<String> VERSIONS = List.of("1", "2", "3", "5", "8", "40", "0", "-1", "2147483647", "2147483648", "9223372036854775808", "1.5", "x");

    private static final ObjectMapper JSON = new ObjectMapper();
    /** What a reader cannot see in a text, but joiners of letters and the end of a line. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}\\p{Zl}\\p{Zp}\\p{Co}\\p{Cn}&&[^\\u200c\\u200d\\n]]");

    private final World world;
    private final long seed;
    private final String name;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<URI, Api> apis = new HashMap<>();
    private final List<Schema> bodies = new ArrayList<>();
    private final List<String> initiatives;
    private final List<String> tokens;
    private final Set<String> before;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Map<String, String> wrong = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();

    private Fuzz(World world) {
        this.world = world;
        this.seed = world.random().nextLong();
        this.name = "fz-" + Long.toString(seed & 0xfffffff, 36) + "-" + Long.toString(System.nanoTime() & 0xfffff, 36);
        for (String service : World.SERVICES) {
            var api = new Api(world.system().address(service), world.http());
            apis.put(world.system().address(service), api);
            var asked = api.operations();
            operations.addAll(asked);
            asked.stream().flatMap(operation -> operation.body().stream()).map(api::followed).filter(body -> body.json().has("oneOf")).forEach(bodies::add);
        }
        initiatives = IntStream.range(0, INITIATIVES).mapToObj(i -> name + "-" + i).toList();
        // An initiative belongs to one service: what two services say about one id, readers hold back.
        String[] all = World.SERVICES.stream().flatMap(service -> initiatives.stream().map(id -> service + "/" + of(world.system().address(service), id)))
                .toArray(String[]::new);
        String officer = world.system().officer("officer.fuzz", all);
        world.pass(SEEN); // a token of the service and its registry go together
        before = stored();
        Tokens issuer = world.system().tokens();
        tokens = List.of(officer, issuer.officer("officer.other", World.FUNDING + "/" + name + "-z"),
                issuer.token("auditor.fuzz", Set.of("auditor"), List.of()), issuer.token("operator.fuzz", Set.of("operator"), List.of()), "nonsense", "");
    }

    /** So many requests to everything that is served. */
    static void run(World world, int requests) {
        var fuzz = new Fuzz(world);
        fuzz.initiatives.forEach(id -> world.watch(of(world.system().address(World.FUNDING), id)));
        fuzz.sendAll(requests);
        fuzz.check();
    }

    private void sendAll(int requests) {
        var next = new AtomicInteger();
        try (var people = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int i = 0; i < AT_ONCE; i++) {
                people.submit(() -> {
                    for (int number = next.getAndIncrement(); number < requests; number = next.getAndIncrement()) {
                        send(number);
                    }
                });
            }
        }
        world.say(requests + " requests: " + new TreeMap<>(statuses));
    }

    private void send(int number) {
        Asked asked = asked(number);
        try {
            HttpResponse<String> answer = answer(asked);
            statuses.computeIfAbsent(answer.statusCode(), _ -> new AtomicInteger()).incrementAndGet();
            if (answer.statusCode() == 201) {
                acknowledged.addAll(recorded(asked.address(), answer));
            }
            if (answer.statusCode() == 201 && isNotUnderstood(asked)) {
                wrong.putIfAbsent("recorded although the request asks for something else", "request " + number + ": " + asked.curl());
            }
            asked.wrong(answer).ifPresent(what -> wrong.putIfAbsent(what, "request " + number + ": " + asked.curl()));
        } catch (IOException e) {
            wrong.putIfAbsent("no answer: " + e, "request " + number + ": " + asked.curl());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            wrong.putIfAbsent("cannot be sent: " + e, "request " + number + ": " + asked.curl());
        }
    }

    /** Whether it asks for a dry run, or says in its address what no write knows. */
    private static boolean isNotUnderstood(Asked asked) {
        return asked.headers().getOrDefault("Prefer", "").toLowerCase(Locale.ROOT).contains("validate")
                || UNKNOWN.stream().anyMatch(unknown -> asked.address().toString().endsWith(unknown));
    }

    /** The milestones that an answer acknowledges: the last one is named by its token, those before it by their number. */
    private List<String> recorded(URI address, HttpResponse<String> answer) throws IOException {
        String[] last = answer.headers().firstValue("Consistency-Token").orElse("").split(":");
        int milestones = JSON.readTree(answer.body()).path("recorded").asInt(1);
        return last.length < 2 ? List.of() : IntStream.range(0, milestones)
                .mapToObj(i -> address.getPort() + " " + last[0] + ":" + (Integer.parseInt(last[1]) - i)).toList();
    }

    /** Once more if the connection had been closed: after what is no HTTP to it, a server closes without saying so. */
    private HttpResponse<String> answer(Asked asked) throws IOException, InterruptedException {
        try {
            return asked.send(world.http());
        } catch (IOException closed) {
            unanswered.incrementAndGet();
            return asked.send(world.http());
        }
    }

    private void check() {
        var stored = stored();
        stored.removeAll(before);
        acknowledged.stream().filter(event -> !stored.contains(event)).forEach(_ -> world.findings().lost("an acknowledged milestone is not in the store"));
        stored.removeAll(acknowledged);
        // Of a request that got no answer nobody knows whether it was refused.
        if (stored.size() > unanswered.get()) {
            world.findings().problem("stored by requests that were refused: " + stored);
        }
        unseen().forEach(event -> world.findings().problem("a text was recorded in which something cannot be seen: " + event));
        wrong.forEach((what, example) -> world.findings().problem(what + "\n        " + example));
        if (acknowledged.isEmpty()) {
            world.findings().problem("not one request was accepted: nothing was tried");
        }
        world.say(acknowledged.size() + " milestones were recorded by them");
    }

    /** What is stored, without what the officers are recording meanwhile. */
    private Set<String> stored() {
        var stored = new HashSet<String>();
        for (String service : World.SERVICES) {
            for (var row : Store.events(world.system().superuserJdbcUrl(service.replace('-', '_')))) {
                if (!world.officers().initiatives().contains(row.event().streamId)) {
                    stored.add(world.system().address(service).getPort() + " " + row.event().streamId + ":" + row.event().version);
                }
            }
        }
        return stored;
    }

    /** Of what was recorded here, what has a character in a text that nobody sees. */
    private List<String> unseen() {
        var unseen = new ArrayList<String>();
        for (String service : World.SERVICES) {
            for (var row : Store.events(world.system().superuserJdbcUrl(service.replace('-', '_')))) {
                if (row.event().streamId.startsWith(name) && hasUnseen(row.event().data)) {
                    unseen.add(row.event().streamId + ":" + row.event().version);
                }
            }
        }
        return unseen;
    }

    private static boolean hasUnseen(String json) {
        try {
            return texts(JSON.readTree(json)).anyMatch(text -> INVISIBLE.matcher(text).find());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> texts(JsonNode json) {
        return json.isTextual() ? Stream.of(json.textValue()) : json.valueStream().flatMap(Fuzz::texts);
    }

    private Asked asked(int number) {
        // Mixed first: the first numbers of neighbouring seeds resemble each other.
        var random = new Random(new SplittableRandom(seed + number).nextLong());
        // A few at a time: some get far enough to be closed, and then others come.
        int first = number / 2_500 * AT_A_TIME % INITIATIVES;
        var current = initiatives.subList(first, first + AT_A_TIME);
        Operation operation = operations.get(random.nextInt(operations.size()));
        // Half of everything goes to what writes, and little to operators, whom the officer of most requests is not.
        boolean isOperators = operation.path().contains("/operations/");
        if (isOperators && random.nextInt(4) > 0 || !operation.writes() && random.nextBoolean()) {
            operation = operations.get(random.nextInt(operations.size()));
        }
        var values = new Values(apis.get(operation.service()), random, bodies);
        var headers = new TreeMap<String, String>();
        String path = operation.path();
        var query = new StringBuilder();
        for (Parameter parameter : operation.parameters()) {
            String value = value(parameter, operation.service(), current, values, random);
            switch (parameter.in()) {
                case "path" -> path = path.replace("{" + parameter.name() + "}", encoded(value));
                case "query" -> {
                    if (random.nextBoolean()) {
                        query.append(query.isEmpty() ? "?" : "&").append(parameter.name()).append('=').append(encoded(value));
                    }
                }
                default -> {
                    if (parameter.name().equals("If-Match") || random.nextInt(3) == 0) {
                        headers.put(parameter.name(), value.replaceAll("[^\\x20-\\x7e]", "?"));
                    }
                }
            }
        }
        if (operation.writes() && random.nextInt(25) == 0) {
            query.append(query.isEmpty() ? "?" : "&").append(values.one(UNKNOWN));
        }
        // Operators are rare: each of their rebuilds costs as much as a thousand requests.
        int rightful = operation.path().contains("/operations/") && random.nextInt(20) == 0 ? OPERATOR : OFFICER;
        String token = tokens.get(random.nextInt(10) < 9 ? rightful : random.nextInt(tokens.size()));
        if (!token.isEmpty()) {
            headers.put("Authorization", "Bearer " + token);
        }
        if (random.nextInt(20) == 0) {
            headers.put("Accept", values.one(MEDIA));
        }
        byte[] body = operation.body().map(values::body).orElse(new byte[0]);
        if (body.length > 0 || random.nextInt(20) == 0) {
            headers.put("Content-Type", random.nextInt(20) == 0 ? values.one(MEDIA) : "application/json");
        }
        String method = random.nextInt(25) == 0 ? values.one(METHODS) : operation.method();
        String crooked = random.nextInt(40) == 0 ? values.one(List.of("/", "/x", ";a=b", "%2F", "/.", "//")) : "";
        return new Asked(method, URI.create(operation.service().toString().replaceAll("/$", "") + path + crooked + query), headers, body);
    }

    private static String of(URI service, String initiative) {
        return initiative + "-" + service.getPort();
    }

    private String value(Parameter parameter, URI service, List<String> current, Values values, Random random) {
        if (random.nextInt(20) == 0) {
            return values.one(Values.NASTY);
        }
        return switch (parameter.name()) {
            case "id", "initiative" -> of(service, values.one(current));
            case "version", "offset", "limit", "number" -> values.one(VERSIONS);
            case "topic" -> Topic.NAME;
            case "If-Match" -> values.one(List.of("*", "*", "*", "*", "*", "*", "*", "*", "\"0\"", "\"1\"", "\"2\"", "W/\"1\"", "nonsense", "\"-1\"", "\"99999999999\""));
            case "Idempotency-Key" -> random.nextInt(10) == 0 ? name + "-again-" + random.nextInt(5) : name + "-" + random.nextLong();
            case "Prefer" -> random.nextInt(3) == 0 ? values.one(TO_VALIDATE) : values.one(List.of("handling=strict", "respond-async", "nonsense", "handling"));
            case "traceparent" -> values.one(List.of("00-" + "1".repeat(32) + "-" + "2".repeat(16) + "-01", "00-0-0-00", "nonsense"));
            // Rarely one that may never be included: that waits for five seconds, as it must.
            case "Consistency-Token" -> random.nextInt(200) == 0 ? of(world.system().address(World.FUNDING), current.getFirst()) + ":1" : values.one(List.of("nonsense", "nobody:x", ":", "a:1:1"));
            case "If-None-Match" -> values.one(List.of("*", "\"x\"", "nonsense"));
            default -> values.one(TIMES);
        };
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
