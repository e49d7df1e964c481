package ca.criticalminerals.initiatives.recording;

import ca.criticalminerals.contracts.Violation;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneCorrected;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRecorded;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRetracted;
import ca.criticalminerals.eventsourcing.LedgerEvent.TextRedacted;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.RecorderRole;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.eventsourcing.store.Aggregate;
import ca.criticalminerals.eventsourcing.store.Announcements;
import ca.criticalminerals.eventsourcing.store.EventStore;
import ca.criticalminerals.eventsourcing.store.StoredEvent;
import ca.criticalminerals.http.EntityTags;
import ca.criticalminerals.http.Problem;
import ca.criticalminerals.initiatives.Initiative;
import ca.criticalminerals.initiatives.Publication;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * What GET shows of an initiative: its state, and its history as people read it. Whose work it is stands there by role and organization;
 * auditors read the person too. Internal evidence is for officers and auditors.
 */
@ApplicationScoped
class Histories {
    /** So many milestones are on a page of a history. */
    private static final int PAGE = 100;
    static final String CURSOR = "cursor";
    private static final int LONGEST = 60;
    private static final String AFTER = "after-";
    private static final Pattern PLACE = Pattern.compile(AFTER + "([0-9]{1,9})");

    private final ReadTurns turns = new ReadTurns();
    private final EventStore store;
    private final Announcements announcements;
    private final JsonWebToken token;

    Histories(EventStore store, Announcements announcements, JsonWebToken token) {
        this.store = store;
        this.announcements = announcements;
        this.token = token;
    }

    Response ids(Aggregate<?, ?> aggregate) {
        return turns.read(() -> {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            var ids = answer.putArray("initiatives");
            store.streamIds(aggregate).forEach(ids::add);
            return Response.ok(answer.toString()).build();
        });
    }

    /** The state of the initiative; {@code show} fills in what its kind has to show. */
    <S> Response state(Aggregate<Initiative<S>, ?> aggregate, String id, HttpHeaders headers, BiConsumer<S, ObjectNode> show) {
        return turns.read(() -> {
            String tag = tag(existing(aggregate, id));
            if (EntityTags.isKnown(headers, tag)) {
                return Response.notModified().header("ETag", tag).build();
            }
            var ledger = store.ledger(aggregate, id).orElseThrow(NotFoundException::new);
            ObjectNode answer = JsonNodeFactory.instance.objectNode().put("initiative", id).put("version", ledger.version());
            show(ledger.state(), show, answer);
            return Response.ok(answer.toString()).header("ETag", tag(ledger.version())).build();
        });
    }

    /** Adds the initiatives whose milestones add up to something else in the order of recording, or break a rule in their place. */
    <S, M extends Milestone> void compareOrder(Aggregate<Initiative<S>, M> aggregate, BiConsumer<S, ObjectNode> show, ObjectNode answer) {
        for (String id : store.streamIds(aggregate)) {
            var ledger = store.read(aggregate, id).orElseThrow().ledger();
            ObjectNode recorded = JsonNodeFactory.instance.objectNode();
            show(aggregate.rules().inOrderOfRecording(ledger), show, recorded);
            ObjectNode effective = JsonNodeFactory.instance.objectNode();
            show(ledger.state(), show, effective);
            var impossible = aggregate.rules().impossible(ledger);
            answer.put("initiatives", answer.get("initiatives").asInt() + 1).put("impossible", answer.get("impossible").asInt() + impossible.size());
            if (!recorded.equals(effective) || !impossible.isEmpty()) {
                ObjectNode different = answer.withArray("different").addObject().put("initiative", id).put("version", ledger.version());
                different.set("inOrderOfRecording", recorded);
                different.set("inEffectiveOrder", effective);
                var breaking = different.putArray("impossible");
                impossible.forEach((version, why) -> show(why.text(), breaking.addObject().put("milestone", version).put("rule", why.rule()).putObject("detail")));
            }
        }
    }

    /** A page of milestones as they were announced, and what became of them, behind a version. */
    Response history(Aggregate<?, ?> aggregate, String id, Optional<String> cursor, UriInfo uri, HttpHeaders headers) {
        int after = after(cursor);
        return turns.read(() -> {
            int version = existing(aggregate, id);
            String tag = tag(version);
            int last = Math.min(version, after + PAGE);
            // Auditors read names, which no cache keeps (decision 0052).
            var answer = !isAuditor() && EntityTags.isKnown(headers, tag) ? Response.notModified() : Response.ok(page(id, version, after + 1, last).toString());
            if (last < version) {
                answer.header("Link", "<" + uri.getRequestUri().getRawPath() + "?" + CURSOR + "=" + AFTER + last + ">; rel=\"next\"");
            }
            return isAuditor() ? personal(answer).build()
                    : answer.header("Vary", "Authorization").header("Cache-Control", "private, no-cache").header("ETag", tag).build();
        });
    }

    private ObjectNode page(String id, int version, int from, int to) {
        var became = new HashMap<Integer, ObjectNode>();
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("initiative", id).put("version", version);
        var milestones = answer.putArray("milestones");
        Optional<Text> lead = lead(store.events(id, 1, 1).getFirst());
        for (var event : store.events(id, from, to)) {
            ObjectNode document = announcements.document(event);
            ObjectNode shown = milestones.addObject().put("milestone", event.version).put("type", event.type)
                    .put("standing", "stands").put("occurredOn", event.occurredOn)
                    .put("recordedAt", document.get("time").asText());
            recorder(event, lead, shown);
            shown.set("summary", document.at("/data/summary"));
            became.put(event.version, shown);
        }
        for (var event : store.changing(id, from, to)) {
            switch (announcements.json().read(event)) {
                case MilestoneRecorded<?> _ -> { }
                case MilestoneCorrected<?> correction ->
                        became.get(correction.version()).put("standing", "corrected").withArray("correctedBy").add(event.version);
                case MilestoneRetracted<?> retraction ->
                        became.get(retraction.version()).put("standing", "retracted").put("retractedBy", event.version);
                case TextRedacted<?>(var redaction, _) -> redaction.milestones().stream().filter(became::containsKey)
                        .forEach(redacted -> became.get(redacted).withArray("redactedBy").add(event.version));
            }
        }
        return answer;
    }

    /** One milestone as it was announced, but for what the reader may not read. Its row is read, and no other one. */
    Response milestone(Aggregate<?, ?> aggregate, String id, int version) {
        return turns.read(() -> {
            if (version < 1 || version > existing(aggregate, id)) {
                throw new NotFoundException();
            }
            ObjectNode document = announcements.document(store.events(id, version, version).getFirst());
            if (!isAuditor()) {
                document.remove(List.of("recordedby", "recordedbysub"));
                // A short text could be guessed from the digest of its place.
                document.at("/data/taken").forEach(taken -> ((ObjectNode) taken).remove(List.of("was", "now", "page", "spans")));
            }
            if (!isAuditor() && !token.getGroups().contains("officer")) {
                withoutInternal(document.get("data"));
            }
            return personal(Response.ok(document.toString())).build();
        });
    }

    /** The version of an initiative that there is. */
    private int existing(Aggregate<?, ?> aggregate, String id) {
        int version = store.version(aggregate, id);
        if (version == 0) {
            throw new NotFoundException();
        }
        return version;
    }

    private static int after(Optional<String> cursor) {
        var place = PLACE.matcher(cursor.orElse(AFTER + 0));
        if (!place.matches()) {
            throw wrong(CURSOR, "This is not a cursor from a Link header.", "Ce n’est pas un curseur d’un en-tête Link.");
        }
        return Integer.parseInt(place.group(1));
    }

    /** A question with a parameter that is passed over would have another answer than the reader thinks. */
    static void refuseUnknown(UriInfo uri, String... known) {
        uri.getQueryParameters().keySet().stream().filter(name -> !List.of(known).contains(name)).findFirst().ifPresent(name -> {
            throw wrong(name.length() > LONGEST ? name.substring(0, LONGEST) : name,
                    "There is no such parameter; there are " + (known.length == 0 ? "none" : List.of(known)) + ".",
                    "Ce paramètre n’existe pas; " + (known.length == 0 ? "il n’y en a aucun" : "il y a " + List.of(known)) + ".");
        });
    }

    private static RuntimeException wrong(String parameter, String en, String fr) {
        return Problem.invalidQuestion(List.of(Violation.parameter(parameter, Text.of(en, fr)))).asException();
    }

    private static String tag(int version) {
        return "\"" + version + "\"";
    }

    private boolean isAuditor() {
        return token.getGroups().contains("auditor");
    }

    /** An answer that depends on who asks: nobody keeps it for others. */
    private static Response.ResponseBuilder personal(Response.ResponseBuilder answer) {
        return answer.header("Cache-Control", "private, no-store").header("Vary", "Authorization");
    }

    private void recorder(StoredEvent event, Optional<Text> lead, ObjectNode shown) {
        Optional<Text> organization = event.recordedByOrganizationEn == null ? lead
                : Optional.of(Text.of(event.recordedByOrganizationEn, Objects.requireNonNull(event.recordedByOrganizationFr)));
        RecorderRole role = RecorderRole.of(Optional.ofNullable(event.recordedByRole));
        show(role.at(organization), shown.putObject("recordedBy"));
        shown.put("recordedByRole", role.code);
        if (isAuditor()) {
            ObjectNode person = shown.putObject("recordedByPerson").put("name", event.recordedBy);
            if (event.recordedBySub != null) {
                person.put("sub", event.recordedBySub);
            }
        }
    }

    /** The organization that leads the initiative, as it was registered. */
    private Optional<Text> lead(StoredEvent registration) {
        JsonNode lead = announcements.document(registration).at("/data/leadOrganization");
        return lead.isObject() ? Optional.of(announcements.json().text(lead)) : Optional.empty();
    }

    private static void withoutInternal(JsonNode data) {
        if (data.at("/evidence/confidence").asText().equals("internalRecord") && !data.at("/evidence/released").asBoolean()) {
            ((ObjectNode) data).remove("evidence");
        }
        if (data.path("replacement").isObject()) {
            withoutInternal(data.get("replacement"));
        }
    }

    private static <S> void show(Initiative<S> state, BiConsumer<S, ObjectNode> show, ObjectNode view) {
        show.accept(state.own(), view);
        show(state.publication(), view);
    }

    private static void show(Publication publication, ObjectNode view) {
        var figures = view.putArray("figures");
        publication.figures().values().forEach(figure -> show(figure.label(), figures.addObject().put("figure", figure.figure()).putObject("label")));
        var sentences = view.putArray("sentences");
        publication.sentences().values().forEach(sentence -> show(sentence.text(), sentences.addObject().put("sentence", sentence.sentence()).putObject("text")));
    }

    private static void show(Text text, ObjectNode view) {
        view.put("en", text.en()).put("fr", text.fr());
    }
}
