package ca.criticalminerals.partnerships;

import static ca.criticalminerals.partnerships.Bodies.*;

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
        Desk alliance = Desks.partnership();
        alliance.with(everyKindOfAlliance(alliance.initiative()));
        alliance.correct(4, committed("12000000.00")).then().statusCode(201);
        alliance.retract(11).then().statusCode(201);
        return List.of(alliance, Desks.partnership().with(everyKindOfTable()));
    }
}
