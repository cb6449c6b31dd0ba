package scales.lab.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher's own decisions; Java and Maven are stand-ins that say what they were asked. */
class LauncherTest {
    @TempDir
    private Path folder;
    private Clone clone;

    @BeforeEach
    void a_clone_that_was_built() throws IOException {
        clone = new Clone(folder);
        java("17.0.15");
        clone.tool("mvn", "echo \"mvn in $*\" >&2", "for m in balancer worker lab; do touch \"${4%/*}/$m/target/$m.jar\"; done");
        clone.old("pom.xml");
        for (String module : new String[] {"balancer", "worker", "lab"}) {
            clone.old(module + "/pom.xml");
            clone.old(module + "/src/main/java/Some.java");
            Files.createDirectories(clone.root.resolve(module + "/target"));
            Files.writeString(jar(module), "");
        }
    }

    private void java(String version) throws IOException {
        clone.tool("java", "if [ \"$1\" = -version ]; then echo 'openjdk version \"" + version + "\" 2025-04-15' >&2; exit; fi",
                "for word; do echo \"$word\"; done");
    }

    private Path jar(String module) {
        return clone.root.resolve(module + "/target/" + module + ".jar");
    }

    @Test
    void what_is_built_is_started_without_a_word() throws Exception {
        Clone.Ended ended = clone.run("up", "--cookie", "a b");

        assertThat(ended.status()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out().lines().skip(1)).containsExactly("-cp", jar("lab").toString(), "scales.lab.Main", "up", "--cookie", "a b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"balancer", "worker"})
    void balancer_and_worker_can_be_started_alone(String program) throws Exception {
        assertThat(clone.run(program, "--help").out().lines().dropWhile(word -> !word.equals("-cp")))
                .containsExactly("-cp", jar("lab").toString(), "scales." + program + ".Main", "--help");
    }

    @ParameterizedTest
    @CsvSource({
        "balancer --port 1, true", "balancer, true", "up --processes, true", "up --workers 3 --processes --port 1, true",
        "up, false", "up --workers 3, false", "worker, false", "worker --id --processes, false", "'', false"})
    void a_balancer_without_a_worker_in_its_process_ends_when_it_has_no_memory(String words, boolean ends) throws Exception {
        boolean told = clone.run(words.split(" ")).out().lines().takeWhile(word -> !word.equals("-cp")).anyMatch("-XX:+ExitOnOutOfMemoryError"::equals);
        assertThat(told).isEqualTo(ends);
    }

    @Test
    void a_relative_link_to_it_works_from_anywhere() throws Exception {
        Path link = Files.createSymbolicLink(Files.createDirectory(folder.resolve("bin")).resolve("go"), Path.of("../my clone/scales"));

        assertThat(clone.run(link).out().lines().skip(2)).startsWith(folder.toRealPath().resolve("my clone/lab/target/lab.jar").toString());
    }

    @ParameterizedTest
    @CsvSource({"11.0.2, 11", "1.8.0_392, 8", "16, 16"})
    void an_older_java_gets_one_clear_line(String version, String major) throws Exception {
        java(version);

        assertThat(clone.run("up")).isEqualTo(new Clone.Ended(1, "",
                "scales: Java 17 or newer is needed, and 'java' is Java " + major + ": set JAVA_HOME to a newer one."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "17.0.15", "25.0.3", "26-ea"})
    void a_newer_java_will_do(String version) throws Exception {
        java(version);
        assertThat(clone.run("up").status()).isZero();
    }

    @Test
    void no_java_gets_one_clear_line() throws Exception {
        clone.tool("java", "exit 127");

        assertThat(clone.run("up")).isEqualTo(new Clone.Ended(1, "",
                "scales: Java 17 or newer is needed, and 'java' does not run: install one, or set JAVA_HOME."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker/src/main/java/Some.java", "lab/src/main/java/Added.java", "pom.xml", "balancer/pom.xml"})
    void it_builds_after_a_change(String changed) throws Exception {
        for (String module : new String[] {"balancer", "worker", "lab"}) {
            clone.old(module + "/target/" + module + ".jar");
        }
        Files.writeString(clone.root.resolve(changed), "changed");

        assertBuilds();
        assertThat(clone.run("up").err()).as("and once only").isEmpty();
    }

    @Test
    void it_builds_after_a_source_was_deleted() throws Exception {
        for (String module : new String[] {"balancer", "worker", "lab"}) {
            clone.old(module + "/target/" + module + ".jar");
        }
        Files.delete(clone.root.resolve("lab/src/main/java/Some.java"));

        assertBuilds();
    }

    @Test
    void it_builds_a_clean_clone() throws Exception {
        Files.delete(jar("worker"));

        assertBuilds();
    }

    private void assertBuilds() throws Exception {
        Clone.Ended ended = clone.run("up");
        assertThat(ended.err().lines()).containsExactly("scales: building, which takes a minute at most ...",
                "mvn in -q -B -f " + clone.root.resolve("pom.xml") + " -DskipTests package");
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).contains("lab.jar");
    }

    @Test
    void what_was_built_starts_from_an_archive_of_its_classes() throws Exception {
        Files.delete(jar("lab"));
        // As Java does: with the one option it writes a list, with the other the archive.
        clone.tool("java", "case $1 in -version) printf 'openjdk version \"17.0.15\"\\nRuntime (build 17.0.15+6)\\n' >&2; exit;;",
                "-XX:DumpLoadedClassList=*) echo some/Class >\"${1#*=}\"; exit;;", "-Xshare:dump) : >\"${3#*=}\"; exit;;", "esac",
                "for word; do echo \"$word\"; done");

        Clone.Ended built = clone.run("up");

        String archive = clone.root.resolve("lab/target/classes-Runtime__build_17.0.15+6_.jsa").toString();
        assertThat(built.out().lines()).startsWith("-XX:SharedArchiveFile=" + archive, "-Xlog:disable", "-Xlog:all=error", "-Dscales.archive=" + archive);
        assertThat(clone.run("up").out()).as("next time, without building").isEqualTo(built.out());
    }

    @Test
    void without_maven_it_says_so() throws Exception {
        Files.delete(jar("lab"));
        Files.delete(folder.resolve("tools/mvn"));

        assertThat(clone.run("up")).isEqualTo(new Clone.Ended(1, "",
                "scales: it must be built first, and there is no Maven (mvn) on the path: install it."));
    }

    @Test
    void nothing_is_started_when_the_build_fails() throws Exception {
        Files.delete(jar("lab"));
        clone.tool("mvn", "exit 1");

        Clone.Ended ended = clone.run("up");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).endsWith("scales: the build failed, see above.");
    }
}
