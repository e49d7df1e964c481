package ca.criticalminerals.local.bench;

import ca.criticalminerals.local.Trouble;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Milestones put into the store of funding-programs at once, as if officers had recorded them over four years; the registration
 * and the figure on the first day, so that every past knows them.
 */
final class Stored {
    // As a replica: the trigger that sets the record time of what a service records is off.
    private static final String INSERT = """
            set session_replication_role = replica;
            insert into event (stream_id, version, event_id, type, data, occurred_on, recorded_at, recorded_by)
            select '%1$s-' || stream, version, gen_random_uuid(),
                case version when 1 then 'program-registered' when 2 then 'figure-defined' else 'project-approved' end,
                (case version
                    when 1 then '{"names": {"name": {"en": "Bench", "fr": "Banc"}}, "theme": "produce", "leadOrganization":
                        {"en": "Bench", "fr": "Banc"}, "standing": "active"'
                    when 2 then '{"figure": "%1$s-' || stream || '.projects", "label": {"en": "Projects", "fr": "Projets"},
                        "unit": "count", "counts": {"what": "projects"}'
                    else '{"project": "p-' || version || '", "title": {"en": "A road", "fr": "Une route"}, "projects": 1,
                        "jurisdictions": ["BC"], "minerals": ["COPPER"], "amount": {"amount": "75000.00", "currency": "CAD",
                        "kind": "contribution", "upTo": true}'
                end || ', "occurredOn": "' || day || '", "evidence": {"source": "bench", "confidence": "unverified"}}')::jsonb,
                day, timestamptz '2022-01-01T00:00:00Z' + interval '1500 days' * greatest(version - 2, 0) / %3$d, 'officer.bench'
            from generate_series(1, %2$d) stream, generate_series(1, %3$d) version,
                lateral (select to_char(date '2022-01-01' + (version * 7919 + stream) %% 1500, 'YYYY-MM-DD')) as d(day)
            order by version, stream""";

    private Stored() {}

    /** Of so many initiatives, each with so many: a registration, a figure that counts projects, and approvals. */
    static void milestones(String jdbcUrl, String prefix, int initiatives, int each) {
        try (var connection = DriverManager.getConnection(jdbcUrl); var statement = connection.createStatement()) {
            statement.execute(INSERT.formatted(prefix, initiatives, each));
        } catch (SQLException e) {
            throw new Trouble("The milestones could not be stored: " + e.getMessage(), "Les jalons n’ont pu être conservés.");
        }
    }

    /** Whether the relay has published all that is stored. */
    static boolean isPublished(String jdbcUrl) {
        try (var connection = DriverManager.getConnection(jdbcUrl);
                var rows = connection.createStatement().executeQuery("""
                        select coalesce((select e.position from event e order by e.transaction_id desc, e.position desc limit 1), 0)
                            = c.position from relay_checkpoint c""")) {
            rows.next();
            return rows.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
