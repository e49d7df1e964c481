package ca.criticalminerals.local.bench;

import ca.criticalminerals.local.Trouble;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;

/** Many milestones at once: published from the store, projected, rebuilt. */
final class Million {
    private static final int INITIATIVES = 40;

    private final Lab lab;

    Million(Lab lab) {
        this.lab = lab;
    }

    void run(int events) {
        int each = events / INITIATIVES;
        long before = lab.announced();
        lab.system.service("strategy-progress").freeze();
        double stored = Lab.seconds(() -> store(each));
        System.out.printf("stored %d in %.1f s (%.0f/s)%n", events, stored, events / stored);
        double published = Lab.seconds(() -> until(() -> lab.announced() >= before + (long) each * INITIATIVES));
        System.out.printf("published %.1f s (%.0f/s)%n", published, events / published);
        lab.system.service("strategy-progress").resume();
        double projected = Lab.seconds(() -> until(() -> lab.projected() >= lab.announced()));
        System.out.printf("projected %.1f s (%.0f/s)%n", projected, events / projected);
        double visible = Lab.seconds(() -> until(() -> lab.includes("bulk-" + INITIATIVES + ":" + each)));
        System.out.printf("visible after another %.1f s%n", visible);
        double rebuilt = Lab.seconds(() -> {
            lab.rebuild();
            until(() -> !lab.rebuildState().equals("running"));
        });
        System.out.printf("rebuilt %.1f s (%.0f/s) %s%n", rebuilt, events / rebuilt, lab.rebuildState());
    }

    /** As if an officer had recorded them: one registration, one figure, and approvals of projects, all at once. */
    private void store(int each) {
        try (var connection = DriverManager.getConnection(lab.system.superuserJdbcUrl("funding_programs"));
                var statement = connection.createStatement()) {
            statement.execute("""
                    insert into event (stream_id, version, event_id, type, data, occurred_on, recorded_at, recorded_by)
                    select 'bulk-' || stream, version, gen_random_uuid(),
                        case version when 1 then 'program-registered' when 2 then 'figure-defined' else 'project-approved' end,
                        (case version
                            when 1 then '{"names": {"name": {"en": "Bulk", "fr": "Vrac"}}, "theme": "produce", "leadOrganization":
                                {"en": "Bench", "fr": "Banc"}, "standing": "active"'
                            when 2 then '{"figure": "bulk-' || stream || '.projects", "label": {"en": "Projects", "fr": "Projets"},
                                "unit": "count", "counts": {"what": "projects"}'
                            else '{"project": "p-' || version || '", "title": {"en": "A road", "fr": "Une route"}, "projects": 1,
                                "jurisdictions": ["BC"], "minerals": ["COPPER"], "amount": {"amount": "75000.00", "currency": "CAD",
                                "kind": "contribution", "upTo": true}'
                        end || ', "occurredOn": "' || day || '", "evidence": {"source": "bench", "confidence": "unverified"}}')::jsonb,
                        day, now(), 'officer.bench'
                    from generate_series(1, %1$d) stream, generate_series(1, %2$d) version,
                        lateral (select to_char(date '2022-01-01' + (version * 7919 + stream) %% 1500, 'YYYY-MM-DD')) as d(day)
                    order by version, stream""".formatted(INITIATIVES, each));
        } catch (SQLException e) {
            throw new Trouble("The milestones could not be stored: " + e.getMessage(), "Les jalons n’ont pu être conservés.");
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void until(Condition condition) {
        long latest = System.nanoTime() + 300_000_000_000L;
        while (!condition.holds()) {
            if (System.nanoTime() > latest) {
                throw new Trouble("A leg did not end in five minutes.", "Une étape n’a pas pris fin en cinq minutes.");
            }
            LockSupport.parkNanos(20_000_000);
        }
    }
}
