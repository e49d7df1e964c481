package ca.criticalminerals.http;

import ca.criticalminerals.contracts.Contract;
import ca.criticalminerals.contracts.Violation;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.eventsourcing.store.Recorder;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** The holder of a token: what it says of them is announced with what they record, so it obeys the same contract. */
public final class Holder {
    /** The role of who loads data that others have collected. */
    private static final String LOADER = "loader";
    /** The role of who writes the report. */
    public static final String WRITER = "writer";
    private static final String ORGANIZATION = "organization";

    private Holder() {}

    /** The person who records with the token, in a role that its endpoint needs or in a narrower one that the token names. */
    public static Recorder recorder(JsonWebToken token, String needed) {
        Set<String> roles = token.getGroups();
        String role = needed.equals("officer") && roles.contains(LOADER) ? LOADER
                : needed.equals("officer") && roles.contains(WRITER) ? WRITER : needed;
        return new Recorder(token.getName(), Optional.ofNullable(token.getSubject()), Optional.of(role), organization(token));
    }

    private static Optional<Text> organization(JsonWebToken token) {
        return token.<Object>getClaim(ORGANIZATION) instanceof Map<?, ?> names
                ? Optional.of(Text.of(text(names.get("en")), text(names.get("fr")))) : Optional.empty();
    }

    /** What of the claims breaks the contract of what is announced; empty if all can be recorded. */
    static List<Violation> violations(JsonWebToken token) {
        var violations = new ArrayList<Violation>();
        check("/upn", token.getName(), violations);
        if (token.getSubject() != null) {
            check("/sub", token.getSubject(), violations);
        }
        Object organization = token.getClaim(ORGANIZATION);
        if (organization instanceof Map<?, ?> names) {
            check("/organization/en", text(names.get("en")), violations);
            check("/organization/fr", text(names.get("fr")), violations);
        } else if (organization != null) {
            violations.add(new Violation("/organization", Text.of("The organization is an object with its name in English (en) and in French (fr).",
                    "L’organisation est un objet avec son nom en anglais (en) et en français (fr).")));
        }
        return violations;
    }

    private static void check(String pointer, @Nullable String text, List<Violation> violations) {
        Contract.inLine(text == null ? "" : text).forEach(violation -> violations.add(new Violation(pointer, violation.text())));
    }

    private static String text(@Nullable Object claim) {
        return switch (claim) {
            case JsonString json -> json.getString();
            case String text -> text;
            case null, default -> "";
        };
    }
}
