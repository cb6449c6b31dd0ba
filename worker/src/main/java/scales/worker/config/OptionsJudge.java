package scales.worker.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scales.worker.image.Limits;

/** Judges options one by one and together. What is wrong goes to the problems; the result counts only without any. */
final class OptionsJudge {
    private static final Pattern ID = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,64}");
    private static final Pattern HOST_AND_PORT = Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):([0-9]{1,5})");
    private static final Pattern HTTP =
            Pattern.compile("http://(?:[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?(?:/[A-Za-z0-9/._-]*)?");
    /** Red, green, blue and alpha of one byte each: less than any engine can do with. */
    private static final long PIXEL_BYTES = 4;

    private static final Duration DAY = Duration.ofDays(1);

    private final WorkerOptions options;
    private final Environment environment;
    private final Problems problems;

    OptionsJudge(WorkerOptions options, Environment environment, Problems problems) {
        this.options = options;
        this.environment = environment;
        this.problems = problems;
    }

    WorkerConfig judge() {
        return new WorkerConfig(
                id(), http(), slots(), limits(), announce(),
                time("--grace", options.grace, Duration.ZERO),
                time("--lame-duck", options.lameDuck, Duration.ZERO),
                options.log);
    }

    private String id() {
        String id = options.id == null ? hostName() : options.id;
        problems.unless(ID.matcher(id).matches(), "--id", "1 to 64 letters, digits, dots, hyphens or underscores", id);
        return id;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException noName) {
            return "localhost";
        }
    }

    private HttpConfig http() {
        problems.unless(options.port >= 0 && options.port <= 65_535, "--port", "0 to 65535", options.port);
        atLeastOne("--max-body", options.maxBody);
        problems.unless(options.maxBody <= 1 << 30, "--max-body", "at most 1GiB", options.maxBody);
        long memory = Optional.ofNullable(options.bodyMemory)
                .orElse(Math.max(Runtime.getRuntime().maxMemory() / 5, options.maxBody));
        problems.unless(memory >= options.maxBody, "--body-memory", "no less than --max-body", memory);
        Duration timeout = time("--body-timeout", options.bodyTimeout, Duration.ofMillis(1));
        return new HttpConfig(options.host, options.port, options.maxBody, memory, timeout);
    }

    private SlotsConfig slots() {
        int slots = Optional.ofNullable(options.slots).orElse(Runtime.getRuntime().availableProcessors());
        problems.unless(slots >= 1 && slots <= 1_024, "--slots", "1 to 1024", slots);
        problems.unless(options.queue >= 0, "--resize-queue", "0 or more", options.queue);
        return new SlotsConfig(slots, options.queue, pictureMemory());
    }

    private long pictureMemory() {
        return Optional.ofNullable(options.pictureMemory).orElse(Runtime.getRuntime().maxMemory() / 10 * 6);
    }

    private Limits limits() {
        Limits usual = Limits.DEFAULT;
        long held = pictureMemory() / PIXEL_BYTES;
        long in = limit("--max-input-pixels", options.inputPixels, Math.min(usual.inputPixels(), held / 3));
        long out = limit("--max-output-pixels", options.outputPixels, Math.min(usual.outputPixels(), held / 3 * 2));
        problems.unless(
                in + out <= held,
                "--picture-memory",
                "at least %d bytes for %d pixels in and %d out".formatted((in + out) * PIXEL_BYTES, in, out),
                pictureMemory());
        return new Limits(
                in,
                out,
                (int) limit("--max-input-side", options.inputSide, usual.inputSide()),
                (int) limit("--max-output-side", options.outputSide, usual.outputSide()),
                (int) limit("--max-frames", options.frames, usual.frames()),
                limit("--max-animation-pixels", options.animationPixels, usual.animationPixels()),
                limit("--max-animation-output-pixels", options.animationOutputPixels, usual.animationOutputPixels()));
    }

    private long limit(String option, Number value, long usual) {
        return value == null ? usual : atLeastOne(option, value.longValue());
    }

    private AnnounceConfig announce() {
        List<URI> balancers = options.announce.stream().flatMap(url -> balancer(url).stream()).toList();
        Optional<String> advertised = Optional.ofNullable(options.advertise);
        advertised.ifPresent(address -> problems.unless(isAddress(address), "--advertise", "HOST:PORT", address));
        problems.unless(options.weight >= 0 && options.weight <= 256, "--weight", "0 to 256", options.weight);
        Duration ttl = time("--announce-ttl", options.ttl, Duration.ofSeconds(1));
        return new AnnounceConfig(balancers, advertised, options.weight, ttl, token());
    }

    private Optional<URI> balancer(String text) {
        Optional<URI> url = HTTP.matcher(text).matches() ? Optional.of(URI.create(text)) : Optional.empty();
        problems.unless(url.isPresent(), "--announce", "URLs such as http://balancer:1936", text);
        return url;
    }

    private static boolean isAddress(String text) {
        Matcher address = HOST_AND_PORT.matcher(text);
        int port = address.matches() ? Integer.parseInt(address.group(1)) : 0;
        return port >= 1 && port <= 65_535;
    }

    private AdminToken token() {
        Optional<String> given = environment.value("SCALES_ADMIN_TOKEN").map(String::strip);
        if (given.isPresent() && options.tokenFile != null) {
            problems.add("SCALES_ADMIN_TOKEN and --admin-token-file: give only one of them");
        }
        if (given.isPresent() && !AdminToken.isRight(given.get())) {
            problems.add("SCALES_ADMIN_TOKEN: expected one word of visible ASCII characters");
        }
        return new AdminToken(given, Optional.ofNullable(options.tokenFile));
    }

    private Duration time(String option, Duration value, Duration least) {
        Duration judged = value == null ? least : value;
        boolean right = judged.compareTo(least) >= 0 && judged.compareTo(DAY) <= 0;
        problems.unless(right, option, "%d ms to 24h".formatted(least.toMillis()), judged.toMillis() + "ms");
        return judged;
    }

    private long atLeastOne(String option, long value) {
        problems.unless(value >= 1, option, "1 or more", value);
        return value;
    }
}
