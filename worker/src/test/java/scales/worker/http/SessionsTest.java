package scales.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private final Sessions sessions = new Sessions(2, new Random(1));

    @Test
    void the_session_unused_for_longest_makes_room() {
        String first = sessions.view(Optional.empty()).id();
        String second = sessions.view(Optional.empty()).id();
        sessions.view(Optional.of(first));

        sessions.view(Optional.empty());

        assertThat(sessions.view(Optional.of(first)).count()).isEqualTo(3);
        assertThat(sessions.view(Optional.of(second)).isFirst()).isTrue();
    }
}
