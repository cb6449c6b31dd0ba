package scales.worker.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import scales.worker.TestWorker;

class AnnounceTest {
    private static final String REGISTER = "POST /admin/nodes";

    @Test
    void registers_with_what_a_balancer_needs_to_know_and_the_token() throws Exception {
        try (FakeBalancer balancer = new FakeBalancer(0);
                TestWorker worker = TestWorker.start(
                        Map.of("SCALES_ANNOUNCE", balancer.url(), "SCALES_ADMIN_TOKEN", "secret"), "--weight=3")) {
            FakeBalancer.Call call = balancer.next();

            assertThat(call.line()).isEqualTo(REGISTER);
            assertThat(call.authorization()).isEqualTo("Bearer secret");
            assertThat(call.body().remove("instance")).asString().isNotBlank();
            assertThat(call.body()).isEqualTo(new JsonObject()
                    .put("id", "s1").put("port", worker.worker().port()).put("weight", 3).put("slots", 2).put("ttl", 15));
        }
    }

    @Test
    void an_advertised_address_takes_the_place_of_the_port_and_without_a_token_none_is_sent() throws Exception {
        try (FakeBalancer balancer = new FakeBalancer(0);
                TestWorker worker = TestWorker.start("--announce=" + balancer.url() + "/", "--advertise=10.0.0.5:3001")) {
            FakeBalancer.Call call = balancer.next();

            assertThat(call.line()).isEqualTo(REGISTER);
            assertThat(call.authorization()).isNull();
            assertThat(call.body().getString("address")).isEqualTo("10.0.0.5:3001");
            assertThat(call.body().containsKey("port")).isFalse();
            assertThat(worker.get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void renews_again_and_again_also_after_refusals() throws Exception {
        try (FakeBalancer balancer = new FakeBalancer(0)) {
            balancer.answers(401);
            try (TestWorker worker = TestWorker.start("--announce=" + balancer.url(), "--announce-ttl=1s")) {
                for (int status : new int[] {401, 500, 201, 200, 200}) {
                    balancer.answers(status);
                    assertThat(balancer.next().line()).isEqualTo(REGISTER);
                }
                assertThat(worker.get("/health").statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void a_balancer_may_start_after_its_workers_and_come_back() throws Exception {
        int port;
        try (FakeBalancer before = new FakeBalancer(0)) {
            port = before.port();
        }
        try (TestWorker worker = TestWorker.start("--announce=http://localhost:" + port, "--announce-ttl=1s")) {
            try (FakeBalancer late = new FakeBalancer(port)) {
                assertThat(late.next().line()).isEqualTo(REGISTER);
            }
            try (FakeBalancer again = new FakeBalancer(port)) {
                assertThat(again.next().line()).isEqualTo(REGISTER);
            }
            assertThat(worker.get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_stopping_worker_asks_to_be_drained_and_is_removed_when_it_has_finished() throws Exception {
        try (FakeBalancer balancer = new FakeBalancer(0);
                FakeBalancer other = new FakeBalancer(0)) {
            TestWorker worker = TestWorker.start(
                    "--announce=" + balancer.url() + "," + other.url(), "--announce-ttl=10m");
            balancer.next();
            other.next();

            worker.close();

            for (FakeBalancer told : new FakeBalancer[] {balancer, other}) {
                assertThat(told.next().line()).isEqualTo("POST /admin/nodes/s1/leave");
                assertThat(told.next().line()).isEqualTo("DELETE /admin/nodes/s1?force=true");
                assertThat(told.hasCalls()).isFalse();
            }
        }
    }

    @Test
    void a_worker_stops_also_when_no_balancer_listens() {
        TestWorker worker = TestWorker.start("--announce=http://127.0.0.1:1");

        worker.close();
    }
}
