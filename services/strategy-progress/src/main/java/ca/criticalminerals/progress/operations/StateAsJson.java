package ca.criticalminerals.progress.operations;

import ca.criticalminerals.progress.api.Json;
import ca.criticalminerals.progress.domain.Edition;
import ca.criticalminerals.progress.projection.Rebuild;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** How it stands, as JSON. */
final class StateAsJson {
    private StateAsJson() {}

    static ObjectNode of(State state) {
        ObjectNode json = Json.object().put("at", state.at().toString()).put("service", "strategy-progress").put("instance", state.instance())
                .put("version", state.version()).put("startedAt", state.startedAt().toString())
                .put("uptimeSeconds", Duration.between(state.startedAt(), state.at()).toSeconds()).put("generation", state.view().generation());
        json.putObject("database").put("answers", state.stored().isPresent());
        services(json.putObject("services"), state);
        state.stored().ifPresent(stored -> {
            json.putObject("broker").put("answers", stored.brokerAnswers());
            json.putObject("reading").put("here", state.readsHere()).put("instance", stored.reader().orElse(null));
            var topics = json.putArray("topics");
            stored.topics().forEach(topic -> topics.addObject().put("topic", topic.topic()).put("next", topic.next())
                    .put("end", topic.end().orElse(null)).put("behind", topic.behind().orElse(null)));
            var counts = stored.counts();
            json.putObject("parked").put("initiatives", counts.initiatives()).put("held", counts.held()).put("foreign", counts.foreign())
                    .put("refused", counts.refused()).put("setAside", counts.setAside());
            json.set("rebuild", of(stored.rebuild()));
        });
        state.newest().ifPresentOrElse(edition -> edition(json.putObject("newestEdition"), edition, state), () -> json.putNull("newestEdition"));
        return json;
    }

    private static void services(ObjectNode json, State state) {
        var lag = state.view().lag(state.at());
        state.view().sources().forEach((source, through) -> json.putObject(source.substring(1))
                .put("completeThrough", through.map(Object::toString).orElse(null))
                .put("lagSeconds", lag.get(source).map(Duration::toSeconds).orElse(null)).put("silent", state.view().silent().contains(source)));
    }

    private static void edition(ObjectNode json, Edition edition, State state) {
        json.put("number", edition.number()).put("asOf", edition.asOf().toString()).put("publishedAt", edition.announced().recordedAt().toString())
                .put("ageSeconds", Duration.between(edition.announced().recordedAt(), state.at()).toSeconds());
    }

    static ObjectNode of(Rebuild.Status status) {
        ObjectNode json = Json.object().put("state", status.state().word);
        if (status.number() == 0) {
            return json;
        }
        json.put("number", status.number()).put("askedBy", status.askedBy()).put("askedAt", status.askedAt().toString())
                .put("since", status.since().toString()).put("records", status.records()).put("behind", status.behind())
                .put("switch", status.whenEqual() ? "whenEqual" : "whenDecided");
        status.instance().ifPresent(instance -> json.put("instance", instance));
        status.decision().ifPresent(decision -> json.put("decision", decision.word));
        status.decidedBy().ifPresent(by -> json.put("decidedBy", by));
        status.reason().ifPresent(reason -> Json.put(json, "reason", reason));
        if (!status.problem().isEmpty()) {
            json.put("problem", status.problem());
        }
        return json.put("compared", status.comparison().isPresent());
    }
}
