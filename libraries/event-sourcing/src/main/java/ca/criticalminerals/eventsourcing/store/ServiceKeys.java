package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.eventsourcing.signing.KeyFiles;
import ca.criticalminerals.eventsourcing.signing.KeyId;
import ca.criticalminerals.eventsourcing.signing.SigningKey;
import ca.criticalminerals.eventsourcing.signing.TrustedKeys;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The keys that this service is given. Without them it does not start: nobody could believe what it announces. */
@ApplicationScoped
public class ServiceKeys implements SigningKey, TrustedKeys {
    private final String service;
    private final Optional<String> key;
    private final Optional<Path> keyFile;
    private final Optional<Path> trusted;
    private final boolean onlyMigrates;
    private volatile @Nullable KeyFiles files;

    ServiceKeys(Announcements announcements, @ConfigProperty(name = "tracker.signing.key") Optional<String> key,
            @ConfigProperty(name = "tracker.signing.key-file") Optional<Path> keyFile,
            @ConfigProperty(name = "tracker.signing.trusted-keys") Optional<Path> trusted,
            @ConfigProperty(name = "quarkus.init-and-exit", defaultValue = "false") boolean onlyMigrates) {
        this.service = announcements.source().substring(1);
        this.key = key;
        this.keyFile = keyFile;
        this.trusted = trusted;
        this.onlyMigrates = onlyMigrates;
    }

    /** Who only migrates announces nothing, and needs no key. */
    void start(@Observes StartupEvent event) {
        if (!onlyMigrates) {
            files();
        }
    }

    @Override
    public Signed sign(Message message) {
        return files().sign(message);
    }

    @Override
    public boolean verifies(String service, KeyId key, byte[] message, byte[] signature) {
        return files().verifies(service, key, message, signature);
    }

    private KeyFiles files() {
        var known = files;
        if (known == null) {
            known = read();
            files = known;
        }
        return known;
    }

    private KeyFiles read() {
        Path folder = trusted.orElseThrow(() -> missing("tracker.signing.trusted-keys", "TRACKER_SIGNING_TRUSTED_KEYS",
                Text.of("the folder of the public keys of all services", "le dossier des clés publiques de tous les services")));
        return keyFile.map(file -> KeyFiles.of(service, file, folder)).or(() -> key.map(pem -> KeyFiles.of(service, pem, folder)))
                .orElseThrow(() -> missing("tracker.signing.key-file", "TRACKER_SIGNING_KEY_FILE",
                        Text.of("the private key with which " + service + " signs what it announces",
                                "la clé privée avec laquelle " + service + " signe ce qu’il annonce")));
    }

    private static IllegalStateException missing(String setting, String variable, Text what) {
        return new IllegalStateException("Set " + setting + " (" + variable + "): " + what.en() + ". / Indiquez " + setting + " (" + variable + ")\u00a0: "
                + what.fr() + ".");
    }
}
