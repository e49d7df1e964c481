package ca.criticalminerals.http;

import ca.criticalminerals.contracts.Violation;
import io.smallrye.jwt.auth.principal.ParseException;
import java.util.List;

/** The refusal of a token that names its holder in a way that cannot be recorded. */
final class ImproperHolder extends ParseException {
    private final transient List<Violation> violations;

    ImproperHolder(List<Violation> violations) {
        super("the token names its holder in a way that cannot be recorded");
        this.violations = violations;
    }

    List<Violation> violations() {
        return violations;
    }
}
