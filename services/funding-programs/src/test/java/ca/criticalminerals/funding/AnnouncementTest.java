package ca.criticalminerals.funding;

import static ca.criticalminerals.funding.Bodies.*;

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
        Desk program = Desks.program();
        program.with(everyKindOfProgram(program.initiative()));
        program.correct(7, approved("mill", "4600000.00")).then().statusCode(201);
        program.retract(12).then().statusCode(201);
        return List.of(program, Desks.program().with(REGISTERED, LAUNCHED, CLOSED), Desks.incentive().with(everyKindOfIncentive()));
    }
}
