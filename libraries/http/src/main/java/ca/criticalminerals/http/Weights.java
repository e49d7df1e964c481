package ca.criticalminerals.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What a header of preferences lists, with its weights (RFC 9110, 12.4.2). What is not of its grammar counts as not there. */
public final class Weights {
    private static final Pattern WEIGHT = Pattern.compile("0(?:\\.[0-9]{0,3})?+|1(?:\\.0{0,3})?+");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9a-z/-]++");

    private Weights() {}

    /** Each name in lower case with its weight, in the order of the header; of one that is there twice the greater weight. */
    public static Map<String, Double> of(List<String> values) {
        var weights = new LinkedHashMap<String, Double>();
        for (String value : values) {
            for (String element : value.toLowerCase(Locale.ROOT).split(",", -1)) {
                String[] parts = element.split(";", -1);
                String name = parts[0].strip();
                double weight = weight(parts);
                if (weight >= 0 && NAME.matcher(name).matches()) {
                    weights.merge(name, weight, Math::max);
                }
            }
        }
        return weights;
    }

    /** The weight of a name that is listed, by itself or by the first of the wildcards that is; otherwise {@code unlisted}. */
    public static double weight(Map<String, Double> weights, String name, double unlisted, String... wildcards) {
        Double weight = weights.get(name);
        for (int i = 0; weight == null && i < wildcards.length; i++) {
            weight = weights.get(wildcards[i]);
        }
        return weight == null ? unlisted : weight;
    }

    /** 1 without a weight, -1 for one that is none. */
    private static double weight(String... parts) {
        double weight = 1;
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                weight = WEIGHT.matcher(parameter.substring(2)).matches() ? Double.parseDouble(parameter.substring(2)) : -1;
            }
        }
        return weight;
    }
}
