package scales.lab.scenario;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads {@code at 20s: delay s1 250ms}. */
final class FaultReader {
    private static final Pattern FORM = Pattern.compile("at\\s+(\\S+)\\s*:\\s*(\\S+)(.*)");

    Fault read(String line) {
        Matcher form = FORM.matcher(line);
        if (!form.matches()) {
            throw new IllegalArgumentException("expected 'at TIME: ACTION', got '" + line + "'");
        }
        Duration at = Durations.parse(form.group(1));
        Fault.Kind kind = kind(form.group(2));
        String[] words = form.group(3).isBlank() ? new String[0] : form.group(3).strip().split("\\s+");
        int expected = (kind.needsNode() ? 1 : 0) + (kind.value() == Fault.Kind.Value.NONE ? 0 : 1);
        if (words.length != expected) {
            throw new IllegalArgumentException("expected '" + usage(kind) + "', got '" + line + "'");
        }
        return new Fault(at, kind, kind.needsNode() ? ScenarioReader.id(words[0]) : "", value(kind, words));
    }

    private static Fault.Kind kind(String word) {
        return Arrays.stream(Fault.Kind.values()).filter(kind -> kind.word().equals(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected one of "
                        + Arrays.stream(Fault.Kind.values()).map(Fault.Kind::word).collect(Collectors.joining(", "))
                        + ", got '" + word.toLowerCase(Locale.ROOT) + "'"));
    }

    private static String usage(Fault.Kind kind) {
        return "at TIME: " + kind.word() + (kind.needsNode() ? " NODE" : "") + switch (kind.value()) {
            case NONE -> "";
            case NUMBER -> " NUMBER";
            case MILLIS -> " TIME";
        };
    }

    private static double value(Fault.Kind kind, String[] words) {
        return switch (kind.value()) {
            case NONE -> 0;
            case MILLIS -> Durations.parse(words[words.length - 1]).toNanos() / 1e6;
            case NUMBER -> number(kind, words[words.length - 1]);
        };
    }

    private static double number(Fault.Kind kind, String text) {
        return switch (kind) {
            case WEIGHT -> ScenarioReader.whole(text, 0, 256);
            case RATE -> ScenarioReader.rate(text.endsWith("/s") ? text : text + "/s");
            default -> ScenarioReader.whole(text, 0, 100_000);
        };
    }
}
