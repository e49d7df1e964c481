package ca.criticalminerals.local;

import ca.criticalminerals.contracts.InitiativeRegistry;
import ca.criticalminerals.contracts.InvalidRegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The registry of initiatives of the system on this machine: {@code initiatives.csv} beside its data. */
final class AssignedInitiatives {
    private final Path file;

    AssignedInitiatives(Path data) {
        this.file = data.resolve("initiatives.csv");
    }

    /** Where the services read it. */
    Path file() {
        return file;
    }

    /** As it is now; nothing is assigned in one that was never written. */
    InitiativeRegistry read() {
        try {
            return Files.exists(file) ? InitiativeRegistry.parse(Files.readString(file)) : InitiativeRegistry.EMPTY;
        } catch (InvalidRegistryException e) {
            throw new Trouble(e.text().en(), e.text().fr());
        } catch (IOException e) {
            throw new Trouble("Cannot read " + file + ": " + e.getMessage() + ".", "Impossible de lire " + file + ".");
        }
    }

    /** Adds the lines of these initiatives; a line that is there stays as it is. */
    void complete(Map<String, String> services) {
        var registry = read();
        for (var line : services.entrySet()) {
            registry = registry.services().containsKey(line.getKey()) ? registry : registry.with(line.getKey(), line.getValue());
        }
        write(registry);
    }

    /** Assigns one more initiative; refused if it is assigned already, cannot be an id, or there is no such service. */
    void assign(String initiative, String service) {
        if (!LocalSystem.SERVICES.containsKey(service)) {
            throw new Trouble("There is no service " + service + "; choose one of " + String.join(", ", LocalSystem.SERVICES.keySet()) + ".",
                    "Il n’y a pas de service " + service + "; choisissez parmi " + String.join(", ", LocalSystem.SERVICES.keySet()) + ".");
        }
        try {
            write(read().with(initiative, service));
        } catch (InvalidRegistryException e) {
            throw new Trouble(e.text().en(), e.text().fr());
        }
    }

    /**
     * Initiatives as a token names them, each with its service. One that is given with its service is assigned to it if no line names it:
     * on this machine whoever makes tokens decides that too.
     */
    List<String> named(List<String> initiatives) {
        var named = new ArrayList<String>();
        for (String initiative : initiatives) {
            int slash = initiative.indexOf('/');
            if (slash < 0) {
                named.add(read().serviceOf(initiative).orElseThrow(() -> new Trouble(
                        "No service has the initiative " + initiative + ": assign it with ./tracker assign " + initiative + " SERVICE.",
                        "Aucun service n’a l’initiative " + initiative + "\u00a0: confiez-la à un service avec ./tracker assign " + initiative + " SERVICE.")) + "/" + initiative);
                continue;
            }
            String service = initiative.substring(0, slash);
            String id = initiative.substring(slash + 1);
            var registry = read();
            if (!registry.services().containsKey(id) && !registry.assigns(id, service)) {
                assign(id, service);
                System.err.println(id + " is assigned to " + service + " now. / " + id + " est maintenant confiée à " + service + ".");
            }
            named.add(initiative);
        }
        return named;
    }

    /** Services see the old file or the new one, never half of one. */
    private void write(InitiativeRegistry registry) {
        try {
            Path next = file.resolveSibling("initiatives.csv.next");
            Files.writeString(next, registry.csv());
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Trouble("Cannot write " + file + ": " + e.getMessage() + ".", "Impossible d’écrire " + file + ".");
        }
    }
}
