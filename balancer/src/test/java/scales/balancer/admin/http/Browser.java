package scales.balancer.admin.http;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.StaleElementReferenceException;

/** A real browser without a window. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<File> DRIVERS = List.of(new File("/usr/bin/chromedriver"), new File("/usr/local/bin/chromedriver"));

    private final ChromeDriver driver;

    /** Where there is no browser, the test reports itself as skipped. */
    Browser() {
        File found = DRIVERS.stream().filter(File::canExecute).findFirst().orElse(null);
        assumeTrue(found != null, "chromedriver is not installed");
        ChromeOptions options = new ChromeOptions();
        options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage");
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logging);
        driver = new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(found).build(), options);
        size(1400, 1100);
    }

    void size(int width, int height) {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void prefer(String colourScheme) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colourScheme))));
    }

    Browser open(String address) {
        driver.get(address);
        return this;
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    String text(String css) {
        return find(css).getText();
    }

    Object script(String text) {
        return driver.executeScript(text);
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Waits for something that the page does by itself. */
    void await(String what, BooleanSupplier seen) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds(seen)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never seen on the page: " + what + "\n" + text("body") + "\n" + complaints());
            }
            Thread.onSpinWait();
        }
    }

    private static boolean holds(BooleanSupplier seen) {
        try {
            return seen.getAsBoolean();
        } catch (StaleElementReferenceException redrawn) {
            return false;
        }
    }

    /** What the browser itself complained of. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage).toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
