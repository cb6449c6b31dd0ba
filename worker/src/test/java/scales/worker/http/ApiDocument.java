package scales.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** An OpenAPI document, and what it says of an answer. */
final class ApiDocument {
    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "patch", "delete");
    private static final JsonSchemaOptions OPTIONS = new JsonSchemaOptions().setBaseUri("https://scales.invalid/")
            .setDraft(Draft.DRAFT202012).setOutputFormat(OutputFormat.Basic);

    private final JsonObject document;
    private final Set<String> met = new TreeSet<>();

    ApiDocument(String text) {
        this.document = new JsonObject(text);
    }

    JsonObject json() {
        return document;
    }

    /** {@code GET /admin/nodes/{id}} and so on; a parameter with fixed values stands for each of them. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        paths().forEach(path -> methods(path).forEach(method -> {
            JsonArray values = fixed(path, method);
            if (values == null) {
                operations.add(method.toUpperCase(Locale.ROOT) + " " + path);
            } else {
                values.forEach(value -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.replaceAll("\\{.*}", value.toString())));
            }
        }));
        return operations;
    }

    /** Operations, as the document writes them, of which no answer was checked. */
    Set<String> notMet() {
        Set<String> all = new TreeSet<>();
        paths().forEach(path -> methods(path).forEach(method -> all.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        all.removeAll(met);
        return all;
    }

    private Stream<String> paths() {
        return document.getJsonObject("paths").fieldNames().stream();
    }

    private Stream<String> methods(String path) {
        return document.getJsonObject("paths").getJsonObject(path).fieldNames().stream().filter(METHODS::contains);
    }

    private JsonArray fixed(String path, String method) {
        JsonArray parameters = document.getJsonObject("paths").getJsonObject(path).getJsonObject(method).getJsonArray("parameters", new JsonArray());
        return parameters.stream().map(parameter -> resolve((JsonObject) parameter))
                .filter(parameter -> "path".equals(parameter.getString("in")))
                .map(parameter -> parameter.getJsonObject("schema").getJsonArray("enum"))
                .filter(Objects::nonNull).findFirst().orElse(null);
    }

    /** @param target path and query of a real request */
    JsonObject operation(String method, String target) {
        String path = target.split("\\?")[0];
        String template = paths().filter(path::equals).findFirst()
                .or(() -> paths().filter(each -> path.matches(each.replaceAll("\\{[^}]*}", "[^/]+"))).findFirst())
                .orElseThrow(() -> new AssertionError("not documented: " + path));
        met.add(method + " " + template);
        return document.getJsonObject("paths").getJsonObject(template).getJsonObject(method.toLowerCase(Locale.ROOT));
    }

    void expectRequest(String method, String target, String body) {
        JsonObject content = operation(method, target).getJsonObject("requestBody").getJsonObject("content");
        expect(content.getJsonObject("application/json").getJsonObject("schema"), Json.decodeValue(body));
    }

    /** @param body null when it is not text */
    void expectAnswer(String method, String target, int status, HttpHeaders headers, String body) {
        JsonObject response = operation(method, target).getJsonObject("responses").getJsonObject(String.valueOf(status));
        assertThat(response).as("%s %s: %d is documented", method, target, status).isNotNull();
        response = resolve(response);
        response.getJsonObject("headers", new JsonObject()).forEach(header -> headers.firstValue(header.getKey()).ifPresent(value ->
                expect(resolve((JsonObject) header.getValue()).getJsonObject("schema"), value)));
        JsonObject content = response.getJsonObject("content");
        if (content == null) {
            assertThat(body).isNullOrEmpty();
            return;
        }
        String type = headers.firstValue("content-type").orElse("").split(";")[0];
        assertThat(content.fieldNames()).as("%s %s: types", method, target).contains(type);
        if (body != null) {
            expect(content.getJsonObject(type).getJsonObject("schema"), type.equals("application/json") ? Json.decodeValue(body) : body);
        }
    }

    void expect(JsonObject schema, Object value) {
        // With the components beside it, so that what it refers to is found; copied, since the validator writes into it.
        JsonObject whole = schema.copy().put("components", document.getJsonObject("components").copy());
        OutputUnit found = Validator.create(JsonSchema.of(whole), OPTIONS).validate(value);
        assertThat(found.getValid()).as(() -> value + "\n" + problems(found)).isTrue();
    }

    private static List<String> problems(OutputUnit found) {
        return found.getErrors() == null ? List.of(String.valueOf(found.getError()))
                : found.getErrors().stream().map(error -> error.getInstanceLocation() + " " + error.getError()).toList();
    }

    /** The thing itself, or what it refers to. */
    JsonObject resolve(JsonObject thing) {
        if (!thing.containsKey("$ref")) {
            return thing;
        }
        JsonObject at = document;
        for (String step : thing.getString("$ref").substring(2).split("/")) {
            at = at.getJsonObject(step);
            assertThat(at).as(thing.getString("$ref")).isNotNull();
        }
        return at;
    }

    /** Every object of the document. */
    Stream<JsonObject> parts() {
        return parts(document);
    }

    private static Stream<JsonObject> parts(Object thing) {
        if (thing instanceof JsonObject object) {
            return Stream.concat(Stream.of(object), object.getMap().keySet().stream().flatMap(key -> parts(object.getValue(key))));
        }
        return thing instanceof JsonArray array ? array.stream().flatMap(ApiDocument::parts) : Stream.empty();
    }
}
