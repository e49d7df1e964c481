package ca.criticalminerals.progress.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrozenTest {
    private static final byte[] PAGE = "<p>33 projets, 75\u00a0M$ – déjà.</p>".getBytes(StandardCharsets.UTF_8);

    @Test
    void a_page_comes_out_as_it_went_in() {
        assertThat(Frozen.of(PAGE).bytes()).isEqualTo(PAGE);
        assertThat(Frozen.of(PAGE).sha256()).isEqualTo(Frozen.digest(PAGE)).matches("[0-9a-f]{64}");
    }

    @Test
    void a_page_that_is_not_what_its_digest_says_is_refused() {
        String other = Frozen.of("<p>34 projets</p>".getBytes(StandardCharsets.UTF_8)).gzip();
        assertThatIllegalArgumentException().isThrownBy(() -> new Frozen(Frozen.digest(PAGE), other, Optional.empty())).withMessage("the digest is not that of the page");
    }

    @Test
    void what_is_no_page_at_all_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Frozen(Frozen.digest(PAGE), "not a page", Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Frozen(Frozen.digest(PAGE), "AAAA", Optional.empty())).withMessage("the page cannot be expanded");
    }

    @Test
    void a_few_bytes_that_stand_for_many_are_not_expanded() {
        byte[] many = new byte[20 << 20];
        assertThatIllegalArgumentException().isThrownBy(() -> Frozen.of(many)).withMessageContaining("more than");
    }
}
