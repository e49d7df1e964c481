package ca.criticalminerals.progress.page;

import ca.criticalminerals.contracts.Violation;
import ca.criticalminerals.eventsourcing.Text;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/**
 * One page of a long table.
 *
 * @param page from 1
 */
record Paged(int page) {
    /** How many rows a page has at most. */
    static final int ROWS = 100;
    static final Paged FIRST = new Paged(1);
    private static final String NAME = "page";

    /** The page in the query; what is wrong with it is added to the violations. */
    static Paged of(UriInfo uri, List<Violation> violations) {
        String text = uri.getQueryParameters().getFirst(NAME);
        if (text == null || text.isEmpty()) {
            return FIRST;
        }
        if (!text.matches("[1-9]\\d{0,5}")) {
            violations.add(Violation.parameter(NAME, Text.of("This is a whole number from 1 on.", "C’est un nombre entier, à partir de 1.")));
            return new Paged(1);
        }
        return new Paged(Integer.parseInt(text));
    }

    <T> List<T> of(List<T> all) {
        int from = Math.min(all.size(), (page - 1) * ROWS);
        return all.subList(from, Math.min(all.size(), from + ROWS));
    }

    /** Whether there is such a page of a table with so many rows. */
    boolean isOf(int rows) {
        return page == 1 || (page - 1) * ROWS < rows;
    }

    /** The address of the page of a table, which may have a query already. */
    String on(String path) {
        return page == 1 ? path : path + (path.contains("?") ? "&" : "?") + NAME + "=" + page;
    }

    /** The page before; empty on the first one. */
    String previous(String path) {
        return page == 1 ? "" : new Paged(page - 1).on(path);
    }

    /** The page behind; empty on the last one. */
    String next(String path, int rows) {
        return page * ROWS < rows ? new Paged(page + 1).on(path) : "";
    }
}
