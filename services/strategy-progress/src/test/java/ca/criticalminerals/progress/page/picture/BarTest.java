package ca.criticalminerals.progress.page.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarTest {
    @ParameterizedTest
    @CsvSource({"0,10,0", "5,10,500", "1,3,333", "10,10,1000", "12,10,1000", "-1,10,0", "7,0,0"})
    void a_bar_stays_on_its_scale(BigDecimal number, BigDecimal end, int length) {
        assertThat(Bar.of(number, end).length()).isEqualTo(length);
    }
}
