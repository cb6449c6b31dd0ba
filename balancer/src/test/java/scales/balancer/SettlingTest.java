package scales.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import scales.balancer.config.FileContent;

class SettlingTest {
    private static final Settling SETTLING = new Settling();

    private static List<String> taken(String... sights) {
        return Stream.of(sights).map(text -> new FileContent(text, null)).flatMap(now -> SETTLING.seen(now).stream())
                .map(FileContent::text).toList();
    }

    @Test
    void a_file_counts_once_when_it_looked_the_same_twice() {
        assertThat(taken("old", "old", "old", "ne", "new", "new", "new", "ol", "new", "new", "old", "old"))
                .containsExactly("old", "new", "old");
    }
}
