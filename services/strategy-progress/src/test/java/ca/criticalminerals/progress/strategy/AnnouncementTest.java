package ca.criticalminerals.progress.strategy;

import static ca.criticalminerals.progress.strategy.Bodies.*;

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
        Desk strategy = Desks.strategy();
        strategy.with(everyKindOfStrategy(strategy.initiative()));
        strategy.correct(5, RELEASED.replace("2022-12-09", "2022-12-08")).then().statusCode(201);
        strategy.retract(8).then().statusCode(201);
        Desk indicators = Desks.indicators();
        return List.of(strategy, indicators.with(everyKindOfIndicator(indicators.initiative())));
    }

    @Override
    protected List<String> announcedElsewhere() {
        return List.of("edition-published", "edition-withdrawn");
    }
}
