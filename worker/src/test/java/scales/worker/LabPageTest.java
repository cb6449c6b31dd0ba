package scales.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LabPageTest {
    private static TestWorker worker;

    @BeforeAll
    static void start() {
        worker = TestWorker.start();
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    @Test
    void the_page_is_one_line_of_compact_json_in_the_order_the_lab_expects() throws Exception {
        HttpResponse<String> page = worker.get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
        String host = InetAddress.getLocalHost().getHostName();
        assertThat(page.body()).matches(("\\{'hello':'world!','ip':'127\\.0\\.0\\.1','host':'" + Pattern.quote(host)
                        + "','tag':'s1','sessionViews':1,'id':'[A-Za-z0-9_-]{32}'}")
                .replace('\'', '"'));
    }

    @Test
    void a_session_is_named_by_a_cookie_once_and_counts_its_views() {
        HttpResponse<String> first = worker.get("/");
        Matcher cookie = Pattern.compile("NODESESSID=([^;]{32}); Path=/; HttpOnly").matcher(setCookie(first));
        assertThat(cookie.matches()).isTrue();
        assertThat(first.body()).contains("\"id\":\"" + cookie.group(1) + "\"");

        HttpResponse<String> second = worker.get("/", "Cookie", "a=b; NODESESSID=" + cookie.group(1));
        assertThat(second.body()).contains("\"sessionViews\":2,\"id\":\"" + cookie.group(1) + "\"");
        assertThat(second.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void an_unknown_session_begins_anew() {
        HttpResponse<String> page = worker.get("/", "Cookie", "NODESESSID=of-another-node");

        assertThat(page.body()).contains("\"sessionViews\":1").doesNotContain("of-another-node");
        assertThat(setCookie(page)).startsWith("NODESESSID=");
    }

    @Test
    void head_takes_the_same_route() {
        HttpResponse<String> head = worker.send("HEAD", "/");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(setCookie(head)).startsWith("NODESESSID=");
        assertThat(head.headers().firstValue("Content-Length"))
                .hasValue(Integer.toString(worker.get("/").body().length()));
    }

    private static String setCookie(HttpResponse<?> response) {
        return response.headers().firstValue("Set-Cookie").orElse("none");
    }
}
