package scales.balancer.admin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scales.balancer.Cluster;

/** {@code show stat} and {@code /;csv}. */
class StatTest {
    /** HAProxy 2.6.12's, up to the columns of its modules. */
    private static final String HEADER = "# pxname,svname,qcur,qmax,scur,smax,slim,stot,bin,bout,dreq,dresp,ereq,econ,eresp,wretr,"
            + "wredis,status,weight,act,bck,chkfail,chkdown,lastchg,downtime,qlimit,pid,iid,sid,throttle,lbtot,tracked,type,rate,"
            + "rate_lim,rate_max,check_status,check_code,check_duration,hrsp_1xx,hrsp_2xx,hrsp_3xx,hrsp_4xx,hrsp_5xx,hrsp_other,"
            + "hanafail,req_rate,req_rate_max,req_tot,cli_abrt,srv_abrt,comp_in,comp_out,comp_byp,comp_rsp,lastsess,last_chk,"
            + "last_agt,qtime,ctime,rtime,ttime,agent_status,agent_code,agent_duration,check_desc,agent_desc,check_rise,"
            + "check_fall,check_health,agent_rise,agent_fall,agent_health,addr,cookie,mode,algo,conn_rate,conn_rate_max,conn_tot,"
            + "intercepted,dcon,dses,wrew,connect,reuse,cache_lookups,cache_hits,srv_icur,src_ilim,qtime_max,ctime_max,rtime_max,"
            + "ttime_max,eint,idle_conn_cur,safe_conn_cur,used_conn_cur,need_conn_est,uweight,agg_server_status,"
            + "agg_server_check_status,agg_check_status,";

    private final Cluster cluster = new Cluster();

    @BeforeEach
    void start() throws Exception {
        cluster.node("s1", request -> request.response().end("one"))
                .node("s2", request -> request.response().setStatusCode(404).end("two"))
                .with("--strategy", "leastconn", "--check-interval", "200ms").start();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private List<String> lines(String command) throws Exception {
        return Typing.once(cluster.cliPort(), command + "\n").strip().lines().toList();
    }

    private Map<String, String> row(String service) throws Exception {
        List<String> lines = lines("show stat");
        String[] names = HEADER.substring(2).split(",");
        String[] cells = lines.stream().map(line -> line.split(",", -1)).filter(line -> line[1].equals(service)).findFirst().orElseThrow();
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            row.put(names[i], cells[i]);
        }
        return row;
    }

    @Test
    void columns_and_rows_come_in_haproxys_order_and_every_line_ends_with_a_comma() throws Exception {
        List<String> lines = lines("show stat");
        assertThat(lines.get(0)).isEqualTo(HEADER);
        assertThat(lines).allSatisfy(line -> assertThat(line.chars().filter(c -> c == ',')).hasSameSizeAs(HEADER.chars()
                .filter(c -> c == ',').boxed().toList()));
        assertThat(lines.subList(1, lines.size()).stream().map(line -> Arrays.asList(line.split(",")).subList(0, 2)))
                .containsExactly(List.of("localnodes", "FRONTEND"), List.of("nodes", "s1"), List.of("nodes", "s2"),
                        List.of("nodes", "BACKEND"));
        assertThat(row("FRONTEND").get("type") + row("BACKEND").get("type") + row("s1").get("type")).isEqualTo("012");
    }

    @Test
    void traffic_is_counted_where_haproxys_tools_look_for_it() throws Exception {
        cluster.get("/");
        cluster.get("/");
        assertThat(row("s1")).containsEntry("stot", "1").containsEntry("lbtot", "1").containsEntry("hrsp_2xx", "1")
                .containsEntry("bout", "3").containsEntry("scur", "0").containsEntry("smax", "1").containsEntry("lastsess", "0");
        assertThat(row("s2")).containsEntry("hrsp_4xx", "1").containsEntry("hrsp_2xx", "0");
        assertThat(row("FRONTEND")).containsEntry("status", "OPEN").containsEntry("req_tot", "2").containsEntry("bout", "6");
        assertThat(row("BACKEND")).containsEntry("stot", "2").containsEntry("lbtot", "2").containsEntry("status", "UP")
                .containsEntry("act", "2").containsEntry("weight", "2").containsEntry("algo", "leastconn");
    }

    @Test
    void times_are_those_of_recent_requests() throws Exception {
        cluster.node("slow", request -> cluster.vertx().setTimer(80, late -> request.response().end()));
        Typing.once(cluster.cliPort(), "add server nodes/slow 127.0.0.1:" + cluster.server(2).actualPort()
                + ";disable server nodes/s1;disable server nodes/s2\n");
        cluster.get("/");
        assertThat(Integer.parseInt(row("slow").get("rtime"))).isGreaterThanOrEqualTo(79);
        assertThat(Integer.parseInt(row("slow").get("ttime"))).isGreaterThanOrEqualTo(Integer.parseInt(row("slow").get("rtime")));
        assertThat(Integer.parseInt(row("BACKEND").get("rtime_max"))).isGreaterThanOrEqualTo(79);
        Typing.once(cluster.cliPort(), "clear counters\n");
        assertThat(row("slow").get("rtime_max")).isEqualTo("0");
        assertThat(row("slow").get("rtime")).isNotEqualTo("0");
    }

    @Test
    void states_are_haproxys_words() throws Exception {
        assertThat(row("s1").get("status")).startsWith("UP");
        Typing.once(cluster.cliPort(), "set server nodes/s1 state drain;set server nodes/s2 state maint\n");
        assertThat(row("s1")).containsEntry("status", "DRAIN").containsEntry("lastchg", "0");
        assertThat(row("s2")).containsEntry("status", "MAINT");
        assertThat(row("BACKEND")).containsEntry("status", "DOWN").containsEntry("act", "0").containsEntry("chkdown", "1");
    }

    @Test
    void a_server_that_fell_shows_its_check_and_counts_its_fall() throws Exception {
        cluster.server(0).close().await();
        cluster.get("/");
        cluster.get("/");
        while (!row("s1").get("check_health").equals("0")) {
            Thread.onSpinWait();
        }
        assertThat(row("s1")).containsEntry("status", "DOWN");
        assertThat(row("s1")).containsEntry("chkdown", "1").containsEntry("check_health", "0").containsEntry("check_fall", "3");
        assertThat(row("s1").get("check_status")).isIn("L4CON", "L7RSP");
        assertThat(row("BACKEND")).containsEntry("act", "1").containsEntry("status", "UP").containsEntry("chkdown", "0");
        assertThat(Integer.parseInt(row("BACKEND").get("econ"))).as("tried in vain").isPositive();
        assertThat(row("BACKEND").get("wretr")).isEqualTo(row("BACKEND").get("wredis"));
    }

    @Test
    void clients_that_stick_are_not_counted_as_chosen() throws Exception {
        cluster.admin("PUT", "/admin/strategy", "{\"strategy\":\"sticky-cookie\"}");
        cluster.send(cluster.request("/").header("cookie", "SERVERID=s1").build());
        assertThat(row("s1")).containsEntry("stot", "1").containsEntry("lbtot", "0").containsEntry("cookie", "s1");
        assertThat(row("BACKEND")).containsEntry("cookie", "SERVERID").containsEntry("algo", "roundrobin");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-1 -1 -1      | FRONTEND s1 s2 BACKEND",
        "3 -1 -1       | s1 s2 BACKEND",
        "nodes 4 -1    | s1 s2",
        "localnodes -1 -1 | FRONTEND",
        "-1 3 -1       | FRONTEND BACKEND",
        "3 4 2         | s2"})
    void rows_are_selected_by_proxy_type_and_server(String filter, String services) throws Exception {
        assertThat(lines("show stat " + filter).stream().skip(1).map(line -> line.split(",")[1])).containsExactly(services.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/;csv", "/stats;csv", "/haproxy;csv", "/;csv;norefresh"})
    void the_same_table_is_on_the_admin_port(String path) throws Exception {
        HttpResponse<String> answer = cluster.admin("GET", path, null);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
        assertThat(answer.body().lines().findFirst().orElse("")).isEqualTo(HEADER);
        assertThat(answer.body()).contains("\nnodes,s1,").endsWith(",\n");
    }
}
