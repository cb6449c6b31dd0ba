package scales.lab.sim;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import scales.lab.scenario.ServiceTime;

/**
 * How long requests took, from a report ({@code work_us} in its {@code results.json}) or from a balancer's access log with
 * {@code --log json} ({@code responseMillis}, which includes waiting within the node).
 */
final class RecordedTimes {
    private RecordedTimes() {}

    /** @throws IllegalArgumentException with a sentence */
    static ServiceTime read(Path file) {
        List<Long> nanos = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(Files.newBufferedReader(file))) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.FIELD_NAME && json.currentName().equals("work_us")) {
                    json.nextToken();
                    while (json.nextToken().isNumeric()) {
                        nanos.add(Math.round(json.getDoubleValue() * 1e3));
                    }
                } else if (token == JsonToken.FIELD_NAME && json.currentName().equals("responseMillis") && json.nextToken().isNumeric()) {
                    nanos.add(Math.round(json.getDoubleValue() * 1e6));
                }
            }
        } catch (IOException wrong) {
            throw new IllegalArgumentException("cannot read " + file + " (" + wrong.getMessage() + ")");
        }
        if (nanos.isEmpty()) {
            throw new IllegalArgumentException("there are no times in " + file + ": expected a report's results.json or an access log in JSON");
        }
        return new ServiceTime.Recorded(nanos, file.getFileName().toString());
    }
}
