package scales.balancer.admin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scales.balancer.Cluster;

/** What a session may ask of the balancer. */
class SessionLimitsTest {
    private static final int LONGEST_LINE = 16 * 1024;

    /** Enough for the balancer to fill the buffers between the two, and to notice that the client has ended its side. */
    private static final int ROUNDS_OF_THE_EVENT_LOOP = 20;
    private static final String FULL = "There are 64 sessions already.\n\n";

    private final Cluster cluster = new Cluster();

    @AfterEach
    void stop() {
        cluster.close();
    }

    private String answerTo(String text) throws Exception {
        return Typing.once(cluster.cliPort(), text);
    }

    @Test
    void a_client_that_ended_its_side_gets_an_answer_larger_than_every_buffer_on_the_way() throws Exception {
        cluster.start();
        int length = answerTo("help\n").length();
        String line = "help;".repeat(LONGEST_LINE / "help;".length()) + "\n";
        try (Typing typing = new Typing(cluster.cliPort())) {
            typing.type(line).end();
            letTheBuffersFill();
            assertThat(typing.rest().length()).isEqualTo(LONGEST_LINE / "help;".length() * length);
        }
    }

    private void letTheBuffersFill() throws Exception {
        for (int i = 0; i < ROUNDS_OF_THE_EVENT_LOOP; i++) {
            answerTo("show version\n");
        }
    }

    @Test
    void a_silent_session_is_closed_after_what_set_timeout_says() throws Exception {
        cluster.start();
        long before = System.nanoTime();
        assertThat(answerTo("prompt;set timeout cli 200ms\n")).isEqualTo("\n> \n> ");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(Duration.ofMillis(200), Duration.ofSeconds(9));
    }

    @Test
    void a_client_that_never_reads_is_dropped_as_a_silent_one() throws Exception {
        cluster.start();
        int length = answerTo("help\n").length();
        int times = (LONGEST_LINE - 100) / "help;".length();
        try (Typing typing = new Typing(cluster.cliPort())) {
            typing.type("set timeout cli 200ms;" + "help;".repeat(times) + "\n");
            letTheBuffersFill();
            assertThat(answerTo("prompt;set timeout cli 1500ms\n")).as("closed well after the other").isEqualTo("\n> \n> ");
            assertThat(typing.rest().length()).isLessThan(times * length);
        }
    }

    @Test
    void one_more_than_most_sessions_is_told_so_until_one_leaves() throws Exception {
        cluster.start();
        List<Typing> sessions = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            Typing typing = new Typing(cluster.cliPort());
            typing.type("prompt\n").until("> ");
            sessions.add(typing);
        }
        assertThat(answerTo("show version\n")).isEqualTo(FULL);
        assertThat(sessions.remove(0).type("quit\n").rest()).isEmpty();
        String answer = FULL;
        while (answer.equals(FULL)) {
            answer = answerTo("show backend\n");
        }
        assertThat(answer).isEqualTo("# name\nnodes\n\n");
        for (Typing session : sessions) {
            session.close();
        }
    }

    @Test
    void where_others_can_call_changes_are_refused_unless_told_otherwise() throws Exception {
        cluster.node("s1", request -> request.response().end()).with("--admin-host", "0.0.0.0").start();
        for (String change : new String[] {"set server nodes/s1 state maint", "set weight nodes/s1 2", "disable server nodes/s1",
            "set maxconn server nodes/s1 1", "add server nodes/s2 127.0.0.1:1", "del server nodes/s1", "clear counters all"}) {
            assertThat(answerTo(change + "\n")).startsWith("Permission denied: ").contains("--cli-admin");
        }
        assertThat(answerTo("get weight nodes/s1\n")).isEqualTo("1 (initial 1)\n\n");
        assertThat(answerTo("prompt;set timeout cli 1d;quit\n")).isEqualTo("\n> \n> ");
    }

    @Test
    void an_option_lets_others_change_things() throws Exception {
        cluster.node("s1", request -> request.response().end()).with("--admin-host", "0.0.0.0", "--cli-admin").start();
        assertThat(answerTo("set weight nodes/s1 2;get weight nodes/s1\n")).isEqualTo("\n2 (initial 1)\n\n");
    }
}
