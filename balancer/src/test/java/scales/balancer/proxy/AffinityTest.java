package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AffinityTest {
    private final Affinity insert = new Affinity(Affinity.Mode.INSERT, "SERVERID");
    private final Affinity prefix = new Affinity(Affinity.Mode.PREFIX, "NODESESSID");

    private static MultiMap headers(String name, String... values) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (String value : values) {
            headers.add(name, value);
        }
        return headers;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "a=1; SERVERID=s2; b=2 | s2 | a=1; b=2",
        "SERVERID=s1           | s1 | -",
        "SERVERID=s1;SERVERID=s2 | s1 | -",
        "SERVERID=             | '' | -",
        "serverid=s1           | -  | serverid=s1",
        "XSERVERID=s1; a=b     | -  | XSERVERID=s1; a=b",
        "SERVERIDX=s1          | -  | SERVERIDX=s1"})
    void an_inserted_cookie_is_read_and_never_reaches_the_node(String cookie, String found, String passedOn) {
        MultiMap headers = headers("cookie", cookie);
        assertThat(insert.take(headers)).isEqualTo(found);
        assertThat(headers.get("cookie")).isEqualTo(passedOn);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "NODESESSID=s1~abc; a=1 | s1 | NODESESSID=abc; a=1",
        "NODESESSID=abc         | '' | NODESESSID=abc",
        "a=1; NODESESSID=s2~x~y | s2 | a=1; NODESESSID=x~y"})
    void a_prefix_is_taken_off_before_the_node_sees_it(String cookie, String found, String passedOn) {
        MultiMap headers = headers("cookie", cookie);
        assertThat(prefix.take(headers)).isEqualTo(found);
        assertThat(headers.get("cookie")).isEqualTo(passedOn);
    }

    @Test
    void cookies_in_several_headers_are_read_as_one() {
        MultiMap headers = headers("cookie", "a=1", "SERVERID=s2", "b=2");
        assertThat(insert.take(headers)).isEqualTo("s2");
        assertThat(headers.getAll("cookie")).containsExactly("a=1; b=2");
    }

    @Test
    void a_client_that_has_its_node_already_is_told_nothing() {
        MultiMap answer = headers("x", "y");
        insert.give("s1", "s1", answer);
        assertThat(answer.contains("set-cookie")).isFalse();
        assertThat(answer.contains("cache-control")).isFalse();
    }

    @Test
    void a_new_client_is_told_its_node_in_an_answer_that_no_cache_keeps() {
        MultiMap answer = headers("set-cookie", "own=1");
        insert.give("s1", null, answer);
        assertThat(answer.getAll("set-cookie")).containsExactly("own=1", "SERVERID=s1; path=/");
        assertThat(answer.get("cache-control")).isEqualTo("private");
    }

    @Test
    void only_the_named_cookie_of_the_application_gets_the_prefix() {
        MultiMap answer = headers("set-cookie", "NODESESSID=abc; Path=/; HttpOnly", "other=1");
        prefix.give("s2", null, answer);
        assertThat(answer.getAll("set-cookie")).containsExactly("NODESESSID=s2~abc; Path=/; HttpOnly", "other=1");
    }
}
