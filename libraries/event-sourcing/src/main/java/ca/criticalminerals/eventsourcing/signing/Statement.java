package ca.criticalminerals.eventsourcing.signing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a service says of records that it has put on one of its topics: these are mine. It travels as the header {@value #HEADER} of the
 * last of them.
 *
 * <p>The header is: a byte 1; the id of the key, 8 bytes; the floor in microseconds since 1970, 8 bytes; how many digests, 4 bytes; the
 * digests, 32 bytes each; the signature (Ed25519), 64 bytes. Numbers are big-endian. What is signed is the text
 * {@code ca.criticalminerals.statement.v1}, a byte 0, the topic in UTF-8, a byte 0, and the header without its signature.
 *
 * @param floor   after which each of these was recorded; when all that was recorded up to it had been announced before; {@link Instant#MIN} if that is not said
 * @param digests of the records, in their order
 */
public record Statement(Instant floor, List<RecordDigest> digests) {
    /** The header that carries it. */
    public static final String HEADER = "signature";
    /** So many records at most in one statement: with all their digests the largest record stays below what Kafka takes. */
    public static final int MOST_RECORDS = 1_000;
    /** So many bytes at most of all records but the last: readers hold them until the statement comes. */
    public static final int MOST_BYTES = 4 << 20;

    private static final byte[] DOMAIN = "ca.criticalminerals.statement.v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte FORM = 1;
    private static final int SIGNATURE = 64;
    private static final int FIXED = 1 + KeyId.BYTES + Long.BYTES + Integer.BYTES;
    private static final long UNSAID = Long.MIN_VALUE;

    /** The header that says this of records of a topic. */
    public byte[] signed(String topic, SigningKey key) {
        var signed = key.sign(id -> message(topic, body(id)));
        byte[] body = body(signed.key());
        return ByteBuffer.allocate(body.length + SIGNATURE).put(body).put(signed.signature()).array();
    }

    /**
     * The statement in a header, if it is one of this service about this topic; the last of its digests is that of the record that
     * carries it. Empty otherwise: then the header means nothing.
     */
    public static Optional<Statement> verified(byte @Nullable [] header, RecordDigest carrier, String topic, String service, TrustedKeys keys) {
        if (header == null || header.length < FIXED + RecordDigest.BYTES + SIGNATURE || header[0] != FORM) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.wrap(header, 1, header.length - 1);
        var key = new KeyId(buffer.getLong());
        long floor = buffer.getLong();
        int count = buffer.getInt();
        if (count < 1 || count > MOST_RECORDS || header.length != FIXED + count * RecordDigest.BYTES + SIGNATURE) {
            return Optional.empty();
        }
        var digests = new ArrayList<RecordDigest>(count);
        for (int i = 0; i < count; i++) {
            byte[] digest = new byte[RecordDigest.BYTES];
            buffer.get(digest);
            digests.add(new RecordDigest(digest));
        }
        byte[] signature = new byte[SIGNATURE];
        buffer.get(signature);
        byte[] body = new byte[header.length - SIGNATURE];
        System.arraycopy(header, 0, body, 0, body.length);
        return digests.getLast().equals(carrier) && keys.verifies(service, key, message(topic, body), signature)
                ? Optional.of(new Statement(floor == UNSAID ? Instant.MIN : instant(floor), List.copyOf(digests))) : Optional.empty();
    }

    private byte[] body(KeyId key) {
        var buffer = ByteBuffer.allocate(FIXED + digests.size() * RecordDigest.BYTES).put(FORM).putLong(key.value())
                .putLong(floor.equals(Instant.MIN) ? UNSAID : Math.addExact(Math.multiplyExact(floor.getEpochSecond(), 1_000_000L), floor.getNano() / 1_000))
                .putInt(digests.size());
        digests.forEach(digest -> buffer.put(digest.bytes()));
        return buffer.array();
    }

    private static byte[] message(String topic, byte[] body) {
        var message = new ByteArrayOutputStream(DOMAIN.length + topic.length() + 1 + body.length);
        message.writeBytes(DOMAIN);
        message.writeBytes(topic.getBytes(StandardCharsets.UTF_8));
        message.write(0);
        message.writeBytes(body);
        return message.toByteArray();
    }

    private static Instant instant(long microseconds) {
        return Instant.ofEpochSecond(Math.floorDiv(microseconds, 1_000_000L), Math.floorMod(microseconds, 1_000_000L) * 1_000L);
    }
}
