package ca.criticalminerals.progress.page.picture;

import ca.criticalminerals.progress.domain.Figure;
import ca.criticalminerals.progress.domain.Initiative;
import ca.criticalminerals.progress.domain.Jurisdiction;
import ca.criticalminerals.progress.domain.Outline;
import ca.criticalminerals.progress.domain.Strategy;
import ca.criticalminerals.progress.page.Language;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Canada as one tile for each province and territory, about where it lies, the darker the more projects are there.
 *
 * @param places  those where there are projects, most projects first, as the table shows them
 * @param notSaid the projects of which no source says where they are
 */
public record TileMap(List<Tile> tiles, List<Place> places, Optional<Place> notSaid) {
    private static final int SIDE = 80;
    private static final int SHADES = 4;
    private static final List<String> ROWS = List.of(
            "YT NT NU .. .. .. .. ..", "BC AB SK MB ON QC .. NL", ".. .. .. .. .. .. NB PE", ".. .. .. .. .. .. .. NS");

    /** A tile at its place in the picture; without a value where there is no project. */
    public record Tile(String code, int x, int y, int shade, String label, String value, String link) {
        /** Whether the value needs a smaller print to stay on the tile. */
        public boolean isLong() {
            return value.length() > 4;
        }
    }

    /** A figure of the table. */
    public record Place(String label, String value, String link) {}

    static TileMap of(List<Initiative> initiatives, Language l, Function<String, String> link) {
        Map<String, Figure> figures = Strategy.places(initiatives);
        figures.values().removeIf(figure -> figure.number().orElse(BigDecimal.ZERO).signum() <= 0);
        Optional<Place> notSaid = Optional.ofNullable(figures.remove("place." + Outline.NOT_SAID)).map(figure -> place(figure, l, link));
        BigDecimal most = figures.values().stream().map(figure -> figure.number().orElseThrow()).max(Comparator.naturalOrder()).orElse(BigDecimal.ONE);
        var tiles = Arrays.stream(Jurisdiction.values()).map(Jurisdiction::name).map(code -> tile(code, figures.get("place." + code), most, l, link)).toList();
        var places = figures.values().stream().sorted(Comparator.comparing((Figure figure) -> figure.number().orElseThrow()).reversed()
                .thenComparing(Figure::id)).map(figure -> place(figure, l, link)).toList();
        return new TileMap(tiles, places, notSaid);
    }

    private static Tile tile(String code, Figure figure, BigDecimal most, Language l, Function<String, String> link) {
        String row = ROWS.stream().filter(codes -> codes.contains(code)).findFirst().orElseThrow();
        int x = row.indexOf(code) / 3 * SIDE;
        int y = ROWS.indexOf(row) * SIDE;
        if (figure == null) {
            return new Tile(code, x, y, 0, "", "", "");
        }
        int shade = 1 + Bar.of(figure.number().orElseThrow(), most).length() * (SHADES - 1) / 1000;
        return new Tile(code, x, y, shade, l.of(figure.label()), l.value(figure), link.apply(figure.id()));
    }

    private static Place place(Figure figure, Language l, Function<String, String> link) {
        return new Place(l.of(figure.label()), l.value(figure), link.apply(figure.id()));
    }
}
