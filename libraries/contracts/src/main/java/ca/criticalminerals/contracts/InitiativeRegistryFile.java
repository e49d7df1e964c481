package ca.criticalminerals.contracts;

import ca.criticalminerals.eventsourcing.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The file with the registry of initiatives, read again when it has changed: operators add a line, or replace the file, while
 * services run. A change that cannot be used is reported once, and what was read before it remains.
 */
public final class InitiativeRegistryFile {
    /** So seldom it is looked at, however many requests ask. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final @Nullable Path file;
    private final Consumer<String> report;
    private volatile InitiativeRegistry registry;
    private volatile long looked = System.nanoTime();
    private @Nullable Stamp stamp;

    /** A file as it was when it was read; another one in its place, also behind a symbolic link, differs. */
    private record Stamp(FileTime modified, long size, @Nullable Object key) {
        static Stamp of(Path file) throws IOException {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }

    private InitiativeRegistryFile(@Nullable Path file, Consumer<String> report) {
        this.file = file;
        this.report = report;
        this.registry = InitiativeRegistry.EMPTY;
    }

    /** Reads the file; refused if there is none or it cannot be used. Later changes that cannot be used are reported. */
    public static InitiativeRegistryFile open(Path file, Consumer<String> report) {
        var opened = new InitiativeRegistryFile(file, report);
        try {
            opened.stamp = Stamp.of(file);
            opened.registry = InitiativeRegistry.parse(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        return opened;
    }

    /** In place of a file where none is configured: nothing is assigned. */
    public static InitiativeRegistryFile none() {
        return new InitiativeRegistryFile(null, _ -> {});
    }

    /** The registry as it was in the file a second ago at most. */
    public InitiativeRegistry current() {
        if (file != null && System.nanoTime() - looked > LOOK_EVERY.toNanos()) {
            look(file);
        }
        return registry;
    }

    private synchronized void look(Path file) {
        if (System.nanoTime() - looked <= LOOK_EVERY.toNanos()) {
            return;
        }
        looked = System.nanoTime();
        try {
            Stamp now = Stamp.of(file);
            if (!Objects.equals(now, stamp)) {
                stamp = now;
                registry = next(InitiativeRegistry.parse(Files.readString(file, StandardCharsets.UTF_8)));
            }
        } catch (InvalidRegistryException e) {
            report.accept(e.getMessage());
        } catch (IOException e) {
            if (stamp != null) {
                report.accept(unreadable(file, e).getMessage());
            }
            stamp = null;
        }
    }

    private InitiativeRegistry next(InitiativeRegistry read) {
        registry.takenAwayIn(read).ifPresent(initiative -> {
            throw new InvalidRegistryException(Text.of("The changed initiatives.csv is not used: it takes " + initiative + " away from "
                    + registry.services().get(initiative) + ". An initiative belongs to one service; put the line back.",
                    "Le fichier initiatives.csv modifié n’est pas utilisé : il retire " + initiative + " à " + registry.services().get(initiative)
                            + ". Une initiative appartient à un seul service; remettez la ligne."));
        });
        return read;
    }

    private static InvalidRegistryException unreadable(Path file, IOException e) {
        return new InvalidRegistryException(Text.of("The registry of initiatives " + file + " cannot be read (" + e.getClass().getSimpleName()
                + "). Create it with the first line \"" + InitiativeRegistry.HEADER + "\", or correct tracker.initiatives.",
                "Le registre des initiatives " + file + " est illisible (" + e.getClass().getSimpleName() + "). Créez-le avec la première ligne «\u00a0"
                        + InitiativeRegistry.HEADER + "\u00a0», ou corrigez tracker.initiatives."));
    }
}
