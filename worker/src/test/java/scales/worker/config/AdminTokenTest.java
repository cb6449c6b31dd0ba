package scales.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminTokenTest {
    @TempDir
    private Path directory;

    @Test
    void a_file_that_comes_later_is_read_then_and_again_when_it_changes() throws IOException {
        Path file = directory.resolve("token");
        Parsed parsed = new OptionsParser(Map.of("SCALES_ADMIN_TOKEN_FILE", file.toString())).parse();
        AdminToken token = ((Parsed.Run) parsed).config().announce().token();

        assertThatThrownBy(token::read).isInstanceOf(IOException.class).hasMessageContaining("no token yet");
        Files.createFile(file);
        assertThatThrownBy(token::read).isInstanceOf(IOException.class).hasMessageContaining("no token in");
        Files.writeString(file, "first\n");
        assertThat(token.read()).contains("first");
        Files.writeString(file, "second\n");
        assertThat(token.read()).contains("second");
    }

    @Test
    void a_token_is_given_by_the_environment_or_by_a_file_and_never_printed() throws IOException {
        AdminToken token = new AdminToken(Optional.of("secret"), Optional.empty());
        assertThat(token.read()).contains("secret");
        assertThat(token.toString()).doesNotContain("secret");

        Parsed both = new OptionsParser(Map.of("SCALES_ADMIN_TOKEN", "two words", "SCALES_ADMIN_TOKEN_FILE", "token")).parse();
        assertThat(((Parsed.Wrong) both).problems())
                .containsExactlyInAnyOrder(
                        "SCALES_ADMIN_TOKEN and --admin-token-file: give only one of them",
                        "SCALES_ADMIN_TOKEN: expected one word of visible ASCII characters");
    }
}
