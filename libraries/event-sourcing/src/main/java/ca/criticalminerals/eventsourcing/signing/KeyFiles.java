package ca.criticalminerals.eventsourcing.signing;

import ca.criticalminerals.eventsourcing.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a service as files: its private one (PKCS#8 in PEM), and a folder of public ones, {@code <service>.<anything>.pub.pem}.
 *
 * <p>Both change without a restart. The folder is read again when a key is unknown and the folder is another one than it was, and otherwise
 * each minute. The private key is read again when its file is another one; it is used as soon as its public half is in the folder.
 */
public final class KeyFiles implements SigningKey, TrustedKeys {
    private static final Logger LOG = Logger.getLogger(KeyFiles.class);
    private static final String ALGORITHM = "Ed25519";
    private static final String ENDING = ".pub.pem";
    private static final long UNKNOWN_AGAIN = Duration.ofSeconds(1).toNanos();
    private static final long KNOWN_AGAIN = Duration.ofMinutes(1).toNanos();
    private static final byte[] PROBE = "ca.criticalminerals.probe\0".getBytes(StandardCharsets.US_ASCII);

    private final String service;
    private final PrivateKeySource source;
    private final Path folder;
    private volatile Trusted trusted;
    private volatile @Nullable Own own;

    /** Where a private key comes from. */
    private sealed interface PrivateKeySource {
        /** From a file, which may be replaced. */
        record Of(Path file) implements PrivateKeySource {}

        /** As it is, for ever. */
        record Pem(String text) implements PrivateKeySource {}
    }

    private record Trusted(Map<String, Map<KeyId, PublicKey>> keys, @Nullable FileTime changed, long readAt) {
        boolean isOld(boolean unknown, @Nullable FileTime changedNow) {
            long age = System.nanoTime() - readAt;
            return age > KNOWN_AGAIN || unknown && (age > UNKNOWN_AGAIN || !Objects.equals(changed, changedNow));
        }
    }

    private record Own(PrivateKey key, KeyId id, @Nullable Object version, long lookedAt) {}

    private KeyFiles(String service, PrivateKeySource source, Path folder) {
        this.service = service;
        this.source = source;
        this.folder = folder;
        this.trusted = read();
        own(); // says now what is missing
    }

    /** The keys of a service whose private key is in a file. */
    public static KeyFiles of(String service, Path privateKey, Path publicKeys) {
        return new KeyFiles(service, new PrivateKeySource.Of(privateKey), publicKeys);
    }

    /** The keys of a service whose private key is this PEM. */
    public static KeyFiles of(String service, String privateKey, Path publicKeys) {
        return new KeyFiles(service, new PrivateKeySource.Pem(privateKey), publicKeys);
    }

    @Override
    public Signed sign(Message message) {
        var with = own();
        return new Signed(with.id, signature(with.key, message.by(with.id)));
    }

    @Override
    public boolean verifies(String of, KeyId id, byte[] message, byte[] signature) {
        return key(of, id).filter(key -> verifies(key, message, signature)).isPresent();
    }

    private Optional<PublicKey> key(String of, KeyId id) {
        var known = trusted;
        boolean unknown = !known.keys.getOrDefault(of, Map.of()).containsKey(id);
        if (known.isOld(unknown, unknown ? changed() : null)) {
            known = readAgain(known);
        }
        return Optional.ofNullable(known.keys.getOrDefault(of, Map.of()).get(id));
    }

    private synchronized Trusted readAgain(Trusted known) {
        if (known == trusted) { // or somebody else has just done it
            try {
                trusted = read();
            } catch (RuntimeException e) {
                LOG.warn("the public keys cannot be read again, those that are known stay: " + e.getMessage());
                trusted = new Trusted(known.keys, known.changed, System.nanoTime());
            }
        }
        return trusted;
    }

    private Trusted read() {
        FileTime changed = changed(); // before it is read: what is added meanwhile is read the next time
        var keys = new HashMap<String, Map<KeyId, PublicKey>>();
        try (var files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                PublicKey key = publicKey(file);
                keys.computeIfAbsent(name.substring(0, name.indexOf('.')), _ -> new HashMap<>()).put(KeyId.of(key), key);
            }
        } catch (IOException e) {
            throw missing(Text.of("The folder of public keys " + folder + " cannot be read: set tracker.signing.trusted-keys (TRACKER_SIGNING_TRUSTED_KEYS).",
                    "Le dossier des clés publiques " + folder + " est illisible\u00a0: indiquez tracker.signing.trusted-keys (TRACKER_SIGNING_TRUSTED_KEYS)."));
        }
        return new Trusted(keys, changed, System.nanoTime());
    }

    private @Nullable FileTime changed() {
        try {
            return Files.getLastModifiedTime(folder);
        } catch (IOException e) {
            return null;
        }
    }

    /** The private key, read again when its file is another one. An old one is used on while the new one cannot be. */
    private Own own() {
        var known = own;
        if (known != null && System.nanoTime() - known.lookedAt < UNKNOWN_AGAIN) {
            return known;
        }
        synchronized (this) {
            known = own;
            if (known != null && System.nanoTime() - known.lookedAt < UNKNOWN_AGAIN) {
                return known;
            }
            try {
                own = next(known);
            } catch (RuntimeException e) {
                if (known == null) {
                    throw e;
                }
                LOG.warn("the signing key cannot be replaced, the old one is used on: " + e.getMessage());
                own = new Own(known.key, known.id, known.version, System.nanoTime());
            }
            return own;
        }
    }

    private Own next(@Nullable Own known) {
        Object version = version();
        if (known != null && version.equals(known.version)) {
            return new Own(known.key, known.id, version, System.nanoTime());
        }
        PrivateKey key = privateKey(switch (source) {
            case PrivateKeySource.Of(Path file) -> text(file);
            case PrivateKeySource.Pem(String text) -> text;
        });
        byte[] probe = signature(key, PROBE);
        trusted = read();
        for (var one : trusted.keys.getOrDefault(service, Map.of()).entrySet()) {
            if (verifies(one.getValue(), PROBE, probe)) {
                if (known != null) {
                    LOG.info("signing with the key " + one.getKey());
                }
                return new Own(key, one.getKey(), version, System.nanoTime());
            }
        }
        throw missing(Text.of("The public half of the signing key is not in " + folder + ": nobody could believe what " + service
                + " announces. Add it as " + service + ".<name>" + ENDING + ".", "La clé publique de la clé de signature n’est pas dans " + folder
                + "\u00a0: personne ne pourrait croire ce que " + service + " annonce. Ajoutez-la sous " + service + ".<nom>" + ENDING + "."));
    }

    private Object version() {
        return switch (source) {
            case PrivateKeySource.Of(Path file) -> {
                try {
                    // A file that is replaced through a link, as Kubernetes does, is another one too.
                    Path real = file.toRealPath();
                    yield new Version(real, Files.getLastModifiedTime(real), Files.size(real));
                } catch (IOException e) {
                    throw unreadable(file);
                }
            }
            case PrivateKeySource.Pem _ -> "";
        };
    }

    private record Version(Path file, FileTime changed, long size) {}

    private static byte[] signature(PrivateKey key, byte[] message) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean verifies(PublicKey key, byte[] message, byte[] signature) {
        try {
            var verification = Signature.getInstance(ALGORITHM);
            verification.initVerify(key);
            verification.update(message);
            return verification.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private static PublicKey publicKey(Path file) {
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(der(text(file))));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw missing(Text.of(file + " is no public key of Ed25519 (X.509 in PEM).", file + " n’est pas une clé publique Ed25519 (X.509 en PEM)."));
        }
    }

    private static PrivateKey privateKey(String pem) {
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(der(pem)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw missing(Text.of("The signing key is no private key of Ed25519 (PKCS#8 in PEM): make one with openssl genpkey -algorithm ed25519.",
                    "La clé de signature n’est pas une clé privée Ed25519 (PKCS#8 en PEM)\u00a0: créez-en une avec openssl genpkey -algorithm ed25519."));
        }
    }

    private static byte[] der(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw unreadable(file);
        }
    }

    private static IllegalStateException unreadable(Path file) {
        return missing(Text.of("The key in " + file + " cannot be read.", "La clé dans " + file + " est illisible."));
    }

    static IllegalStateException missing(Text what) {
        return new IllegalStateException(what.en() + " / " + what.fr());
    }
}
