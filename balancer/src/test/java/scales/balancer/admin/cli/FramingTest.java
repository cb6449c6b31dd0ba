package scales.balancer.admin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scales.balancer.Cluster;
import scales.balancer.config.Version;

/** Answers as measured on HAProxy 2.6.12 with the same bytes. */
class FramingTest {
    private static final Cluster CLUSTER = new Cluster();
    private static final String VERSION = Version.text() + "\n\n";

    @BeforeAll
    static void start() throws Exception {
        CLUSTER.node("s1", request -> request.response().end("s1")).node("s2", request -> request.response().end("s2")).start();
    }

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    private static String answerTo(String text) throws Exception {
        return Typing.once(CLUSTER.cliPort(), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"show version\n", "show version\r\n", "  show \t version  \n"})
    void a_line_is_a_command_and_the_connection_closes_after_its_answer(String line) throws Exception {
        assertThat(answerTo(line)).isEqualTo(VERSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"show version;show version\n", "show version; show version;\n", "show version\nshow version\n"})
    void several_commands_are_answered_in_turn(String text) throws Exception {
        assertThat(answerTo(text)).isEqualTo(VERSION + VERSION);
    }

    @Test
    void a_change_that_went_well_answers_an_empty_line() throws Exception {
        assertThat(answerTo("set server nodes/s1 state ready\n")).isEqualTo("\n");
        assertThat(answerTo("set server nodes/s1 state drain; set server nodes/s1 state ready\n")).isEqualTo("\n\n");
    }

    @Test
    void after_prompt_the_connection_stays_and_every_answer_ends_with_one() throws Exception {
        try (Typing typing = new Typing(CLUSTER.cliPort())) {
            assertThat(typing.type("prompt\n").until("> ")).isEqualTo("\n> ");
            assertThat(typing.type("show version\n").until("> ")).isEqualTo(VERSION + "> ");
            assertThat(typing.type("set server nodes/s1 state ready\n").until("> ")).isEqualTo("\n> ");
            assertThat(typing.type("get weight nodes/s1;get weight nodes/s2\n").until("> ")).isEqualTo("1 (initial 1)\n\n> ");
            assertThat(typing.until("> ")).isEqualTo("1 (initial 1)\n\n> ");
            assertThat(typing.type("quit\n").rest()).isEmpty();
        }
    }

    @Test
    void prompt_typed_again_leaves_the_interactive_mode() throws Exception {
        assertThat(answerTo("prompt\nprompt\nshow version\n")).isEqualTo("\n> \n" + VERSION);
    }

    @Test
    void what_follows_quit_is_not_done() throws Exception {
        assertThat(answerTo("quit;set server nodes/s1 state maint\n")).isEmpty();
        assertThat(CLUSTER.node("s1").getString("state")).isEqualTo("ready");
    }

    @Test
    void a_client_that_says_no_more_still_gets_every_answer() throws Exception {
        try (Typing typing = new Typing(CLUSTER.cliPort())) {
            assertThat(typing.type("show version\nshow version\n").end().rest()).isEqualTo(VERSION + VERSION);
        }
        try (Typing typing = new Typing(CLUSTER.cliPort())) {
            assertThat(typing.type("prompt\nshow version\n").end().rest()).isEqualTo("\n> " + VERSION + "> ");
        }
    }

    @Test
    void a_line_that_was_cut_short_is_not_done() throws Exception {
        try (Typing typing = new Typing(CLUSTER.cliPort())) {
            assertThat(typing.type("set server nodes/s1 weight 25").end().rest()).isEmpty();
        }
        assertThat(CLUSTER.node("s1").getInteger("weight")).isEqualTo(1);
    }

    @Test
    void a_line_in_pieces_is_one_command() throws Exception {
        try (Typing typing = new Typing(CLUSTER.cliPort())) {
            assertThat(typing.type("prompt\nshow ve").until("> ")).isEqualTo("\n> ");
            assertThat(typing.type("rsion\n").until("> ")).isEqualTo(VERSION + "> ");
        }
    }

    @Test
    void an_endless_line_closes_the_connection() throws Exception {
        try (Typing typing = new Typing(CLUSTER.cliPort())) {
            assertThat(typing.type("show version " + "x".repeat(20_000)).rest()).isEmpty();
        }
    }

    @Test
    void a_form_that_a_browser_posts_is_not_obeyed() throws Exception {
        assertThat(answerTo("POST / HTTP/1.1\r\nHost: localhost\r\n\r\nset server nodes/s1 state maint\r\n"))
                .isEqualTo("This is a command line, not a web server.\n\n");
        assertThat(CLUSTER.node("s1").getString("state")).isEqualTo("ready");
    }
}
