package scales.balancer.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import scales.balancer.strategy.Strategies;

/** What the documents say of the code is true. */
class DocumentsTest {
    private static final Path ROOT = Path.of(System.getProperty("scales.root"));
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)");

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }

    @Test
    void the_table_of_strategies_is_the_registry() throws IOException {
        List<String> rows = Strategies.all().stream()
                .map(entry -> "| `" + entry.name() + "` | " + (entry.alias().isEmpty() ? "" : "`" + entry.alias() + "`") + " | "
                        + entry.rule() + " |")
                .toList();
        assertThat(read(ROOT.resolve("README.md")).lines().filter(line -> line.startsWith("| `")).toList()).isEqualTo(rows);
    }

    @Test
    void no_link_between_documents_leads_nowhere() throws IOException {
        try (Stream<Path> documents = Stream.concat(Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")),
                Files.list(ROOT.resolve("docs")).filter(file -> file.toString().endsWith(".md")))) {
            for (Path document : documents.toList()) {
                Matcher links = LINK.matcher(read(document));
                while (links.find()) {
                    if (!links.group(1).startsWith("http")) {
                        assertThat(document.resolveSibling(links.group(1))).as("a link in %s", document.getFileName()).exists();
                    }
                }
            }
        }
    }

    @Test
    void the_map_names_packages_that_are_there() throws IOException {
        Matcher names = Pattern.compile("\\| `(scales(?:\\.[a-z]+)+)` \\|").matcher(read(ROOT.resolve("docs/architecture.md")));
        int found = 0;
        while (names.find()) {
            String module = names.group(1).split("\\.")[1];
            assertThat(ROOT.resolve(module + "/src/main/java/" + names.group(1).replace('.', '/'))).isDirectory();
            found++;
        }
        assertThat(found).isGreaterThan(10);
    }
}
