package ca.criticalminerals.local.simulation;

import ca.criticalminerals.eventsourcing.LedgerCommand;
import ca.criticalminerals.eventsourcing.LedgerEvent;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.eventsourcing.store.StoredEvent;
import ca.criticalminerals.funding.FundingBeans;
import ca.criticalminerals.funding.domain.FundingProgramMilestone.ProjectApproved;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What officers ask for in a simulated history, as far as it makes sense after what they have read. */
final class Commands {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate TODAY = LocalDate.parse("2026-06-30");
    private static final String EVIDENCE = "\"evidence\": {\"source\": \"File 7\", \"confidence\": \"internalRecord\"}";
    private static final Text REASON = Text.of("Misread", "Mal lu");
    private static final int MOST_READ = 5_000;
    /** What has been read of a stored event; each is read many times. */
    private static final Map<StoredEvent, LedgerEvent<Milestone>> READ = new IdentityHashMap<>();

    enum Wish { APPROVE, APPROVE_ANOTHER, SIGN, CORRECT, RETRACT }

    private Commands() {}

    @SuppressWarnings("unchecked") // the streams of a simulation hold milestones of funding programs only
    static LedgerEvent<Milestone> event(StoredEvent stored) {
        if (READ.size() > MOST_READ) {
            READ.clear();
        }
        return READ.computeIfAbsent(stored, FundingBeans.JSON::read);
    }

    static LedgerCommand<Milestone> command(Wish wish, String stream, String key,
            List<LedgerEvent<Milestone>> events, Random random) {
        if (events.isEmpty()) {
            return record("""
                    {"type": "program-registered", "names": {"name": {"en": "Program", "fr": "Programme"}}, "theme": "produce",
                     "leadOrganization": {"en": "Department", "fr": "Ministère"}, "standing": "active", "occurredOn": "2022", %s}"""
                    .formatted(EVIDENCE));
        }
        if (events.size() == 1) {
            return record("""
                    {"type": "figure-defined", "figure": "%s.projects", "label": {"en": "Projects", "fr": "Projets"}, "unit": "count",
                     "counts": {"what": "projects"}, "occurredOn": "2022", %s}""".formatted(stream, EVIDENCE));
        }
        var approved = new ArrayList<Integer>();
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof LedgerEvent.MilestoneRecorded<Milestone>(ProjectApproved _)) {
                approved.add(i + 1);
            }
        }
        int version = approved.isEmpty() ? 0 : approved.get(random.nextInt(approved.size()));
        return version == 0 ? record(approval(key, random)) : switch (wish) {
            case APPROVE, APPROVE_ANOTHER -> record(approval(key, random));
            case SIGN -> record("""
                    {"type": "agreement-signed", "project": "%s", "amount": %s, "occurredOn": "2025-03", %s}"""
                    .formatted(project(events, version), money(random), EVIDENCE));
            case CORRECT -> new LedgerCommand.CorrectMilestone<>(version, REASON, milestone(approval(project(events, version), random)), TODAY);
            case RETRACT -> new LedgerCommand.RetractMilestone<>(version, REASON, TODAY);
        };
    }

    private static String project(List<LedgerEvent<Milestone>> events, int version) {
        return ((ProjectApproved) ((LedgerEvent.MilestoneRecorded<Milestone>) events.get(version - 1)).milestone()).project();
    }

    private static String approval(String project, Random random) {
        return """
                {"type": "project-approved", "project": "%s", "title": {"en": "A road", "fr": "Une route"}, "projects": 1,
                 "jurisdictions": ["BC"], "minerals": ["COPPER"], "occurredOn": "%s", "amount": %s, %s}"""
                .formatted(project, YearMonth.of(2024, 1 + random.nextInt(12)), money(random), EVIDENCE);
    }

    private static String money(Random random) {
        return "{\"amount\": \"%s.00\", \"currency\": \"CAD\", \"kind\": \"contribution\", \"upTo\": false}".formatted(10_000 + random.nextInt(90_000));
    }

    private static LedgerCommand<Milestone> record(String milestone) {
        return new LedgerCommand.RecordMilestone<>(milestone(milestone), TODAY);
    }

    private static Milestone milestone(String json) {
        try {
            return FundingBeans.JSON.milestone(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
