package scales.balancer.admin.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoAlertPresentException;
import org.openqa.selenium.OutputType;
import scales.balancer.Cluster;

/** The stats page, used as people use it. With {@code -Dscreenshots=FOLDER} it leaves pictures there. */
class PageTest {
    private static Browser browser;

    private Cluster cluster;

    @BeforeAll
    static void openBrowser() {
        browser = new Browser();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void openPage() throws Exception {
        cluster = new Cluster().node("s1", request -> request.response().end("s1"))
                .node("s2", request -> request.response().end("s2")).start();
        browser.size(1400, 1100);
        browser.prefer("light");
        browser.open("http://127.0.0.1:" + cluster.adminPort() + "/");
        // The cluster of the test before is gone, and the browser complains of that.
        browser.complaints();
        browser.await("both nodes", () -> browser.text("#nodes").contains("s2"));
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void it_shows_every_node_and_follows_what_happens_without_a_reload() throws Exception {
        browser.await("the checks' verdict", () -> row("s1").contains("UP") && row("s1").contains("L7OK/200"));
        for (int i = 0; i < 10; i++) {
            cluster.get("/");
        }
        browser.await("the counts", () -> cell("s1", "Requests").equals("5") && cell("s1", "Share").equals("50.0 %"));
        browser.await("lines in both charts", () -> lines("share") == 2 && lines("latency") == 2);
        screenshot("page.png");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void a_node_is_drained_and_brought_back_by_its_buttons() throws Exception {
        browser.find("#node-s1 button[data-state=drain]").click();
        browser.await("DRAIN", () -> cell("s1", "Status").startsWith("DRAIN"));
        assertThat(cluster.node("s1").getString("state")).isEqualTo("drain");
        assertThat(cluster.get("/").body() + cluster.get("/").body()).isEqualTo("s2s2");
        browser.await("the event", () -> browser.text("#log").contains("Server nodes/s1 enters drain state."));
        browser.find("#node-s1 button[data-state=ready]").click();
        browser.await("UP", () -> cell("s1", "Status").startsWith("UP"));
        assertThat(cluster.node("s1").getString("state")).isEqualTo("ready");
    }

    @Test
    void everything_can_be_done_by_keyboard() throws Exception {
        browser.find("#node-s2 input").sendKeys(Keys.chord(Keys.CONTROL, "a"), "3", Keys.ENTER);
        browser.await("the new weight", () -> weightOf("s2") == 3);
        browser.find("#node-s2 button[data-state=maint]").sendKeys(Keys.SPACE);
        browser.await("MAINT", () -> cell("s2", "Status").startsWith("MAINT"));
        assertThat(browser.script("return document.activeElement.dataset.state"))
                .as("what was focused stays focused while the page renews itself").isEqualTo("maint");
    }

    @Test
    void the_strategy_is_changed_and_its_rule_shown() {
        browser.find("#strategy option[value=least-connections]").click();
        browser.find("#sticky").click();
        browser.find("#strategy-form button").click();
        browser.await("the new rule", () -> browser.text("#rule").contains("least in flight"));
        assertThat(cluster.balancer().port()).isPositive();
        browser.await("the event", () -> browser.text("#log").contains("sticky-cookie+least-connections"));
    }

    @Test
    void the_last_decisions_are_explained() throws Exception {
        cluster.get("/why");
        browser.await("the decision", () -> browser.text("#decisions").contains("s1"));
        browser.find("#decisions summary").click();
        assertThat(browser.text("#decisions")).contains("GET /why from 127.0.0.1, attempt 1").contains("candidates: s1, s2");
    }

    @Test
    void a_decision_that_is_focused_stays_while_others_come() throws Exception {
        cluster.get("/first");
        browser.await("the decision", () -> !browser.driver().findElements(By.cssSelector("#decisions summary")).isEmpty());
        browser.script("document.querySelector('#decisions summary').focus()");
        for (int i = 0; i < 5; i++) {
            cluster.get("/later");
        }
        browser.await("the counts", () -> cell("s1", "Requests").equals("3"));
        browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
        assertThat(browser.text("#decisions")).contains("GET /first");
    }

    @Test
    void nothing_sticks_out_at_any_width() throws Exception {
        int port = cluster.server(0).actualPort();
        String name = "a-node-with-a-name-as-long-as-anybody-may-give-it-64-characters.";
        cluster.admin("POST", "/admin/nodes", "{\"id\":\"" + name + "\",\"address\":\"127.0.0.1:" + port + "\",\"limit\":100}");
        browser.await("it", () -> browser.text("#nodes").contains(name));
        for (int width : new int[] {360, 768, 1024, 1280, 1366, 1440, 1920}) {
            browser.size(width, 900);
            assertThat((Long) browser.script("return document.documentElement.scrollWidth - innerWidth")).as("at %d", width).isNotPositive();
        }
    }

    @Test
    void a_trap_is_pointed_out_while_it_is_open() throws Exception {
        cluster.admin("PUT", "/admin/strategy", "{\"strategy\":\"first\"}");
        browser.await("the hint", () -> browser.text("#hints").contains("limit"));
        screenshot("page-hint.png");
        cluster.admin("PUT", "/admin/strategy", "{\"strategy\":\"round-robin\"}");
        browser.await("no hint", () -> browser.text("#hints").isEmpty());
    }

    @Test
    void the_last_open_node_is_closed_only_by_who_insists() throws Exception {
        browser.find("#node-s1 button[data-state=maint]").click();
        browser.await("MAINT", () -> cell("s1", "Status").startsWith("MAINT"));
        browser.find("#node-s2 button[data-state=drain]").click();
        browser.await("a question", PageTest::dialogIsOpen);
        browser.driver().switchTo().alert().dismiss();
        browser.await("the refusal", () -> browser.text("#problem").contains("s2"));
        assertThat(cluster.node("s2").getString("state")).isEqualTo("ready");
        browser.find("#node-s2 button[data-state=drain]").click();
        browser.await("a question", PageTest::dialogIsOpen);
        browser.driver().switchTo().alert().accept();
        browser.await("DRAIN", () -> cell("s2", "Status").startsWith("DRAIN"));
    }

    private static boolean dialogIsOpen() {
        try {
            browser.driver().switchTo().alert();
            return true;
        } catch (NoAlertPresentException none) {
            return false;
        }
    }

    @Test
    void where_a_token_is_needed_the_page_asks_for_it(@TempDir Path folder) throws Exception {
        Path token = folder.resolve("token");
        try (Cluster guarded = new Cluster().node("s1", request -> request.response().end("s1")).node("s2", request -> request.response().end("s2"))
                .with("--admin-host", "0.0.0.0", "--admin-token-file", token.toString()).start()) {
            browser.open("http://127.0.0.1:" + guarded.adminPort() + "/");
            browser.await("the nodes", () -> browser.text("#nodes").contains("s2"));
            browser.find("#node-s1 button[data-state=drain]").click();
            browser.await("the refusal", () -> browser.text("#problem").contains("Bearer"));
            assertThat(cell("s1", "Status")).startsWith("UP");
            browser.find("#token").sendKeys(Files.readString(token).strip(), Keys.ENTER);
            browser.find("#node-s1 button[data-state=drain]").click();
            browser.await("DRAIN", () -> cell("s1", "Status").startsWith("DRAIN"));
        }
    }

    @Test
    void counters_are_reset() throws Exception {
        cluster.get("/");
        browser.await("the count", () -> cell("s1", "Requests").equals("1"));
        browser.find("#reset-form button").click();
        browser.await("none", () -> cell("s1", "Requests").equals("0"));
    }

    @Test
    void a_node_that_joins_or_leaves_comes_and_goes() throws Exception {
        cluster.admin("POST", "/admin/nodes", "{\"id\":\"s3\",\"address\":\"127.0.0.1:" + cluster.server(0).actualPort() + "\"}");
        browser.await("s3", () -> browser.text("#nodes").contains("s3"));
        cluster.admin("DELETE", "/admin/nodes/s3?force=true", null);
        browser.await("no s3", () -> !browser.text("#nodes").contains("s3"));
    }

    @Test
    void it_fits_a_phone_and_the_dark() throws Exception {
        Object light = browser.script("return getComputedStyle(document.body).backgroundColor");
        browser.prefer("dark");
        browser.size(390, 1400);
        assertThat(browser.script("return getComputedStyle(document.body).backgroundColor")).isNotEqualTo(light);
        assertThat(browser.script("return document.documentElement.scrollWidth <= innerWidth"))
                .as("nothing sticks out").isEqualTo(true);
        browser.find("#node-s1 button[data-state=drain]").click();
        browser.await("DRAIN", () -> browser.text("#node-s1").contains("DRAIN"));
        screenshot("page-phone-dark.png");
    }

    private String row(String id) {
        return browser.text("#node-" + id);
    }

    private String cell(String id, String label) {
        return browser.text("#node-" + id + " td[data-label='" + label + "']");
    }

    private int weightOf(String id) {
        try {
            return cluster.node(id).getInteger("weight");
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    private long lines(String canvas) {
        return (Long) browser.script("return Chart.getChart('" + canvas + "').data.datasets.length");
    }

    private static void screenshot(String name) throws Exception {
        String folder = System.getProperty("screenshots");
        if (folder != null) {
            Files.write(Path.of(folder, name), browser.driver().getScreenshotAs(OutputType.BYTES));
        }
    }
}
