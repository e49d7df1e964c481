package ca.criticalminerals.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;

/**
 * The keys with which the services of a machine sign what they announce: a folder of private ones, each for its service alone, and a
 * folder of public ones for all.
 */
public final class SigningKeys {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final Path folder;

    private SigningKeys(Path folder) {
        this.folder = folder;
    }

    /** The keys in a folder, which is made if it is not there. */
    public static SigningKeys in(Path folder) {
        var keys = new SigningKeys(folder);
        try {
            Files.createDirectories(keys.publicKeys());
            Files.createDirectories(folder.resolve("private"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The private key of a service (PKCS#8 in PEM), which is made if it is not there; its public one is among the others then. */
    public synchronized Path privateKey(String service) {
        if (!Files.exists(file(service))) {
            replace(service);
        }
        return file(service);
    }

    /** The folder of the public keys of all services, {@code <service>.<anything>.pub.pem}. */
    public Path publicKeys() {
        return folder.resolve("public");
    }

    /** Puts a new key in the place of that of a service: first the public half, so that what is signed can be verified at once. */
    public synchronized void replace(String service) {
        KeyPair pair = pair();
        write(publicKeys().resolve(service + "." + UUID.randomUUID() + ".pub.pem"), "PUBLIC KEY", pair.getPublic(), "rw-r--r--");
        write(file(service), "PRIVATE KEY", pair.getPrivate(), "rw-------");
    }

    private Path file(String service) {
        return folder.resolve("private").resolve(service + ".pem");
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In one step: whoever reads it meanwhile reads the old one or the new one. */
    private static void write(Path file, String kind, Key key, String permissions) {
        try {
            Path draft = Files.createTempFile(file.getParent(), "draft", null, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
            Files.writeString(draft, "-----BEGIN " + kind + "-----\n" + LINES.encodeToString(key.getEncoded()) + "\n-----END " + kind + "-----\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
