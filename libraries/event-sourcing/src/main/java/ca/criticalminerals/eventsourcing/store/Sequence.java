package ca.criticalminerals.eventsourcing.store;

import java.util.Locale;
import java.util.regex.Pattern;

/** A place in the order of publication, written so that the order of the texts is the order of the events. */
final class Sequence {
    private static final Pattern FORM = Pattern.compile("\\d{20}-\\d{19}");

    private Sequence() {}

    static String of(String transactionId, long position) {
        return "0".repeat(20 - transactionId.length()) + transactionId + "-" + String.format(Locale.ROOT, "%019d", position);
    }

    /** The place up to which everything was published; empty before the first event, where the checkpoint of a new store stands. */
    static String checkpoint(String transactionId, long position) {
        return transactionId.equals("0") ? "" : of(transactionId, position);
    }

    static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    static String transactionId(String sequence) {
        return sequence.substring(0, 20).replaceFirst("^0+(?=\\d)", "");
    }

    static long position(String sequence) {
        return Long.parseLong(sequence.substring(21));
    }
}
