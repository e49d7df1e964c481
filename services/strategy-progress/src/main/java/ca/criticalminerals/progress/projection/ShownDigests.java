package ca.criticalminerals.progress.projection;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Digests of what is shown, for comparisons with what the services have stored. The database computes them. */
@ApplicationScoped
public class ShownDigests {
    private final DataSource database;

    ShownDigests(DataSource database) {
        this.database = database;
    }

    /**
     * The documents of an initiative in one number.
     *
     * @param source the service that its first document names
     * @param sha256 of the SHA-256 of each document, in the order of versions; hexadecimal
     */
    public record Digest(String initiative, String source, int milestones, String sha256) {}

    /** Of the initiatives behind one, in alphabetical order; so many at most. */
    public List<Digest> after(String initiative, int most) throws SQLException {
        try (var connection = database.getConnection(); var select = connection.prepareStatement("""
                with page as (
                    select initiative from milestone join projection using (generation) where initiative collate "C" > ?
                    group by initiative order by initiative collate "C" limit ?)
                select m.initiative, count(*), encode(sha256(string_agg(sha256(convert_to(m.document, 'UTF8')), ''::bytea order by m.version)), 'hex'),
                    (select f.document::jsonb ->> 'source' from milestone f join projection using (generation) where f.initiative = m.initiative
                        order by f.version limit 1)
                from milestone m join projection using (generation) join page using (initiative)
                group by m.initiative order by m.initiative collate "C"
                """)) {
            select.setString(1, initiative);
            select.setInt(2, most);
            try (var rows = select.executeQuery()) {
                var digests = new ArrayList<Digest>();
                while (rows.next()) {
                    digests.add(new Digest(rows.getString(1), rows.getString(4), rows.getInt(2), rows.getString(3)));
                }
                return digests;
            }
        }
    }

    /** SHA-256 of each document of an initiative, by version. */
    public Map<Integer, String> of(String initiative) throws SQLException {
        try (var connection = database.getConnection(); var select = connection.prepareStatement("""
                select version, encode(sha256(convert_to(document, 'UTF8')), 'hex') from milestone join projection using (generation) where initiative = ?""")) {
            select.setString(1, initiative);
            try (var rows = select.executeQuery()) {
                var versions = new TreeMap<Integer, String>();
                while (rows.next()) {
                    versions.put(rows.getInt(1), rows.getString(2));
                }
                return versions;
            }
        }
    }
}
