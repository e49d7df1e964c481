package ca.criticalminerals.local.faults;

import ca.criticalminerals.progress.api.Json;
import ca.criticalminerals.progress.domain.History;
import ca.criticalminerals.progress.domain.Milestone;
import ca.criticalminerals.progress.projection.Announced;
import ca.criticalminerals.progress.projection.Unreadable;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What readers must see of an initiative: the pure fold of its milestones. */
final class Expected {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PASTS = 2;

    private final List<Milestone> milestones;

    private Expected(List<Milestone> milestones) {
        this.milestones = milestones;
    }

    /** A question to the view, and its answer; null if the initiative was not known then. */
    record Question(String query, JsonNode answer) {}

    static Expected of(List<byte[]> documents) {
        try {
            var milestones = new ArrayList<Milestone>();
            for (byte[] document : documents) {
                milestones.add(Announced.milestone(Announced.json(document)));
            }
            return new Expected(milestones);
        } catch (Unreadable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Today as known now, and some days of the past as known at some instant of the past. */
    List<Question> questions(Random random) {
        var questions = new ArrayList<Question>();
        LocalDate today = LocalDate.now(History.CANADA);
        questions.add(new Question("?asOf=" + today, answer(today, Instant.MAX)));
        for (int i = 0; i < PASTS; i++) {
            LocalDate asOf = today.minusDays(random.nextInt(1_000));
            Instant knownAt = milestones.get(random.nextInt(milestones.size())).recordedAt();
            questions.add(new Question("?asOf=" + asOf + "&knownAt=" + knownAt, answer(asOf, knownAt)));
        }
        return questions;
    }

    /** Without what says when and how complete the answer is. */
    static JsonNode withoutEnvelope(JsonNode answer) {
        return ((ObjectNode) answer).without(List.of("asOf", "knownAt", "provisional", "completeThrough", "behind", "held"));
    }

    private JsonNode answer(LocalDate asOf, Instant knownAt) {
        var initiative = History.of(milestones).at(asOf, knownAt);
        try {
            // Read back from text: numbers compare as they are written.
            return initiative.isEmpty() ? NullNode.instance : JSON.readTree(Json.initiative(initiative.get(), true).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
