package scales.balancer.admin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scales.balancer.Cluster;

/** What commands do, and their texts as measured on HAProxy 2.6.12. */
class CommandsTest {
    private final Cluster cluster = new Cluster();

    @BeforeEach
    void start() throws Exception {
        cluster.node("s1", request -> request.response().end("s1")).node("s2", request -> request.response().end("s2")).start();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    /** @return the answer without the end of its last line and the empty line after it */
    private String type(String command) throws Exception {
        String answer = Typing.once(cluster.cliPort(), command + "\n");
        assertThat(answer).endsWith("\n");
        return answer.equals("\n") ? "" : answer.substring(0, answer.length() - 2);
    }

    private void done(String command) throws Exception {
        assertThat(type(command)).isEmpty();
    }

    private Object of(String node, String field) throws Exception {
        return new JsonObject(cluster.admin("GET", "/admin/nodes/" + node, null).body()).getValue(field);
    }

    private String four() throws Exception {
        return cluster.get("/").body() + cluster.get("/").body() + cluster.get("/").body() + cluster.get("/").body();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '~', value = {
        "set server                              ~ Require 'backend/server'.",
        "set server nodes                        ~ Require 'backend/server'.",
        "set server nodes/s9 state drain         ~ No such server.",
        "set server other/s1 state drain         ~ No such backend.",
        "set server nodes/s1                     ~ usage: set server <backend>/<server> addr | state | weight",
        "set server nodes/s1 colour red          ~ usage: set server <backend>/<server> addr | state | weight",
        "set server nodes/s1 state               ~ 'set server <srv> state' expects 'ready', 'drain' and 'maint'.",
        "set server nodes/s1 state DRAIN         ~ 'set server <srv> state' expects 'ready', 'drain' and 'maint'.",
        "set server nodes/s1 weight              ~ Require <weight> or <weight%>.",
        "set server nodes/s1 weight abc          ~ Empty weight string empty or preceded by garbage",
        "set server nodes/s1 weight 1x           ~ Trailing garbage in weight string",
        "set server nodes/s1 weight 257          ~ Absolute weight can only be between 0 and 256 inclusive.",
        "set server nodes/s1 weight -1           ~ Absolute weight can only be between 0 and 256 inclusive.",
        "set server nodes/s1 weight -5%          ~ Relative weight must be positive.",
        "set weight nodes/s1                     ~ Require <weight> or <weight%>.",
        "set weight nodes/s9 1                   ~ No such server.",
        "get weight                              ~ Require 'backend/server'.",
        "get weight nodes/s9                     ~ No such server.",
        "set maxconn server nodes/s1             ~ Require <maxconn>.",
        "set maxconn server nodes/s1 many        ~ maxconn string empty or preceded by garbage",
        "enable server                           ~ Require 'backend/server'.",
        "disable server nodes/s9                 ~ No such server.",
        "set server nodes/s1 addr                ~ set server <b>/<s> addr requires an address and optionally a port.",
        "set server nodes/s1 addr here           ~ Invalid addr 'here' by 'stats socket command'",
        "set server nodes/s1 addr 127.0.0.1 port x ~ problem converting port 'x' to an int by 'stats socket command'",
        "add server                              ~ Require 'backend/server'.",
        "add server other/s3 127.0.0.1:1         ~ No such backend.",
        "add server nodes/s1 127.0.0.1:1         ~ Already exists a server with the same name in backend.",
        "add server nodes/s3                     ~ 'server' expects <name> and <addr>[:<port>] as arguments.",
        "add server nodes/s3 127.0.0.1           ~ expected HOST:PORT, got '127.0.0.1'",
        "add server nodes/s,3 127.0.0.1:1        ~ A server's name is 1 to 64 of letters, digits, dot, dash and underscore, and neither . nor .. alone.",
        "add server nodes/.. 127.0.0.1:1         ~ A server's name is 1 to 64 of letters, digits, dot, dash and underscore, and neither . nor .. alone.",
        "add server nodes/s3 127.0.0.1:1 colour red ~ unknown keyword 'colour'.",
        "add server nodes/s3 127.0.0.1:1 weight x   ~ 'weight' expects a number, got 'x'.",
        "add server nodes/s3 127.0.0.1:1 weight 300 ~ weight must be 0 to 256 and limit 0 (none) or more",
        "del server nodes/s9                     ~ No such server.",
        "del server nodes/s1                     ~ Only servers in maintenance mode can be deleted.",
        "show servers state other                ~ Can't find backend.",
        "set timeout client 1                    ~ 'set timeout' only supports 'cli'.",
        "set timeout cli                         ~ Expects an integer value.",
        "set timeout cli soon                    ~ Invalid timeout value.",
        "set timeout cli 0                       ~ Invalid timeout value."})
    void what_cannot_be_done_is_said_in_haproxys_words(String command, String answer) throws Exception {
        assertThat(type(command)).isEqualTo(answer);
        assertThat(of("s1", "state")).isEqualTo("ready");
        assertThat(of("s1", "weight")).isEqualTo(1);
    }

    @Test
    void the_three_states_act_at_once() throws Exception {
        for (String closed : new String[] {"drain", "maint"}) {
            done("set server nodes/s1 state " + closed);
            assertThat(of("s1", "state")).isEqualTo(closed);
            assertThat(four()).isEqualTo("s2s2s2s2");
        }
        done("set server nodes/s1 state ready");
        assertThat(four()).isIn("s1s2s1s2", "s2s1s2s1");
    }

    @Test
    void disable_is_maint_and_enable_is_ready() throws Exception {
        done("disable server nodes/s1");
        assertThat(of("s1", "state")).isEqualTo("maint");
        done("enable server nodes/s1");
        assertThat(of("s1", "state")).isEqualTo("ready");
    }

    @Test
    void weights_are_absolute_or_relative_to_the_initial_one() throws Exception {
        done("set server nodes/s1 weight 2");
        assertThat(type("get weight nodes/s1")).isEqualTo("2 (initial 1)");
        done("set weight nodes/s1 300%");
        assertThat(type("get weight nodes/s1")).isEqualTo("3 (initial 1)");
        done("set weight nodes/s1 99999%");
        assertThat(type("get weight nodes/s1")).isEqualTo("256 (initial 1)");
        done("set server nodes/s1 weight 0");
        assertThat(four()).isEqualTo("s2s2s2s2");
    }

    @Test
    void maxconn_is_the_limit() throws Exception {
        done("set maxconn server nodes/s1 7");
        assertThat(of("s1", "limit")).isEqualTo(7);
    }

    @Test
    void a_server_moves_to_another_address() throws Exception {
        int before = cluster.server(0).actualPort();
        int after = cluster.server(1).actualPort();
        assertThat(type("set server nodes/s1 addr 127.0.0.1 port " + before))
                .isEqualTo("no need to change the addr, no need to change the port by 'stats socket command'");
        assertThat(type("set server nodes/s1 addr 127.0.0.1 port " + after)).isEqualTo(
                "no need to change the addr, port changed from '" + before + "' to '" + after + "' by 'stats socket command'");
        assertThat(four()).isEqualTo("s2s2s2s2");
        assertThat(type("set server nodes/s1 addr 127.0.0.9"))
                .isEqualTo("IP changed from '127.0.0.1' to '127.0.0.9' by 'stats socket command'");
        assertThat(of("s1", "address")).isEqualTo("127.0.0.9:" + after);
    }

    @Test
    void servers_come_and_go() throws Exception {
        assertThat(type("add server nodes/s3 127.0.0.1:" + cluster.server(1).actualPort() + " weight 2 maxconn 5"))
                .isEqualTo("New server registered.");
        assertThat(of("s3", "weight")).isEqualTo(2);
        assertThat(of("s3", "limit")).isEqualTo(5);
        assertThat(type("disable server nodes/s3; del server nodes/s3")).isEqualTo("\nServer deleted.");
        assertThat(type("get weight nodes/s3")).isEqualTo("No such server.");
    }

    @Test
    void a_server_at_work_is_not_deleted() throws Exception {
        cluster.node("slow", request -> {});
        assertThat(type("add server nodes/slow 127.0.0.1:" + cluster.server(2).actualPort())).isEqualTo("New server registered.");
        done("disable server nodes/s1");
        done("disable server nodes/s2");
        var pending = cluster.client().sendAsync(cluster.request("/").build(), BodyHandlers.ofString());
        while (!of("slow", "inFlight").equals(1)) {
            Thread.onSpinWait();
        }
        done("disable server nodes/slow");
        assertThat(type("del server nodes/slow")).isEqualTo("Server still has connections attached to it, cannot remove it.");
        pending.cancel(true);
    }

    @Test
    void counters_start_again() throws Exception {
        four();
        done("clear counters");
        assertThat(of("s1", "requests")).as("only the maxima are forgotten").isEqualTo(2);
        done("clear counters all");
        assertThat(of("s1", "requests")).isEqualTo(0);
    }

    @Test
    void the_state_of_servers_is_listed_for_haproxys_tools() throws Exception {
        done("set server nodes/s2 state drain");
        String[] lines = type("show servers state").split("\n");
        assertThat(lines[0]).isEqualTo("1");
        assertThat(lines[1]).isEqualTo("# be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight "
                + "srv_iweight srv_time_since_last_change srv_check_status srv_check_result srv_check_health srv_check_state "
                + "srv_agent_state bk_f_forced_id srv_f_forced_id srv_fqdn srv_port srvrecord srv_use_ssl srv_check_port "
                + "srv_check_addr srv_agent_addr srv_agent_port");
        int columns = lines[1].substring(2).split(" ").length;
        assertThat(lines[2].split(" ")).hasSize(columns).startsWith("3", "nodes", "1", "s1", "127.0.0.1", "2", "0", "1", "1");
        assertThat(lines[3].split(" ")).hasSize(columns).startsWith("3", "nodes", "2", "s2", "127.0.0.1", "2", "8", "1", "1");
        assertThat(lines).hasSize(4);
        assertThat(type("show servers state nodes")).startsWith("1\n");
    }

    @Test
    void the_other_lists_name_what_there_is() throws Exception {
        assertThat(type("show backend")).isEqualTo("# name\nnodes");
        assertThat(type("show errors")).isEqualTo("Total events captured: 0");
        assertThat(type("show servers conn")).contains("\nnodes/s1 3/1 127.0.0.1 " + cluster.server(0).actualPort() + " - 0 ");
        assertThat(type("show info")).matches("(?s)Name: Scales\n.*\nPid: [0-9]+\nUptime: 0d 0h00m[0-9]{2}s\n.*\nnode: \\S+\n.*");
    }

    @Test
    void formats_that_it_does_not_write_are_refused() throws Exception {
        assertThat(type("show stat typed")).isEqualTo("'show stat' does not support 'typed'.");
        assertThat(type("show stat -1 -1 -1 json")).isEqualTo("'show stat' does not support 'json'.");
        assertThat(type("show info json")).isEqualTo("'show info' does not support 'json'.");
    }

    @Test
    void help_lists_every_command_and_narrows_down() throws Exception {
        assertThat(type("help")).startsWith("The following commands are valid at this level:\n  set server <bk>/<srv> [opts]              : ")
                .contains("\n  show stat ", "\n  set timeout cli <delay>", "\n  help [<command>]  ", "\n  prompt  ", "\n  quit  ");
        assertThat(type("help set server").lines().map(line -> line.strip().split(" +")[0]))
                .containsExactly("The", "set", "help", "prompt", "quit");
    }

    @ParameterizedTest
    @CsvSource({"show sta,show stat", "sohw stat,show stat", "SHOW STAT,show stat", "set servr,set server", "disable,disable server"})
    void what_was_meant_is_guessed(String typed, String meant) throws Exception {
        assertThat(type(typed)).startsWith("Unknown command, but maybe one of the following ones is a better match:\n")
                .contains("\n  " + meant + " ", "\n  help ", "\n  prompt ", "\n  quit ");
    }

    @Test
    void an_empty_line_is_answered_with_all_there_is() throws Exception {
        assertThat(type("")).startsWith("Unknown command. Please enter one of the following commands only:\n  set server ");
    }
}
