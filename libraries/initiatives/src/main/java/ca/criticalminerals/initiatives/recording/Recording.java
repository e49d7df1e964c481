package ca.criticalminerals.initiatives.recording;

import ca.criticalminerals.contracts.Contract;
import ca.criticalminerals.contracts.InitiativeRegistryFile;
import ca.criticalminerals.contracts.Violation;
import ca.criticalminerals.eventsourcing.LedgerCommand;
import ca.criticalminerals.eventsourcing.LedgerCommand.CorrectMilestone;
import ca.criticalminerals.eventsourcing.LedgerCommand.RecordMilestone;
import ca.criticalminerals.eventsourcing.LedgerCommand.RetractMilestone;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.Rejection;
import ca.criticalminerals.eventsourcing.store.Aggregate;
import ca.criticalminerals.eventsourcing.store.Announcements;
import ca.criticalminerals.eventsourcing.store.EventStore;
import ca.criticalminerals.eventsourcing.store.Fingerprint;
import ca.criticalminerals.eventsourcing.store.MilestoneJson;
import ca.criticalminerals.eventsourcing.store.Recorded;
import ca.criticalminerals.eventsourcing.store.StaleVersion;
import ca.criticalminerals.eventsourcing.store.WriteRequest;
import ca.criticalminerals.http.Conditions;
import ca.criticalminerals.http.Holder;
import ca.criticalminerals.http.JsonBody;
import ca.criticalminerals.http.LogContext;
import ca.criticalminerals.http.Problem;
import ca.criticalminerals.initiatives.OfInitiative;
import ca.criticalminerals.initiatives.WritersPlaces;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.ForbiddenException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/** From an officer's request to a recorded milestone: who may, is the body right, record it, answer. */
@ApplicationScoped
class Recording {
    private static final Logger LOG = Logger.getLogger(Recording.class);

    private final EventStore store;
    private final MilestoneJson json;
    private final Announcements announcements;
    private final JsonWebToken token;
    private final Clock clock;
    private final InitiativeRegistryFile registry;

    Recording(EventStore store, MilestoneJson json, Announcements announcements, JsonWebToken token, Clock clock, InitiativeRegistryFile registry) {
        this.store = store;
        this.json = json;
        this.announcements = announcements;
        this.token = token;
        this.clock = clock;
        this.registry = registry;
    }

    /** Where an aggregate lives: its kind and its path, {@code /v1/funding-programs}. */
    record Place<M extends Milestone>(Aggregate<?, M> aggregate, String path) {}

    <M extends Milestone> Response milestone(Place<M> place, String id, HttpHeaders headers, InputStream body) {
        mayWrite(id, headers);
        JsonNode asked = JsonBody.read(body);
        refuseIf(Contract.inMilestone(announcements.context(), asked));
        return record(place, id, headers, "milestone", asked,
                List.of(new RecordMilestone<>(milestone(place, id, asked, "/type"), LocalDate.now(clock))), events -> recorded(place, id, events));
    }

    /** Many milestones, recorded in their order and all or none. */
    <M extends Milestone> Response batch(Place<M> place, String id, HttpHeaders headers, InputStream body) {
        mayWrite(id, headers);
        JsonNode asked = JsonBody.readMany(body);
        refuseIf(Contract.inBatch(announcements.context(), asked));
        LocalDate today = LocalDate.now(clock);
        var commands = new ArrayList<LedgerCommand<M>>();
        for (JsonNode milestone : asked.get("milestones")) {
            commands.add(new RecordMilestone<>(milestone(place, id, milestone, "/milestones/" + commands.size() + "/type"), today));
        }
        return record(place, id, headers, "batch", asked, commands, events -> batchRecorded(place, id, events));
    }

    <M extends Milestone> Response correction(Place<M> place, String id, int version, HttpHeaders headers, InputStream body) {
        mayWrite(id, headers);
        JsonNode asked = JsonBody.read(body);
        refuseIf(Contract.inCorrection(announcements.context(), asked));
        return record(place, id, headers, "correction of " + version, asked, List.of(new CorrectMilestone<>(version,
                json.text(asked.get("reason")), milestone(place, id, asked.get("replacement"), "/replacement/type"),
                LocalDate.now(clock))), events -> recorded(place, id, events));
    }

    <M extends Milestone> Response retraction(Place<M> place, String id, int version, HttpHeaders headers, InputStream body) {
        mayWrite(id, headers);
        JsonNode asked = JsonBody.read(body);
        refuseIf(Contract.inRetraction(asked));
        return record(place, id, headers, "retraction of " + version, asked, List.of(
                new RetractMilestone<>(version, json.text(asked.get("reason")), LocalDate.now(clock))),
                events -> recorded(place, id, events));
    }

    private <M extends Milestone> Response record(Place<M> place, String id, HttpHeaders headers, String what, JsonNode asked,
            List<LedgerCommand<M>> commands, Function<List<Recorded>, Response> recorded) {
        boolean conditional = headers.getHeaderString(HttpHeaders.IF_MATCH) != null;
        OptionalInt expected = Conditions.ifMatch(headers, 0);
        var key = Conditions.idempotencyKey(headers);
        var fingerprint = key.isEmpty() ? Fingerprint.NONE : Fingerprint.of(place.path() + "/" + id + " " + what + " " + asked, place.path(), id, what, asked);
        var request = new WriteRequest(Holder.recorder(token, "officer"), expected, key, fingerprint, Conditions.trace(headers));
        try {
            var aggregate = token.getGroups().contains(Holder.WRITER) ? place.aggregate() : place.aggregate().permitting(WritersPlaces::refuse);
            if (Conditions.dryRun(headers)) {
                return preview(aggregate, id, commands, request);
            }
            var events = store.record(aggregate, id, commands, request);
            // What was recorded, when and by whom is in the store for ever; the log says it again to those who want it at once.
            LOG.debugf("recorded up to version %s", events.getLast().stored().version);
            return recorded.apply(events);
        } catch (Rejection e) {
            LOG.infof("refused: %s", e.rule());
            throw e.each(one -> located(titled(one, id), what, asked));
        } catch (StaleVersion e) {
            // Without If-Match the writer expects a new initiative; there is one, so a condition is needed.
            throw conditional ? e : conditionNeeded(headers);
        }
    }

    /** With what the recorded milestone says that is in the way; one of the same batch has no title yet. */
    private Rejection titled(Rejection rejection, String id) {
        if (rejection.milestone().isEmpty()) {
            return rejection;
        }
        int version = rejection.milestone().getAsInt();
        return store.events(id, version, version).stream().findFirst()
                .map(event -> rejection.titled(json.text(announcements.document(event).at("/data/summary")))).orElse(rejection);
    }

    /** With the pointer to its place in the body, or to the nearest place there that is not left out. */
    private static Rejection located(Rejection rejection, String what, JsonNode asked) {
        String whole = rejection.place().isPresent() ? "/milestones/" + rejection.place().getAsInt() : what.startsWith("correction") ? "/replacement" : "";
        String pointer = whole + rejection.pointer();
        while (asked.at(pointer).isMissingNode()) {
            pointer = pointer.substring(0, pointer.lastIndexOf('/'));
        }
        return rejection.in(pointer);
    }

    private static RuntimeException conditionNeeded(HttpHeaders headers) {
        Conditions.ifMatch(headers, null);
        throw new IllegalStateException("If-Match is there");
    }

    private <M extends Milestone> Response preview(Aggregate<?, M> aggregate, String id, List<LedgerCommand<M>> commands, WriteRequest request) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("recorded", false).put("subject", id);
        var would = answer.putArray("wouldRecord");
        var preview = store.preview(aggregate, id, commands, request);
        if (preview.isRepeat()) {
            answer.set("recordedBefore", versions(preview.events(), JsonNodeFactory.instance.objectNode()));
        } else {
            preview.events().forEach(event -> would.addObject().put("type", event.stored().type).set("data", announcements.data(event.event())));
        }
        return Response.ok(answer.toString()).header("Preference-Applied", "handling=validate").build();
    }

    private static ObjectNode versions(List<Recorded> events, ObjectNode answer) {
        return answer.put("firstMilestone", events.getFirst().stored().version).put("lastMilestone", events.getLast().stored().version);
    }

    private Response recorded(Place<?> place, String id, List<Recorded> events) {
        return created(place, id, events, announcements.document(events.getFirst()));
    }

    /** Where they are: a thousand documents would only be what was sent. */
    private static Response batchRecorded(Place<?> place, String id, List<Recorded> events) {
        return created(place, id, events, versions(events, JsonNodeFactory.instance.objectNode().put("subject", id).put("recorded", events.size())));
    }

    private static Response created(Place<?> place, String id, List<Recorded> events, ObjectNode answer) {
        int last = events.getLast().stored().version;
        // A path and no more: what the caller wrote into Host must not come back as an address.
        return Response.status(Response.Status.CREATED).header("Location", place.path() + "/" + id + "/milestones/" + events.getFirst().stored().version)
                .header("ETag", "\"" + last + "\"").header("Consistency-Token", id + ":" + last).entity(answer.toString()).build();
    }

    /**
     * The officer's token must name the service and the initiative, and the registry must assign the initiative to the service. The
     * token comes first: others learn nothing about the registry.
     */
    private void mayWrite(String id, HttpHeaders headers) {
        if (!Contract.isInitiative(id)) {
            throw new NotFoundException();
        }
        LogContext.of(token.getName(), id, headers);
        String service = announcements.source().substring(1);
        var initiatives = token.<Object>getClaim("initiatives");
        if (!(initiatives instanceof Iterable<?> named) || !contains(named, service + "/" + id)) {
            throw new ForbiddenException();
        }
        AssignmentCheck.refuse(registry.current(), id, service);
    }

    private static boolean contains(Iterable<?> named, String initiative) {
        for (Object one : named) {
            if (one instanceof jakarta.json.JsonString text ? text.getString().equals(initiative) : one.equals(initiative)) {
                return true;
            }
        }
        return false;
    }

    private <M extends Milestone> M milestone(Place<M> place, String id, JsonNode typed, String pointer) {
        Milestone milestone = json.milestone(typed);
        if (!place.aggregate().knows(milestone)) {
            throw Problem.invalid(pointer, "This kind of milestone does not belong to this kind of initiative.",
                    "Ce type de jalon n’appartient pas à ce type d’initiative.").asException();
        }
        if (milestone instanceof OfInitiative named) {
            named.belongsTo(id);
        }
        @SuppressWarnings("unchecked") // the aggregate knows it
        M known = (M) milestone;
        return known;
    }

    private static void refuseIf(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw Problem.invalid(violations).asException();
        }
    }
}
