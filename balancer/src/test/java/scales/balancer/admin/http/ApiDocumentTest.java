package scales.balancer.admin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scales.balancer.Cluster;
import scales.balancer.admin.Audit;
import scales.balancer.admin.Operations;

/** What openapi/balancer.json says of the admin API is so, and it says all. */
class ApiDocumentTest {
    /** Method, target, body or -, status: in this order, so that each finds what the ones before left. */
    private static final String CALLS = """
            GET / - 200
            GET /page.js - 200
            GET /icon.svg - 200
            GET /page.css - 200
            GET /admin/openapi.json - 200
            GET /admin/nodes - 200
            GET /admin/nodes/s1 - 200
            GET /admin/nodes/s9 - 404
            POST /admin/nodes {"id":"s3","address":"127.0.0.1:1","weight":2,"limit":4} 201
            POST /admin/nodes {"id":"s3","address":"127.0.0.1:1"} 409
            POST /admin/nodes {"id":"a/b","address":"127.0.0.1:1"} 400
            POST /admin/nodes {"id":"w1","port":1,"slots":2,"instance":"i","ttl":60} 201
            POST /admin/nodes {"id":"w1","port":1,"slots":2,"instance":"i","ttl":60} 200
            POST /admin/nodes/w1/leave - 200
            POST /admin/nodes/w9/leave - 404
            DELETE /admin/nodes/w1 - 204
            DELETE /admin/nodes/s3 - 409
            DELETE /admin/nodes/s3?force=perhaps - 400
            DELETE /admin/nodes/s3?force=true - 204
            DELETE /admin/nodes/s3 - 404
            PATCH /admin/nodes/s1 {"weight":3,"limit":0} 200
            PATCH /admin/nodes/s1 {"wieght":3} 400
            PATCH /admin/nodes/s9 {"weight":3} 404
            GET /admin/strategies - 200
            PUT /admin/strategy {"strategy":"first"} 200
            GET /admin/strategy - 200
            GET /admin/hints - 200
            PUT /admin/strategy {"strategy":"best"} 400
            PUT /admin/strategy {"strategy":"sticky-cookie+least-connections","mode":"insert","cookie":"C"} 200
            GET /admin/strategy - 200
            GET /admin/stats - 200
            GET /admin/log - 200
            GET /admin/decisions?last=10 - 200
            GET /admin/decisions?last=0 - 400
            GET /admin/decisions?node=s9 - 404
            GET /admin/decisions/mine - 200
            GET /admin/decisions/yours - 404
            GET /;csv - 200
            GET /;csv;norefresh - 200
            GET /stats;csv - 200
            GET /metrics - 200
            GET /haproxy;csv - 200
            GET /health/live - 200
            GET /health/ready - 200
            POST /admin/nodes/s0/maint - 200
            POST /admin/nodes/s1/drain?wait=1s&deadline=1h - 200
            GET /admin/nodes/s1 - 200
            POST /admin/nodes/s2/drain - 409
            POST /admin/nodes/s1/drain?wait=soon - 400
            POST /admin/nodes/s9/drain - 404
            POST /admin/nodes/s1/maint - 200
            POST /admin/nodes/s2/maint - 409
            POST /admin/nodes/s2/maint?force=true - 200
            GET /health/ready - 503
            POST /admin/nodes/s1/ready - 200
            POST /admin/nodes/s9/ready - 404
            POST /admin/stats/reset - 200
            """;

    private final Cluster cluster = new Cluster();
    private ApiDocument document;

    @BeforeEach
    void start() throws Exception {
        cluster.node("s1", request -> request.response().end("s1")).node("s2", request -> request.response().end("s2"))
                .node("s0", request -> request.connection().close()).start();
        document = new ApiDocument(cluster.admin("GET", "/admin/openapi.json", null).body());
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private static Router router(Vertx vertx) {
        Operations operations = NoNodes.operations();
        return AdminServer.router(vertx, new AdminSettings("127.0.0.1", 0, List.of(), null), operations, null,
                new Audit(operations, operations.events(), () -> 0), PageRoutes.read());
    }

    @Test
    void it_has_every_route_and_no_other() {
        Set<String> mounted = new TreeSet<>();
        for (Route route : router(cluster.vertx()).getRoutes()) {
            if (route.methods() != null) {
                // HEAD goes with GET, and is said once for all.
                route.methods().stream().filter(method -> !method.name().equals("HEAD")).forEach(method -> mounted.add(method + " " + route.getPath().replaceAll(":([A-Za-z]+)", "{$1}")));
            }
        }
        assertThat(document.operations()).isEqualTo(mounted);
    }

    @Test
    void every_answer_is_as_it_says() throws Exception {
        for (int i = 0; i < 60; i++) {
            cluster.send(cluster.request("/").header("x-request-id", "mine").build());
        }
        for (String call : CALLS.lines().toList()) {
            String[] words = call.split(" ");
            String body = words[2].equals("-") ? null : words[2];
            HttpResponse<String> answer = cluster.admin(words[0], words[1], body);
            assertThat(answer.statusCode()).as("%s\n%s", call, answer.body()).isEqualTo(Integer.parseInt(words[3]));
            document.expectAnswer(words[0], words[1], answer.statusCode(), answer.headers(), answer.body());
            if (body != null && answer.statusCode() / 100 == 2) {
                document.expectRequest(words[0], words[1], body);
            }
        }
        assertThat(document.notMet()).containsExactly("GET /admin/events");
    }

    @Test
    void so_are_the_events_which_do_not_end() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + cluster.adminPort() + "/admin/events?last=5")).build();
        HttpResponse<InputStream> answer = cluster.client().send(request, BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body()))) {
            cluster.admin("PATCH", "/admin/nodes/s1", "{\"weight\":5}");
            document.expectAnswer("GET", "/admin/events", answer.statusCode(), answer.headers(), null);
            String line = lines.readLine();
            while (!line.startsWith("data: ")) {
                line = lines.readLine();
            }
            document.expect(new JsonObject().put("$ref", "#/components/schemas/Event"), new JsonObject(line.substring(6)));
        }
    }

    @Test
    void a_file_that_has_not_changed_is_not_sent_again() throws Exception {
        String tag = cluster.admin("GET", "/", null).headers().firstValue("etag").orElseThrow();
        HttpResponse<String> same = cluster.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + cluster.adminPort() + "/"))
                .header("if-none-match", tag).build());
        document.expectAnswer("GET", "/", same.statusCode(), same.headers(), same.body());
        assertThat(same.statusCode()).isEqualTo(304);
    }

    @Test
    void other_methods_are_405_and_other_paths_404() throws Exception {
        for (String path : new String[] {"/", "/page.css", "/admin/nodes", "/admin/nodes/s1/drain", "/admin/openapi.json", "/;csv", "/admin/events"}) {
            for (String method : new String[] {"PUT", "OPTIONS", "QUERY"}) {
                HttpResponse<String> answer = cluster.admin(method, path, null);
                assertThat(answer.statusCode()).as("%s %s", method, path).isEqualTo(405);
                document.expect(new JsonObject().put("$ref", "#/components/schemas/Error"), new JsonObject(answer.body()));
            }
        }
        assertThat(cluster.admin("GET", "/admin", null).statusCode()).isEqualTo(404);
        assertThat(cluster.admin("GET", "/admin/nodes/s1/more", null).statusCode()).isEqualTo(404);
    }

    @Test
    void what_it_refers_to_is_there_and_its_examples_are_right() {
        document.parts().filter(part -> part.getValue("$ref") instanceof String).forEach(document::resolve);
        document.parts().filter(part -> part.containsKey("schema") && part.containsKey("example"))
                .forEach(part -> document.expect(part.getJsonObject("schema"), part.getValue("example")));
        document.parts().filter(part -> part.containsKey("type") && part.getValue("examples") instanceof JsonArray)
                .forEach(schema -> schema.getJsonArray("examples").forEach(example -> document.expect(schema, example)));
    }

    @Test
    void an_answer_with_a_field_that_it_does_not_have_would_not_pass() throws Exception {
        JsonObject node = cluster.node("s1").put("colour", "red");
        JsonObject schema = new JsonObject().put("$ref", "#/components/schemas/Node");
        assertThatThrownBy(() -> document.expect(schema, node)).isInstanceOf(AssertionError.class);
    }
}
