package scales.worker.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import scales.worker.image.Refused;
import scales.worker.image.Scale;

/**
 * Reads {@code scale} from a raw query. Stricter than the usual decoders, which repair broken percent-encodings and
 * pick one of several values: a wrong scale is to be told, not guessed.
 */
final class ScaleParameter {
    private ScaleParameter() {}

    /** @param query as it came, without the question mark; null when there was none */
    static Scale parse(String query) throws Refused {
        List<String> values = Arrays.stream(query == null ? new String[0] : query.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> decode(pair[0]).filter("scale"::equals).isPresent())
                .map(pair -> pair.length == 1 ? "" : pair[1])
                .toList();
        if (values.size() != 1) {
            throw new Refused("scale", "exactly one scale is needed, as in /resize?scale=0.5");
        }
        String value = decode(values.get(0))
                .orElseThrow(() -> new Refused("scale", "scale has a broken percent-encoding"));
        return Scale.parse(value);
    }

    /** @return empty when the text is not proper percent-encoded UTF-8 */
    private static Optional<String> decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                boolean whole = i + 2 < text.length();
                if (!whole || !HexFormat.isHexDigit(text.charAt(i + 1)) || !HexFormat.isHexDigit(text.charAt(i + 2))) {
                    return Optional.empty();
                }
                bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else {
                bytes.write(c == '+' ? ' ' : c);
            }
        }
        try {
            ByteBuffer decoded = ByteBuffer.wrap(bytes.toByteArray());
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(decoded).toString());
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
    }
}
