package ca.criticalminerals.contracts;

import ca.criticalminerals.eventsourcing.Text;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The service to which each initiative belongs, as the lines of {@code initiatives.csv} assign it; immutable. */
public final class InitiativeRegistry {
    /** The first line of the file. */
    public static final String HEADER = "initiative,service";
    /** In place of an initiative: every one that no other line names. */
    public static final String EVERY = "*";
    /** A registry in which nothing is assigned. */
    public static final InitiativeRegistry EMPTY = new InitiativeRegistry(Map.of());
    private static final Pattern SERVICE = Pattern.compile("[a-z][a-z-]{0,62}");

    private final Map<String, String> services;

    private InitiativeRegistry(Map<String, String> services) {
        this.services = Collections.unmodifiableMap(new TreeMap<>(services));
    }

    /** A registry that assigns every initiative to one service. */
    public static InitiativeRegistry everyTo(String service) {
        return EMPTY.with(EVERY, service);
    }

    /** Reads the text of the file; a line that is malformed or repeats an initiative is refused, and with it the file. */
    public static InitiativeRegistry parse(String csv) {
        var lines = csv.strip().lines().map(line -> line.startsWith("\ufeff") ? line.substring(1) : line).toList();
        if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
            throw new InvalidRegistryException(Text.of("The first line of initiatives.csv must be \"" + HEADER + "\".",
                    "La première ligne d’initiatives.csv doit être «\u00a0" + HEADER + "\u00a0»."));
        }
        var services = new TreeMap<String, String>();
        for (int i = 1; i < lines.size(); i++) {
            String[] values = lines.get(i).split(",", -1);
            String where = "initiatives.csv:" + (i + 1) + ": ";
            if (values.length != 2) {
                throw new InvalidRegistryException(Text.of(where + "Write an initiative, a comma and its service, as in \"inrp,funding-programs\".",
                        where + "Écrivez une initiative, une virgule et son service, comme «\u00a0inrp,funding-programs\u00a0»."));
            }
            try {
                refuse(values[0], values[1], services);
            } catch (InvalidRegistryException e) {
                throw new InvalidRegistryException(Text.of(where + e.text().en(), where + e.text().fr()));
            }
            services.put(values[0], values[1]);
        }
        return new InitiativeRegistry(services);
    }

    /** The same with one more initiative; refused like a line of the file. */
    public InitiativeRegistry with(String initiative, String service) {
        refuse(initiative, service, services);
        var more = new TreeMap<>(services);
        more.put(initiative, service);
        return new InitiativeRegistry(more);
    }

    private static void refuse(String initiative, String service, Map<String, String> known) {
        if (!initiative.equals(EVERY) && !Contract.isInitiative(initiative)) {
            throw new InvalidRegistryException(Text.of("An initiative is at most 64 lower-case letters, digits and single hyphens, not " + Shown.of(TextNode.valueOf(initiative)) + ".",
                    "Une initiative compte au plus 64 minuscules, chiffres et traits d’union simples, et non " + Shown.of(TextNode.valueOf(initiative)) + "."));
        }
        if (!SERVICE.matcher(service).matches()) {
            throw new InvalidRegistryException(Text.of("A service is a name like \"funding-programs\", not " + Shown.of(TextNode.valueOf(service)) + ".",
                    "Un service est un nom comme «\u00a0funding-programs\u00a0», et non " + Shown.of(TextNode.valueOf(service)) + "."));
        }
        ReservedIds.reason(initiative).ifPresent(reason -> {
            throw new InvalidRegistryException(Text.of("The id " + initiative + " is reserved. " + reason.en(), "L’identifiant " + initiative + " est réservé. " + reason.fr()));
        });
        if (known.containsKey(initiative)) {
            throw new InvalidRegistryException(Text.of(initiative + " is assigned to " + known.get(initiative) + " already; remove one of the lines.",
                    initiative + " est déjà confiée à " + known.get(initiative) + "; retirez une des lignes."));
        }
    }

    /** The service to which the initiative belongs; empty if no line assigns it, or nobody can record under its id. */
    public Optional<String> serviceOf(String initiative) {
        if (ReservedIds.reason(initiative).isPresent()) {
            return Optional.empty();
        }
        return Optional.ofNullable(services.get(initiative)).or(() -> Optional.ofNullable(services.get(EVERY)));
    }

    /** Whether the initiative belongs to the service. */
    public boolean assigns(String initiative, String service) {
        return serviceOf(initiative).filter(service::equals).isPresent();
    }

    /** The lines: service by initiative, in alphabetical order. */
    public Map<String, String> services() {
        return services;
    }

    /** An initiative that this registry gives to a service and the next one does not; it belongs to one service for good. */
    Optional<String> takenAwayIn(InitiativeRegistry next) {
        return services.entrySet().stream().filter(line -> !line.getValue().equals(next.services.get(line.getKey()))).map(Map.Entry::getKey).findFirst();
    }

    /** The text of the file. */
    public String csv() {
        var csv = new StringBuilder(HEADER).append('\n');
        services.forEach((initiative, service) -> csv.append(initiative).append(',').append(service).append('\n'));
        return csv.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InitiativeRegistry registry && services.equals(registry.services);
    }

    @Override
    public int hashCode() {
        return services.hashCode();
    }
}
