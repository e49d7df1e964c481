package ca.criticalminerals.http;

import jakarta.enterprise.context.RequestScoped;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a command was about, for its line in the audit log: numbers, ids and instants, never a text that somebody wrote. */
@RequestScoped
public class AuditedValues {
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9.:_-]{1,100}");

    private final Map<String, String> values = new TreeMap<>();

    /** Notes a value; one that could be a text is left out. */
    public void about(String name, Object value) {
        String text = value.toString();
        if (VALUE.matcher(text).matches()) {
            values.put(name, text);
        }
    }

    Map<String, String> all() {
        return values;
    }
}
