package ca.criticalminerals.eventsourcing.store;

import ca.criticalminerals.eventsourcing.Text;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * A record on the topic of a service that the service did not write.
 *
 * @param milestone the stream and version that it names, for people
 * @param sha256    of its bytes, hexadecimal
 * @param decision  who decided to go on without it; empty if the service recognized it by itself
 */
public record StrayRecord(long offset, String milestone, Reason reason, String sha256, Optional<Decision> decision) {

    /** An operator's decision to go on without a record. */
    public record Decision(String by, Instant at, Text why) {}

    /** Why a record is not one that the service wrote. */
    public enum Reason {
        FOREIGN("It is no milestone of this service.", "Ce n’est pas un jalon de ce service."),
        UNSIGNED("This service has not signed it.", "Ce service ne l’a pas signé."),
        UNREADABLE("It cannot be read, or this service would announce it otherwise.", "Il est illisible, ou ce service l’annoncerait autrement."),
        ALTERED("The milestone is on the topic with other content.", "Le jalon est dans le sujet avec un autre contenu."),
        IMPOSTOR("Another milestone has its version.", "Un autre jalon porte sa version."),
        GAP("The milestone before it does not exist.", "Le jalon qui le précède n’existe pas."),
        BACKDATED("Its record time is in a past that was declared complete, or in the future.",
                "Sa date de consignation est dans un passé déclaré complet, ou dans l’avenir."),
        OUT_OF_ORDER("Its place in the order of publication is impossible.", "Sa place dans l’ordre de publication est impossible."),
        DECIDED("An operator decided to go on without it.", "Une personne de l’exploitation a décidé de continuer sans lui.");

        private final Text text;

        Reason(String en, String fr) {
            text = Text.of(en, fr);
        }

        /** The reason in one sentence. */
        public Text text() {
            return text;
        }

        /** The reason in JSON: {@code outOfOrder}. */
        public String word() {
            return this == OUT_OF_ORDER ? "outOfOrder" : name().toLowerCase(Locale.ROOT);
        }
    }

    static StrayRecord of(Broker.Sent sent, Reason reason) {
        return new StrayRecord(sent.offset(), sent.name(), reason, sha256(sent.bytes()), Optional.empty());
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
