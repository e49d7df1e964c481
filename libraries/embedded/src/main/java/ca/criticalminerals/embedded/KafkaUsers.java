package ca.criticalminerals.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Those who may log in to a broker, with their passwords: an administrator, who may do everything, and others, who may do what they are given. */
public record KafkaUsers(Map<String, String> passwords) {
    /** Who may do everything. */
    public static final String ADMIN = "admin";
    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required ";
    private static final int RANDOM_BYTES = 24;

    /** The administrator and these, each with a password at random. */
    static KafkaUsers of(List<String> names) {
        var passwords = new LinkedHashMap<String, String>();
        passwords.put(ADMIN, password());
        names.forEach(name -> passwords.put(name, password()));
        return new KafkaUsers(passwords);
    }

    /** Those in a file that only its owner reads; it is made if it is not there, and who is missing in it gets a password. */
    public static KafkaUsers in(Path file, Iterable<String> names) {
        try {
            var passwords = new LinkedHashMap<String, String>();
            if (Files.exists(file)) {
                Files.readAllLines(file).forEach(line -> passwords.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
            } else {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            var all = new ArrayList<>(List.of(ADMIN));
            names.forEach(all::add);
            all.forEach(name -> passwords.computeIfAbsent(name, _ -> password()));
            Files.write(file, passwords.entrySet().stream().map(user -> user.getKey() + "=" + user.getValue()).toList());
            return new KafkaUsers(passwords);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The settings of a client that logs in as this user. */
    public Map<String, Object> settings(String bootstrapServers, String user) {
        return Map.of("bootstrap.servers", bootstrapServers, "security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", "PLAIN",
                "sasl.jaas.config", login(user) + ";");
    }

    /** What the broker must know: who there is, and as whom it talks to itself. */
    String loginOfBroker() {
        return login(ADMIN) + passwords.entrySet().stream().map(user -> " user_" + user.getKey() + "=\"" + user.getValue() + "\"")
                .collect(Collectors.joining("", "", ";"));
    }

    private String login(String user) {
        return LOGIN + "username=\"" + user + "\" password=\"" + passwords.get(user) + "\"";
    }

    private static String password() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
