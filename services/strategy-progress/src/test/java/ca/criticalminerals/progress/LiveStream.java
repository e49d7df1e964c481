package ca.criticalminerals.progress;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.criticalminerals.contracts.Contract;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a write service announces about one initiative: CloudEvents documents that keep their contract, version by version, each
 * recorded a minute after the one before. In the JSON of the data, {@code ~} stands for the id of the initiative.
 */
final class LiveStream {
    static final String SOURCE = "/funding-programs";
    private static final AtomicLong SEQUENCE = new AtomicLong();
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES).build();

    final String initiative;
    private final List<ObjectNode> documents = new ArrayList<>();
    private Instant clock = Instant.parse("2026-01-05T15:00:00Z");
    private int sent;
    private String recorder = "";

    private LiveStream(String initiative) {
        this.initiative = initiative;
    }

    /** The stream of an initiative that is registered. */
    static LiveStream registered(String initiative) {
        return registered(initiative, "Fund " + initiative.replaceAll("\\d", "x"), "Fonds " + initiative.replaceAll("\\d", "x"), "produce");
    }

    static LiveStream registered(String initiative, String en, String fr, String theme) {
        return registered(new LiveStream(initiative), en, fr, theme);
    }

    /** The same, known from this instant on. */
    static LiveStream registeredAt(String instant, String initiative) {
        return registered(new LiveStream(initiative).recordedFrom(instant), "An early fund", "Un fonds ancien", "produce");
    }

    private static LiveStream registered(LiveStream stream, String en, String fr, String theme) {
        return stream.says("program-registered", "2024-01-10", """
                {names: {name: %s}, theme: '%s', leadOrganization: {en: 'Natural Resources Canada', fr: 'Ressources naturelles Canada'},
                 standing: 'active', streams: [{key: 'deployment', name: {en: 'Deployment', fr: 'Déploiement'}}]}"""
                .formatted(text(en, fr), theme));
    }

    /** What is said next is recorded by this person, with a subject of their own. */
    LiveStream by(String name) {
        recorder = name;
        return this;
    }

    /** What is said next is recorded from this instant on. */
    LiveStream recordedFrom(String instant) {
        clock = Instant.parse(instant);
        return this;
    }

    /** The next milestone; evidence and summary are added where the data has none. */
    LiveStream says(String kind, String occurredOn, String data) {
        ObjectNode document = JSON.createObjectNode().put("specversion", "1.0").put("id", UUID.randomUUID().toString())
                .put("source", SOURCE).put("type", "ca.criticalminerals.funding." + kind + ".v1").put("subject", initiative)
                .put("time", clock.toString().replace("Z", ".000000Z")).put("datacontenttype", "application/json")
                .put("dataschema", "urn:ca.criticalminerals:funding:" + kind + ":1").put("streamversion", documents.size() + 1)
                .put("sequence", sequence(SEQUENCE.incrementAndGet())).put("recordedby", recorder.isEmpty() ? "officer." + initiative : recorder);
        if (!recorder.isEmpty()) {
            document.put("recordedbysub", recorder + ".sub").put("recordedbyrole", "officer");
        }
        ObjectNode said = (ObjectNode) read(data.replace("~", initiative));
        said.put("occurredOn", occurredOn);
        if (!said.has("evidence") && !kind.startsWith("milestone-") && !kind.equals("text-redacted")) {
            said.putObject("evidence").put("source", "Ministerial file").put("confidence", "internalRecord");
        }
        if (!said.has("summary")) {
            said.putObject("summary").put("en", "Recorded: " + kind).put("fr", "Consigné : " + kind);
        }
        document.set("data", said);
        assertThat(Contract.announced("funding", kind).violations(document)).isEmpty();
        documents.add(document);
        clock = clock.plusSeconds(60);
        return this;
    }

    /** A figure of this initiative, {@code counts} as in the contract. */
    LiveStream figure(String key, String unit, String counts) {
        return says("figure-defined", "2024-01-10",
                "{figure: '~.%s', label: {en: 'Label of %s', fr: 'Étiquette de %s'}, unit: '%s', counts: {%s}}".formatted(key, key, key, unit, counts));
    }

    LiveStream countsProjects() {
        return figure("projects", "count", "what: 'projects'");
    }

    LiveStream addsContributions() {
        return figure("contributions", "cad", "what: 'contributions'");
    }

    LiveStream approved(String project, String amount, String occurredOn) {
        return says("project-approved", occurredOn, "{project: '%s', title: {en: 'Project', fr: 'Projet'}, projects: 1, amount: %s}"
                .formatted(project, money("contribution", amount)));
    }

    LiveStream stated(String figure, int value, String asOf) {
        return says("count-reported", asOf, "{figure: '~.%s', value: %d, qualifier: 'exact'}".formatted(figure, value));
    }

    LiveStream sentence(String key, String en, String fr) {
        return says("sentence-written", "2024-01-10", "{sentence: '%s', order: 10, text: %s}".formatted(key, text(en, fr)));
    }

    LiveStream retracted(int milestone) {
        return says("milestone-retracted", "2026-01-04",
                "{milestone: %d, reason: {en: 'Recorded by mistake', fr: 'Consigné par erreur'}}".formatted(milestone));
    }

    /** Sends what has not been sent, in order, and waits until all of it can be read. */
    LiveStream announce() {
        send();
        return included(documents.size());
    }

    /** Sends what has not been sent, in order. */
    LiveStream send() {
        while (sent < documents.size()) {
            send(sent + 1);
        }
        return this;
    }

    /** Sends one version; its offset. */
    long send(int version) {
        sent = Math.max(sent, version);
        return LiveTopics.send(LiveTopics.MILESTONES, initiative, bytes(version));
    }

    /** Waits until the version can be read. */
    LiveStream included(int version) {
        await().atMost(Duration.ofSeconds(30)).until(() -> "included".equals(given().header("Consistency-Token", initiative + ":" + version)
                .get("/v1/initiatives/" + initiative).header("Consistency")));
        return this;
    }

    /** What the answers say is held of it, in the order of the topic. */
    List<Map<String, Object>> held() {
        List<Map<String, Object>> held = get("/v1/strategy-progress").jsonPath().getList("held");
        return held == null ? List.of() : held.stream().filter(one -> initiative.equals(one.get("initiative"))).toList();
    }

    /** Of what was set aside of it, why. */
    List<String> setAside() {
        List<Map<String, Object>> all = LiveRebuilds.operator().get("/v1/operations/parked").jsonPath().getList("setAside");
        return all.stream().filter(one -> initiative.equals(one.get("initiative"))).map(one -> (String) one.get("reason")).toList();
    }

    /** Why. */
    List<String> reasons() {
        return held().stream().map(one -> (String) one.get("reason")).toList();
    }

    int version() {
        return documents.size();
    }

    ObjectNode document(int version) {
        return documents.get(version - 1);
    }

    byte[] bytes(int version) {
        return document(version).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A sequence that no milestone has had. */
    static String nextSequence() {
        return sequence(SEQUENCE.incrementAndGet());
    }

    /** The sequence of the last milestone that was written. */
    static String lastSequence() {
        return sequence(SEQUENCE.get());
    }

    static String money(String kind, String amount) {
        return "{amount: '%s', currency: 'CAD', kind: '%s', upTo: false}".formatted(amount, kind);
    }

    static String text(String en, String fr) {
        return JSON.createObjectNode().put("en", en).put("fr", fr).toString();
    }

    private static String sequence(long number) {
        return String.format(Locale.ROOT, "%020d-%019d", 1000, number);
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
