package scales.lab.sim;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scales.lab.scenario.Durations;
import scales.lab.scenario.ServiceTime;

/**
 * How long requests took, from a report ({@code work_us} in its {@code results.json}) or from a balancer's access log
 * ({@code responseMillis} of JSON, {@code Tr} of text: both include waiting within the node).
 */
final class RecordedTimes {
    /** The fourth of TR/Tw/Tc/Tr/Ta, behind the time, the client and the node. */
    private static final Pattern TEXT = Pattern.compile("\\S+ \\S+ \\S+ (?:-?[\\d.]+/){3}(-1|\\d{1,15}(?:\\.\\d{1,9})?)/-?[\\d.]+ .*");

    private final Path file;
    private final List<Long> nanos = new ArrayList<>();

    private RecordedTimes(Path file) {
        this.file = file;
    }

    /** @throws IllegalArgumentException with a sentence */
    static ServiceTime read(Path file) {
        RecordedTimes times = new RecordedTimes(file);
        try (BufferedReader in = Files.newBufferedReader(file)) {
            in.mark(1);
            int first = in.read();
            in.reset();
            if (first == '{') {
                times.json(in);
            } else {
                times.text(in);
            }
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(file + " is no JSON from line " + wrong.getLocation().getLineNr() + " on");
        } catch (CharacterCodingException wrong) {
            throw new IllegalArgumentException(file + " is no text in UTF-8");
        } catch (IOException wrong) {
            throw new IllegalArgumentException("cannot read " + file + " (" + wrong.getMessage() + ")");
        }
        if (times.nanos.isEmpty()) {
            throw new IllegalArgumentException("there are no times in " + file + ": expected a report's results.json or a balancer's access log");
        }
        return new ServiceTime.Recorded(times.nanos, file.getFileName().toString());
    }

    private void json(Reader in) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(in)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.FIELD_NAME && json.currentName().equals("work_us")) {
                    json.nextToken();
                    while (json.nextToken().isNumeric()) {
                        add(json.getDoubleValue() * 1e3);
                    }
                } else if (token == JsonToken.FIELD_NAME && json.currentName().equals("responseMillis") && json.nextToken().isNumeric()) {
                    add(json.getDoubleValue() * 1e6);
                }
            }
        }
    }

    private void text(BufferedReader in) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Matcher fields = TEXT.matcher(line);
            if (fields.matches() && !fields.group(1).equals("-1")) {
                add(Double.parseDouble(fields.group(1)) * 1e6);
            }
        }
    }

    private void add(double time) {
        if (time < 0 || time > Durations.LONGEST.toNanos()) {
            throw new IllegalArgumentException("there is a time of " + time / 1e9 + " s in " + file + ": expected 0 to 24 h");
        }
        nanos.add(Math.round(time));
    }
}
