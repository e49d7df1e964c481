package ca.criticalminerals.local.bench;

import ca.criticalminerals.local.Trouble;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Milestones put into the store of funding-programs at once, which tell of four years. The database stamps them as it stamps all, so they are
 * recorded in {@link #ROUNDS} moments, one after the other; the registration and the figure in the first, so that every past knows them.
 */
final class Stored {
    private static final int ROUNDS = 24;
    private static final String INSERT = """
            insert into event (stream_id, version, type, data, occurred_on, recorded_by)
            select '%1$s-' || stream, version,
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
                day, 'officer.bench'
            from generate_series(1, %2$s) stream, generate_series(%3$s, %4$s) version,
                lateral (select to_char(date '2022-01-01' + (version * 7919 + stream) %% 1500, 'YYYY-MM-DD')) as d(day)
            order by version, stream""";

    private Stored() {}

    /** Of so many initiatives, each with so many: a registration, a figure that counts projects, and approvals. */
    static void milestones(String jdbcUrl, String prefix, int initiatives, int each) {
        // As the service, and in one transaction: it is waited for, so nothing is published or declared complete before all is stored.
        String database = jdbcUrl.replaceFirst("\\?.*", "");
        String service = database.substring(database.lastIndexOf('/') + 1);
        try (var connection = DriverManager.getConnection(database, service, service); var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            int round = Math.max(2, each / ROUNDS);
            for (int from = 1; from <= each; from += round) {
                statement.execute(INSERT.formatted(prefix, initiatives, from, Math.min(each, from + round - 1)));
            }
            connection.commit();
        } catch (SQLException e) {
            throw new Trouble("The milestones could not be stored: " + e.getMessage(), "Les jalons n’ont pu être conservés.");
        }
    }

    /** When everything was registered and defined, and when the last milestone was recorded. */
    static List<Instant> recorded(String jdbcUrl) {
        try (var connection = DriverManager.getConnection(jdbcUrl);
                var rows = connection.createStatement().executeQuery("select max(recorded_at) filter (where version <= 2), max(recorded_at) from event")) {
            rows.next();
            return List.of(rows.getTimestamp(1).toInstant(), rows.getTimestamp(2).toInstant());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
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
