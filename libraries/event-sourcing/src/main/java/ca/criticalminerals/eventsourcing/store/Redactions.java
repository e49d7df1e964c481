package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.LedgerEvent.TextRedacted;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Redaction;
import ca.criticalminerals.eventsourcing.Redaction.Taken;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.eventsourcing.store.EventTexts.Found;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * Takes texts out of the store on a legal ground. The event that says so and what it does are one transaction; the topic is then made anew
 * from the store, and the view from the topic.
 */
@ApplicationScoped
public class Redactions {
    private static final String TAKEN = "23505";
    private static final int ATTEMPTS = 16;
    private static final int ROWS = 500;

    private final DataSource database;
    private final Announcements announcements;
    private final BooleanSupplier isAhead;
    private final Consumer<String> recorded;

    @Inject
    Redactions(DataSource database, Announcements announcements, RelayLifecycle relay, EventStore store, Event<Appender.Appended> appended) {
        this(database, announcements, relay::isAhead, initiative -> {
            store.forget(initiative);
            appended.fire(new Appender.Appended());
        });
    }

    /**
     * @param isAhead  whether the topic holds events that the store has lost
     * @param recorded is given each initiative of which a text was taken out
     */
    Redactions(DataSource database, Announcements announcements, BooleanSupplier isAhead, Consumer<String> recorded) {
        this.database = database;
        this.announcements = announcements;
        this.isAhead = isAhead;
        this.recorded = recorded;
    }

    /**
     * What is to be taken out of the record of an initiative: wherever one of these texts is, or what an earlier redaction took out of a
     * store that was restored since.
     */
    public sealed interface What {
        record Texts(List<String> texts) implements What {}

        record Again(List<Taken> taken) implements What {}
    }

    /**
     * A place in which something would be taken out.
     *
     * @param times  how often
     * @param isFree whether the milestone still keeps its contract without it; a key, a code or a date cannot be taken out
     */
    public record Place(int milestone, String type, String place, int times, boolean isFree) {}

    /** The places in the record of an initiative, and the digest by which they are confirmed. */
    public record Plan(List<Place> places, String confirm) {
        /** Whether everything can be taken out. */
        public boolean isPossible() {
            return places.stream().allMatch(Place::isFree);
        }
    }

    /** A redaction that was recorded. */
    public record Entry(StoredEvent stored, Redaction redaction) {}

    /** The events of an initiative in which something was found. */
    private record Search(int version, Map<StoredEvent, List<Found>> found) {
        List<Taken> taken() {
            return found.values().stream().flatMap(List::stream).map(Found::taken).toList();
        }
    }

    /** What would be taken out; nothing is changed. */
    public Plan plan(String initiative, What what, Predicate<JsonNode> keepsContract) throws SQLException {
        return plan(search(initiative, what), keepsContract);
    }

    /**
     * Takes it out, and records that, by whom, why and on which ground.
     *
     * @param confirmed whether the plan is the one that was confirmed, and possible
     * @return empty if it is not, or nothing is there to be taken out
     */
    public Optional<Entry> redact(String initiative, What what, Redaction.Ground ground, Text reason, Recorder recorder, LocalDate today,
            Predicate<JsonNode> keepsContract, Predicate<Plan> confirmed) throws SQLException {
        if (isAhead.getAsBoolean()) {
            throw new StoreIsBehind();
        }
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var search = search(initiative, what);
            if (search.found.isEmpty() || !confirmed.test(plan(search, keepsContract))) {
                return Optional.empty();
            }
            var redaction = new Redaction(ground, reason, search.taken());
            var event = StoredEvent.of(announcements.json(), new TextRedacted<>(redaction, PartialDate.of(today)), initiative, search.version + 1, recorder);
            if (record(event, search)) {
                recorded.accept(initiative);
                return Optional.of(new Entry(event, redaction));
            }
        }
        throw new StaleVersion(0, 0);
    }

    /** The redactions of the store, in the order in which they were recorded. */
    public List<Entry> all() throws SQLException {
        var all = new ArrayList<Entry>();
        try (var connection = database.getConnection(); var select = connection.prepareStatement(RelayPosition.EVENTS + """

                where e.type = 'text-redacted' order by e.transaction_id, e.position""");
                var rows = select.executeQuery()) {
            while (rows.next()) {
                var event = RelayPosition.event(rows);
                if (announcements.json().read(event) instanceof TextRedacted<?>(var redaction, _)) {
                    all.add(new Entry(event, redaction));
                }
            }
        }
        return all;
    }

    /**
     * Where a text is still found in the tables of the database, in any column that can hold one, and in compressed pages: rows by table and
     * column. Reads everything.
     */
    public Map<String, Long> remaining(List<String> texts) throws SQLException {
        var remaining = new TreeMap<String, Long>();
        // In a column of JSON they can be written with escapes.
        var forms = new LinkedHashSet<>(texts);
        texts.forEach(text -> forms.add(TextNode.valueOf(text).toString().replaceAll("^\"|\"$", "")));
        try (var connection = database.getConnection()) {
            for (var column : columns(connection).entrySet()) {
                long rows = 0;
                try (var select = connection.prepareStatement(column.getValue())) {
                    for (String form : forms) {
                        select.setString(1, form);
                        try (var found = select.executeQuery()) {
                            found.next();
                            rows += found.getLong(1);
                        }
                    }
                }
                if (rows > 0) {
                    remaining.put(column.getKey(), rows);
                }
            }
            pages(connection, texts).forEach(remaining::put);
        }
        return remaining;
    }

    /** The columns that can hold a text, each with the question in how many rows it does. */
    private static Map<String, String> columns(Connection connection) throws SQLException {
        var columns = new TreeMap<String, String>();
        try (var select = connection.prepareStatement("""
                select table_name || '.' || column_name, format('select count(*) from %I where position(%s) > 0', table_name,
                    case data_type when 'bytea' then format('convert_to(?, ''UTF8'') in %I', column_name) else format('? in %I::text', column_name) end)
                from information_schema.columns
                where table_schema = 'public' and data_type in ('text', 'jsonb', 'bytea', 'character varying', 'ARRAY')""");
                var rows = select.executeQuery()) {
            while (rows.next()) {
                columns.put(rows.getString(1), rows.getString(2));
            }
        }
        return columns;
    }

    private Map<String, Long> pages(Connection connection, List<String> texts) throws SQLException {
        var pages = new TreeMap<String, Long>();
        try (var select = connection.prepareStatement(RelayPosition.EVENTS + " where e.type = 'edition-published'"); var rows = select.executeQuery()) {
            while (rows.next()) {
                long found = new EventTexts(RelayPosition.event(rows)).containing(texts).stream().filter(one -> EventTexts.isPage(one.taken().place())).count();
                if (found > 0) {
                    pages.merge("event.pages", found, Long::sum);
                }
            }
        }
        return pages;
    }

    /** Does again what the redactions among these events did, in a store that was restored to a point before them. */
    static void repeat(Connection connection, MilestoneJson json, List<StoredEvent> events) throws SQLException {
        for (var event : events) {
            if (event.type.equals(MilestoneJson.REDACTED) && json.read(event) instanceof TextRedacted<?>(var redaction, _)) {
                var found = new ArrayList<Found>();
                for (var stored : events(connection, event.streamId)) {
                    var texts = new EventTexts(stored);
                    redaction.taken().stream().filter(taken -> taken.milestone() == stored.version).map(texts::again).flatMap(Optional::stream).forEach(found::add);
                }
                apply(connection, event.streamId, event.version, found, true);
            }
        }
    }

    private Search search(String initiative, What what) throws SQLException {
        try (var connection = database.getConnection()) {
            var found = new LinkedHashMap<StoredEvent, List<Found>>();
            int version = 0;
            for (var event : events(connection, initiative)) {
                version = event.version;
                var texts = new EventTexts(event);
                var there = switch (what) {
                    case What.Texts(var asked) -> texts.containing(asked);
                    case What.Again(var taken) -> taken.stream().filter(one -> one.milestone() == event.version).map(texts::again).flatMap(Optional::stream).toList();
                };
                if (!there.isEmpty()) {
                    found.put(event, there);
                }
            }
            return new Search(version, found);
        }
    }

    private static List<StoredEvent> events(Connection connection, String initiative) throws SQLException {
        try (var select = connection.prepareStatement(RelayPosition.EVENTS + " where e.stream_id = ? order by e.version")) {
            select.setFetchSize(ROWS);
            select.setString(1, initiative);
            try (var rows = select.executeQuery()) {
                var events = new ArrayList<StoredEvent>();
                while (rows.next()) {
                    events.add(RelayPosition.event(rows));
                }
                return events;
            }
        }
    }

    private Plan plan(Search search, Predicate<JsonNode> keepsContract) {
        var digest = StrayRecord.digest();
        var places = new ArrayList<Place>();
        search.found.forEach((event, found) -> found.forEach(one -> {
            digest.update((one.taken().milestone() + one.taken().place() + one.taken().was() + one.taken().now() + "\n").getBytes(StandardCharsets.UTF_8));
            places.add(new Place(event.version, event.type, one.taken().place(), one.taken().spans().size(), keepsContract.test(without(event, one))));
        }));
        return new Plan(List.copyOf(places), HexFormat.of().formatHex(digest.digest()));
    }

    /** What would be announced of the event without the text. */
    private JsonNode without(StoredEvent event, Found found) {
        ObjectNode document = announcements.document(event);
        var pointer = JsonPointer.compile(found.taken().place());
        JsonNode parent = document.at(pointer.head());
        if (parent instanceof ArrayNode array) {
            array.set(pointer.last().getMatchingIndex(), found.value());
        } else {
            ((ObjectNode) parent).put(pointer.last().getMatchingProperty(), found.value());
        }
        return document;
    }

    /** False, with nothing changed, if something else was recorded meanwhile. */
    private boolean record(StoredEvent event, Search search) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                insert(connection, event);
                apply(connection, event.streamId, event.version, search.found.values().stream().flatMap(List::stream).toList(), false);
                connection.commit();
                return true;
            } catch (SQLException e) {
                connection.rollback();
                if (TAKEN.equals(e.getSQLState())) {
                    return false;
                }
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static void insert(Connection connection, StoredEvent event) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into event (stream_id, version, type, data, occurred_on, recorded_by, recorded_by_sub, recorded_by_role,
                    recorded_by_organization_en, recorded_by_organization_fr) values (?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?)
                returning event_id, recorded_at, transaction_id::text, position""")) {
            insert.setString(1, event.streamId);
            insert.setInt(2, event.version);
            insert.setString(3, event.type);
            insert.setString(4, event.data);
            insert.setString(5, event.occurredOn);
            insert.setString(6, event.recordedBy);
            insert.setString(7, event.recordedBySub);
            insert.setString(8, event.recordedByRole);
            insert.setString(9, event.recordedByOrganizationEn);
            insert.setString(10, event.recordedByOrganizationFr);
            try (var rows = insert.executeQuery()) {
                rows.next();
                event.eventId = rows.getObject(1, UUID.class);
                event.recordedAt = rows.getTimestamp(2).toInstant();
                event.transactionId = rows.getString(3);
                event.position = rows.getLong(4);
            }
        }
    }

    /** The database takes out itself what the event names; only pages, which it cannot read, are given to it. */
    private static void apply(Connection connection, String initiative, int version, List<Found> found, boolean again) throws SQLException {
        ArrayNode pages = JsonNodeFactory.instance.arrayNode();
        found.stream().filter(one -> EventTexts.isPage(one.taken().place())).sorted(Comparator.comparing(one -> one.taken().milestone()))
                .forEach(one -> pages.addObject().put("milestone", one.taken().milestone()).put("place", one.taken().place()).put("value", one.value()));
        try (var redact = connection.prepareStatement("select redact(?, ?, ?::jsonb, ?)")) {
            redact.setString(1, initiative);
            redact.setInt(2, version);
            redact.setString(3, pages.toString());
            redact.setBoolean(4, again);
            redact.execute();
        }
    }
}
