package scales.balancer.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import scales.balancer.Fifo;

/** Files that options name may be anything. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FileContentTest {
    @TempDir
    Path folder;

    private static FileContent read(Path file) {
        return FileContent.of(file, StandardCharsets.UTF_8);
    }

    private Path sparse(long bytes) throws Exception {
        Path file = folder.resolve("sparse");
        try (RandomAccessFile writing = new RandomAccessFile(file.toFile(), "rw")) {
            writing.setLength(bytes);
        }
        return file;
    }

    @Test
    void pipes_devices_and_directories_are_not_read() throws Exception {
        for (Path special : new Path[] {Fifo.make(folder.resolve("pipe")), Path.of("/dev/zero"), folder}) {
            assertThat(read(special).problem()).as("%s", special).isEqualTo("is no regular file");
        }
    }

    @Test
    void a_file_is_read_up_to_one_mebibyte() throws Exception {
        assertThat(read(sparse(1 << 20)).text()).hasSize(1 << 20);
        assertThat(read(sparse((1 << 20) + 1)).problem()).isEqualTo("is larger than 1 MiB");
        assertThat(read(sparse(3_000_000_000L)).problem()).isEqualTo("is larger than 1 MiB");
    }

    @Test
    void what_stands_behind_a_link_counts() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "queue=1");
        assertThat(read(Files.createSymbolicLink(folder.resolve("link"), file)).text()).isEqualTo("queue=1");
        Path circle = folder.resolve("circle");
        assertThat(read(Files.createSymbolicLink(circle, circle)).problem()).startsWith("cannot be read (");
    }

    @Test
    void what_is_absent_or_no_text_is_said() throws Exception {
        assertThat(read(folder.resolve("absent")).problem()).isEqualTo("is not there");
        assertThat(read(Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff})).problem()).isEqualTo("is no text in UTF-8");
    }

    @Test
    void each_option_that_names_such_a_file_is_told_in_one_line() throws Exception {
        String pipe = Fifo.make(folder.resolve("pipe")).toString();
        Judgement judgement = new ConfigReader(Map.of(), name -> Optional.empty()).read("--check", "--config", pipe,
                "--admin-token-file", pipe, "--tls-certificate", pipe, "--tls-key", sparse(3_000_000_000L).toString());
        assertThat(judgement.problems()).containsExactlyInAnyOrder(
                "--config: " + pipe + " is no regular file",
                "--admin-token-file: " + pipe + " is no regular file",
                "--tls-certificate: " + pipe + " is no regular file",
                "--tls-key: " + folder.resolve("sparse") + " is larger than 1 MiB");
    }
}
