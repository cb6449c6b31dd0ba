package scales.balancer.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file's text, or what is wrong with the file ("is no regular file"); one of them is null.
 *
 * <p>Read by its path each time: editors and Kubernetes put another file in its place. That may be anything: who opens a pipe
 * can wait for ever for its writer, and what somebody wrote by mistake can be larger than the memory.
 */
public record FileContent(String text, String problem) {
    static final int LARGEST_BYTES = 1 << 20;

    public static FileContent of(Path file, Charset charset) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return wrong("is no regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST_BYTES + 1);
            return bytes.length > LARGEST_BYTES ? wrong("is larger than 1 MiB")
                    : new FileContent(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(), null);
        } catch (NoSuchFileException absent) {
            return wrong("is not there");
        } catch (AccessDeniedException closed) {
            return wrong("may not be read");
        } catch (CharacterCodingException binary) {
            return wrong("is no text in " + charset);
        } catch (IOException unreadable) {
            return wrong("cannot be read (" + unreadable.getMessage() + ")");
        }
    }

    private static FileContent wrong(String problem) {
        return new FileContent(null, problem);
    }
}
