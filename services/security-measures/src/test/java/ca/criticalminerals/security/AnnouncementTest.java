package ca.criticalminerals.security;

import static ca.criticalminerals.security.Bodies.*;

import ca.criticalminerals.testing.CommonAnnouncementTest;
import ca.criticalminerals.testing.Desk;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;

@QuarkusTest
class AnnouncementTest extends CommonAnnouncementTest {
    AnnouncementTest() {
        super(Desks.SERVICE);
    }

    @Override
    protected List<Desk> everyKind() {
        Desk laws = Desks.measure();
        laws.with(everyKindOfLegislation(laws.initiative()));
        Desk supply = Desks.measure().with(everyKindOfSupply());
        supply.correct(4, SIGNED.replace("\"notDisclosed\": true", "\"text\": {\"en\": \"10\", \"fr\": \"10\"}")).then().statusCode(201);
        supply.retract(9).then().statusCode(201);
        return List.of(laws, supply, Desks.measure().with(everyKindOfDesignation()), Desks.measure().with(everyKindOfParticipation()),
                Desks.measure().with(everyKindOfReview()));
    }
}
