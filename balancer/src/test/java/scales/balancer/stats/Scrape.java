package scales.balancer.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prometheus' text format, read strictly, as {@code promtool check metrics} does. */
public final class Scrape {
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\",?");

    /** @param labels all names that its samples have */
    public record Family(String type, String help, Set<String> labels) {}

    private final Map<String, Family> families = new LinkedHashMap<>();
    private final Map<String, Double> values = new LinkedHashMap<>();

    public Scrape(String text) {
        assertThat(text).endsWith("\n");
        String name = null;
        String help = null;
        Set<String> done = new HashSet<>();
        for (String line : text.split("\n")) {
            String[] words = line.split(" ", 4);
            if (line.startsWith("# HELP ")) {
                help = words[3];
                assertThat(help).as(line).isNotBlank();
                assertThat(done.add(words[2])).as("%s is said once", words[2]).isTrue();
            } else if (line.startsWith("# TYPE ")) {
                name = words[2];
                assertThat(done).as("HELP before %s", line).contains(name);
                families.put(name, new Family(words[3], help, new TreeSet<>()));
            } else {
                sample(line, name);
            }
        }
        families.forEach(this::check);
    }

    private void sample(String line, String family) {
        Matcher sample = SAMPLE.matcher(line);
        assertThat(sample.matches()).as(line).isTrue();
        String suffix = sample.group(1).substring(family.length());
        assertThat(sample.group(1)).as(line).startsWith(family);
        assertThat(suffix).as(line).isIn(families.get(family).type().equals("histogram") ? Set.of("_bucket", "_sum", "_count")
                : families.get(family).type().equals("summary") ? Set.of("", "_sum", "_count") : Set.of(""));
        Map<String, String> labels = new TreeMap<>();
        if (sample.group(2) != null) {
            Matcher label = LABEL.matcher(sample.group(2));
            int end = 0;
            while (label.find() && label.start() == end) {
                labels.put(label.group(1), label.group(2));
                end = label.end();
            }
            assertThat(end).as(line).isEqualTo(sample.group(2).length());
        }
        families.get(family).labels().addAll(labels.keySet());
        double value = sample.group(3).equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(sample.group(3));
        assertThat(values.put(sample.group(1) + labels, value)).as("another %s", line).isNull();
    }

    private void check(String name, Family family) {
        assertThat(name.endsWith("_total")).as("%s is a %s", name, family.type()).isEqualTo(family.type().equals("counter"));
        if (family.type().equals("histogram")) {
            values.forEach((series, count) -> {
                if (series.startsWith(name + "_bucket") && series.contains("le=+Inf")) {
                    String others = series.replace("_bucket", "_count").replaceAll("le=\\+Inf(, )?", "").replace(", }", "}");
                    assertThat(values.get(others)).as(series).isEqualTo(count);
                }
            });
        }
    }

    public Map<String, Family> families() {
        return families;
    }

    /** @param labels in alphabetical order, as {@code "{code=200, node=s1}"}; {@code "{}"} for none */
    public double value(String name, String labels) {
        return values.getOrDefault(name + labels, 0.0);
    }
}
