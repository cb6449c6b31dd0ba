package scales.lab.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/** {@code results.json}: everything measured, for programs; {@code simulate --from} reads its work times. */
final class Results {
    private final JsonGenerator json;

    private Results(JsonGenerator json) {
        this.json = json;
    }

    static String of(Experiment experiment) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            new Results(json).write(experiment);
        }
        return text.append('\n').toString();
    }

    private void write(Experiment experiment) throws IOException {
        json.writeStartObject();
        json.writeStringField("title", experiment.title());
        json.writeStringField("command", experiment.command());
        json.writeBooleanField("complete", experiment.complete());
        strings("verdict", Verdict.of(experiment));
        strings("hints", experiment.hints());
        strings("set", experiment.set());
        json.writeArrayFieldStart("blocks");
        for (Block block : experiment.blocks()) {
            write(block);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** What nobody knows is null. */
    private void number(String field, double value) throws IOException {
        if (Double.isNaN(value)) {
            json.writeNullField(field);
        } else {
            json.writeNumberField(field, value);
        }
    }

    private void strings(String field, List<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private void write(Block block) throws IOException {
        json.writeStartObject();
        json.writeStringField("strategy", block.strategy());
        json.writeNumberField("block", block.number());
        json.writeNumberField("seconds", block.seconds());
        json.writeNumberField("requests", block.requests());
        for (Measure measure : Measure.values()) {
            number(measure.field(), measure.of(block));
        }
        counts("failed", block.errors());
        json.writeObjectFieldStart("nodes");
        for (Map.Entry<String, Block.PerNode> node : block.nodes().entrySet()) {
            json.writeObjectFieldStart(node.getKey());
            json.writeNumberField("requests", node.getValue().requests());
            number("mean_ms", node.getValue().requests() == 0 ? Double.NaN : node.getValue().meanMillis());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeFieldName("work_us");
        json.writeArray(block.workMicros(), 0, block.workMicros().length);
        json.writeArrayFieldStart("seconds_series");
        for (Block.Second second : block.series()) {
            write(second);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(Block.Second second) throws IOException {
        json.writeStartObject();
        json.writeNumberField("second", second.second());
        json.writeNumberField("errors", second.errors());
        number("mean_ms", second.meanMillis());
        json.writeNumberField("waiting", second.waiting());
        counts("requests", second.requests());
        json.writeEndObject();
    }

    private void counts(String field, Map<String, Long> counts) throws IOException {
        json.writeObjectFieldStart(field);
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }
}
