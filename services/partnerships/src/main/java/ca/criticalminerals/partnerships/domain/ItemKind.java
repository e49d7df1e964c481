package ca.criticalminerals.partnerships.domain;

import static ca.criticalminerals.partnerships.domain.PartnershipKind.ALLIANCE;
import static ca.criticalminerals.partnerships.domain.PartnershipKind.BILATERAL;
import static ca.criticalminerals.partnerships.domain.PartnershipKind.INDUSTRIAL_ZONES;
import static ca.criticalminerals.partnerships.domain.PartnershipKind.MULTILATERAL;
import static ca.criticalminerals.partnerships.domain.PartnershipKind.REQUEST_FOR_INFORMATION;
import static ca.criticalminerals.partnerships.domain.PartnershipKind.WORKING_TABLE;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.partnerships.domain.Item.Status;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a partnership can have under a key; each kind begins in its first status, and every other status is an end. */
public enum ItemKind {
    ARRANGEMENT("arrangement", "arrangement", EnumSet.allOf(PartnershipKind.class), Status.IN_FORCE, Status.ENDED),
    ROLE("role", "rôle", EnumSet.of(MULTILATERAL, ALLIANCE), Status.HELD, Status.ENDED),
    CONTRIBUTION("contribution", "contribution", EnumSet.allOf(PartnershipKind.class), Status.COMMITTED, Status.WITHDRAWN),
    ROUND("round", "série d’annonces", EnumSet.of(ALLIANCE), Status.ANNOUNCED),
    UNDERTAKING("undertaking", "engagement", EnumSet.of(ALLIANCE, MULTILATERAL, BILATERAL), Status.ANNOUNCED, Status.COMPLETED, Status.WITHDRAWN),
    CONSULTATION("consultation", "consultation", EnumSet.of(REQUEST_FOR_INFORMATION, WORKING_TABLE, INDUSTRIAL_ZONES), Status.OPEN, Status.CLOSED),
    WORK("work", "travaux", EnumSet.of(INDUSTRIAL_ZONES, WORKING_TABLE, MULTILATERAL), Status.ACTIVE, Status.CONCLUDED);

    private final Text text;
    private final Set<PartnershipKind> partnerships;
    private final List<Status> statuses;

    ItemKind(String en, String fr, Set<PartnershipKind> partnerships, Status... statuses) {
        this.text = Text.of(en, fr);
        this.partnerships = partnerships;
        this.statuses = List.of(statuses);
    }

    /** How it is called in JSON, where a property of this name holds the key. */
    public String word() {
        return text.en();
    }

    /** The words of all kinds, each with the words of the statuses that such an item can have. */
    static Map<String, Set<String>> words() {
        return Stream.of(values()).collect(Collectors.toUnmodifiableMap(ItemKind::word,
                kind -> kind.statuses.stream().map(Status::word).collect(Collectors.toUnmodifiableSet())));
    }

    Text text() {
        return text;
    }

    Status first() {
        return statuses.getFirst();
    }

    boolean belongsTo(PartnershipKind partnership) {
        return partnerships.contains(partnership);
    }
}
