package ca.criticalminerals.local.faults;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What one officer knows of the one initiative that is theirs, and what they record next. */
final class Desk {
    private static final String EVIDENCE = "\"evidence\": {\"source\": \"File 7\", \"confidence\": \"internalRecord\"}";

    private final String initiative;
    private final String bearer;
    private final Random random;
    private final List<Project> projects = new ArrayList<>();
    private int version;
    private int commands;

    private static final class Project {
        private final String id;
        private final int version;
        private boolean signed;

        Project(String id, int version) {
            this.id = id;
            this.version = version;
        }
    }

    Desk(String initiative, String bearer, Random random) {
        this.initiative = initiative;
        this.bearer = bearer;
        this.random = random;
    }

    String initiative() {
        return initiative;
    }

    String bearer() {
        return bearer;
    }

    Random random() {
        return random;
    }

    /** The next thing to record: first the program and its figure, then mostly projects, and corrections of them. */
    Command next() {
        commands++;
        return switch (version) {
            case 0 -> command("milestones", "0", """
                    {"type": "program-registered", "names": {"name": {"en": "Program %1$s", "fr": "Programme %1$s"}}, "theme": "produce",
                     "leadOrganization": {"en": "Department", "fr": "Ministère"}, "standing": "active", "occurredOn": "2022", %2$s}"""
                    .formatted(initiative, EVIDENCE));
            case 1 -> command("milestones", "1", """
                    {"type": "figure-defined", "figure": "%s.projects", "label": {"en": "Projects", "fr": "Projets"}, "unit": "count",
                     "counts": {"what": "projects"}, "occurredOn": "2022", %s}""".formatted(initiative, EVIDENCE));
            default -> later();
        };
    }

    /** It was recorded at this version. */
    void recorded(Command command, int at) {
        version = at;
        if (command.body().contains("\"project-approved\"") && command.path().equals("milestones")) {
            projects.add(new Project("p-" + commands, at));
        }
    }

    private Command later() {
        Project project = projects.isEmpty() ? null : projects.get(random.nextInt(projects.size()));
        int what = project == null ? 0 : random.nextInt(10);
        return switch (what) {
            case 6, 7 -> {
                project.signed = true;
                yield current("milestones", """
                        {"type": "agreement-signed", "project": "%s", "amount": %s, "occurredOn": "2025-0%s", %s}"""
                        .formatted(project.id, money(), 1 + random.nextInt(9), EVIDENCE));
            }
            case 8 -> current("milestones/" + project.version + "/correction", """
                    {"reason": {"en": "Misread", "fr": "Mal lu"}, "replacement": %s}""".formatted(approval(project.id)));
            case 9 -> project.signed ? approve() : retraction(project);
            default -> approve();
        };
    }

    private Command retraction(Project project) {
        projects.remove(project);
        return current("milestones/" + project.version + "/retraction", """
                {"reason": {"en": "Recorded twice", "fr": "Consigné deux fois"}}""");
    }

    /** One more project. */
    Command project() {
        commands++;
        return approve();
    }

    private Command approve() {
        return current("milestones", approval("p-" + commands));
    }

    private String approval(String project) {
        return """
                {"type": "project-approved", "project": "%s", "title": {"en": "A road", "fr": "Une route"}, "projects": 1,
                 "jurisdictions": ["BC"], "minerals": ["COPPER"], "occurredOn": "%s", "amount": %s, %s}"""
                .formatted(project, LocalDate.of(2024, 1 + random.nextInt(12), 1 + random.nextInt(28)), money(), EVIDENCE);
    }

    private String money() {
        return "{\"amount\": \"%s.00\", \"currency\": \"CAD\", \"kind\": \"contribution\", \"upTo\": false}"
                .formatted(10_000 + random.nextInt(1_000_000));
    }

    private Command current(String path, String body) {
        return command(path, "\"" + version + "\"", body);
    }

    private Command command(String path, String ifMatch, String body) {
        String quoted = ifMatch.startsWith("\"") ? ifMatch : "\"" + ifMatch + "\"";
        return new Command(initiative, path, quoted, body, initiative + ":" + commands, bearer);
    }
}
