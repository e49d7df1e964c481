package ca.criticalminerals.security.domain;

import static ca.criticalminerals.security.domain.ItemKind.*;
import static ca.criticalminerals.security.domain.Status.*;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.security.domain.SecurityMeasureMilestone.*;
import java.util.Optional;

/**
 * What a milestone does to an item.
 *
 * @param to    how the item stands afterwards
 * @param title given where the item begins with this step, and only there
 */
record Step(Item.Id item, Status to, Optional<Text> title) {

    static Step of(OfItem milestone) {
        return switch (milestone) {
            case LawProposed m -> first(LAW, m.law(), PROPOSED, m.title());
            case LawIntroduced m -> step(LAW, m.law(), INTRODUCED, m.title());
            case LawAssented m -> next(LAW, m.law(), ASSENTED);
            case LawInForce m -> next(LAW, m.law(), IN_FORCE);
            case LawWithdrawn m -> next(LAW, m.law(), WITHDRAWN);
            case LawRepealed m -> next(LAW, m.law(), REPEALED);
            case DesignationMade m -> first(DESIGNATION, m.designation(), IN_FORCE, m.title());
            case DesignationRevoked m -> next(DESIGNATION, m.designation(), REVOKED);
            case AgreementNegotiated m -> first(AGREEMENT, m.agreement(), NEGOTIATING, m.title());
            case AgreementAnnounced m -> step(AGREEMENT, m.agreement(), ANNOUNCED, m.title());
            case AgreementSigned m -> step(AGREEMENT, m.agreement(), SIGNED, m.title());
            case AgreementReplaced m -> next(AGREEMENT, m.agreement(), REPLACED);
            case AgreementEnded m -> next(AGREEMENT, m.agreement(), ENDED);
            case StockpileEstablished m -> first(STOCKPILE, m.stockpile(), ESTABLISHED, m.title());
            case StockpileEnded m -> next(STOCKPILE, m.stockpile(), ENDED);
            case InstrumentReleased m -> first(INSTRUMENT, m.instrument(), RELEASED, m.title());
            case InstrumentSuperseded m -> next(INSTRUMENT, m.instrument(), SUPERSEDED);
            case ParticipationBegun m -> first(PARTICIPATION, m.participation(), ACTIVE, m.title());
            case ParticipationEnded m -> next(PARTICIPATION, m.participation(), ENDED);
            case ReviewOpened m -> first(REVIEW, m.review(), OPEN, m.title());
            case ReviewConcluded m -> next(REVIEW, m.review(), CONCLUDED);
            case WorkBegun m -> first(WORK, m.work(), ACTIVE, m.title());
            case WorkConcluded m -> next(WORK, m.work(), CONCLUDED);
        };
    }

    private static Step first(ItemKind kind, String key, Status to, Text title) {
        return step(kind, key, to, Optional.of(title));
    }

    private static Step next(ItemKind kind, String key, Status to) {
        return step(kind, key, to, Optional.empty());
    }

    private static Step step(ItemKind kind, String key, Status to, Optional<Text> title) {
        return new Step(new Item.Id(kind, key), to, title);
    }
}
