package ca.criticalminerals.partnerships.domain;

import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.initiatives.Money;
import java.util.Optional;

/**
 * Something that a partnership has under a key: an arrangement, a role, a consultation.
 *
 * @param since  when it came to stand as it does: its beginning, its latest renewal or its end
 * @param until  its last day, where a renewal said so
 * @param amount the money that it is about
 */
public record Item(Text title, Status status, PartialDate beganOn, PartialDate since, Optional<PartialDate> until, Optional<Money> amount) {
    /** How an item stands. */
    public enum Status {
        IN_FORCE("inForce", "in force", "en vigueur"),
        HELD("held", "held", "assumé"),
        COMMITTED("committed", "committed", "engagé"),
        ANNOUNCED("announced", "announced", "annoncé"),
        OPEN("open", "open", "ouvert"),
        ACTIVE("active", "active", "en cours"),
        ENDED("ended", "ended", "terminé"),
        WITHDRAWN("withdrawn", "withdrawn", "retiré"),
        COMPLETED("completed", "completed", "achevé"),
        CLOSED("closed", "closed", "clos"),
        CONCLUDED("concluded", "concluded", "conclu");

        private final String word;
        private final Text text;

        Status(String word, String en, String fr) {
            this.word = word;
            this.text = Text.of(en, fr);
        }

        /** How it is written in JSON, lower camel case. */
        public String word() {
            return word;
        }

        Text text() {
            return text;
        }
    }

    Item now(Status next, PartialDate on) {
        return new Item(title, next, beganOn, on, until, amount);
    }

    Item renewed(PartialDate on, Optional<PartialDate> next) {
        return new Item(title, status, beganOn, on, next.or(() -> until), amount);
    }
}
