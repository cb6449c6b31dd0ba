package scales.lab.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of a document, and what it says that they print. */
final class Document {
    private static final Pattern FENCED = Pattern.compile("^```(sh|text)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    private Document() {}

    /** @param expected lines in which … stands for anything; none where the document shows no output */
    record Block(String commands, List<String> expected) {}

    /** What is tried on one cluster. */
    record Chapter(List<String> upOptions, List<Block> blocks) {
        @Override
        public String toString() {
            return "./scales up " + String.join(" ", upOptions);
        }
    }

    static List<Chapter> chapters(Path file) throws IOException {
        List<Chapter> chapters = new ArrayList<>();
        Matcher fenced = FENCED.matcher(Files.readString(file));
        while (fenced.find()) {
            String text = fenced.group(2);
            List<Block> blocks = chapters.isEmpty() ? null : chapters.get(chapters.size() - 1).blocks();
            if (fenced.group(1).equals("text")) {
                Block asked = blocks.remove(blocks.size() - 1);
                blocks.add(new Block(asked.commands(), text.lines().map(String::strip).toList()));
            } else if (text.startsWith("./scales up")) {
                chapters.add(new Chapter(List.of(text.strip().split(" ")).subList(2, text.strip().split(" ").length), new ArrayList<>()));
            } else if (!chapters.isEmpty() && !text.startsWith("./scales compare") && !text.startsWith("./scales simulate")) {
                blocks.add(new Block(text, List.of()));
            }
        }
        return chapters;
    }

    static Pattern pattern(List<String> expected) {
        return Pattern.compile(String.join("\n", expected.stream()
                .map(line -> line.isEmpty() ? "" : String.join(".*", List.of(line.split("…", -1)).stream().map(Pattern::quote).toList())).toList()));
    }
}
