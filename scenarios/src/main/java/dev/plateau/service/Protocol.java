package dev.plateau.service;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.policy.Frontier;
import dev.plateau.policy.PolicyException;
import dev.plateau.policy.Reads;
import dev.plateau.scenario.Suggestions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** The lines that go to a service and come back. Whatever comes back, a fault is a {@link PolicyException}. */
final class Protocol {
    /** Of these lines; it changes when a service must. */
    static final int VERSION = 1;

    private static final int NEWLINE = '\n';
    private static final List<String> KEYS = List.of("name", "version", "reads", "spends-all");
    private static final List<String> READABLE = List.of("scores", "similarities");
    private static final String ANSWER =
            "A service answers a list of whole numbers, one for each prefix, as [3, 0, 13]";
    private static final String GREETING = "A service answers the first line with an object, as {}";

    private final JsonFactory json = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();
    private final ObjectMapper reader = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** Writes the fields of an object. */
    private interface Fields {
        void write(JsonGenerator out) throws IOException;
    }

    private byte[] line(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            fields.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bytes.write(NEWLINE);
        return bytes.toByteArray();
    }

    /** The first line. */
    byte[] greeting(String id) {
        return line(out -> {
            out.writeNumberField("plateau", VERSION);
            out.writeStringField("policy", id);
        });
    }

    /** The line of a decision. */
    byte[] question(Frontier frontier, int budget, Reads reads) {
        int k = frontier.size();
        return line(out -> {
            out.writeNumberField("N", budget);
            out.writeNumberField("step", frontier.step());
            out.writeNumberField("finished", frontier.finished());
            out.writeNumberField("seed", frontier.seed());
            out.writeArrayFieldStart("lineages");
            for (int i = 0; i < k; i++) {
                out.writeNumber(frontier.lineage(i));
            }
            out.writeEndArray();
            if (reads.scores()) {
                out.writeArrayFieldStart("scores");
                for (int i = 0; i < k; i++) {
                    out.writeNumber(frontier.score(i));
                }
                out.writeEndArray();
                out.writeArrayFieldStart("evidence");
                for (int i = 0; i < k; i++) {
                    out.writeNumber(frontier.evidence(i));
                }
                out.writeEndArray();
            }
            if (reads.similarities()) {
                double[] row = new double[k];
                out.writeArrayFieldStart("similarities");
                for (int i = 0; i < k; i++) {
                    frontier.cosines(i, row);
                    out.writeArray(row, 0, k);
                }
                out.writeEndArray();
            }
        });
    }

    private JsonNode read(String line, String hint) {
        if (line.isBlank()) {
            throw new PolicyException("answered an empty line", hint);
        }
        JsonNode answer;
        try {
            answer = reader.readTree(line);
        } catch (JsonProcessingException | NumberFormatException e) {
            throw new PolicyException("answered what is not JSON: " + Suggestions.shown(line), hint);
        }
        if (answer.isObject() && answer.has("error")) {
            throw new PolicyException(
                    "says: " + Suggestions.shown(answer.get("error").asText()), "");
        }
        return answer;
    }

    /**
     * What the first answer says.
     *
     * @throws PolicyException if it cannot be read
     */
    Hello hello(String line) {
        JsonNode answer = read(line, GREETING);
        if (!answer.isObject()) {
            throw new PolicyException("answered the first line with " + Suggestions.shown(line), GREETING);
        }
        for (Iterator<String> keys = answer.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!KEYS.contains(key)) {
                throw new PolicyException(
                        "answered the first line with an unknown key '" + Suggestions.shown(key) + "'",
                        "Valid: " + String.join(", ", KEYS)
                                + Suggestions.nearest(key, KEYS)
                                        .map(near -> ". Did you mean '" + near + "'?")
                                        .orElse(""));
            }
        }
        JsonNode spends = answer.path("spends-all");
        if (!spends.isMissingNode() && !spends.isBoolean()) {
            throw new PolicyException(
                    "answered the first line with spends-all " + shown(spends), "It is true or false");
        }
        String title = Stream.of("name", "version")
                .map(key -> Suggestions.shown(answer.path(key).asText("")))
                .filter(text -> !text.isEmpty())
                .reduce((name, version) -> name + " " + version)
                .orElse("");
        return new Hello(title, reads(answer.path("reads")), spends.asBoolean(true));
    }

    private static Reads reads(JsonNode names) {
        if (names.isMissingNode()) {
            return Reads.ALL;
        }
        boolean scores = false;
        boolean similarities = false;
        for (JsonNode name : names) {
            if (!READABLE.contains(name.asText())) {
                throw unreadable(names);
            }
            scores |= name.asText().equals("scores");
            similarities |= name.asText().equals("similarities");
        }
        if (!names.isArray()) {
            throw unreadable(names);
        }
        return scores ? (similarities ? Reads.ALL : Reads.SCORES) : similarities ? Reads.SIMILARITIES : Reads.NOTHING;
    }

    private static PolicyException unreadable(JsonNode names) {
        return new PolicyException(
                "answered the first line with reads " + shown(names),
                "It is a list of what it is sent, as [\"scores\", \"similarities\"]");
    }

    /**
     * The counts that a line says.
     *
     * @param line an answer
     * @param k prefixes
     * @param allocation receives the counts
     * @throws PolicyException if it does not say k whole numbers
     */
    void allocation(String line, int k, int[] allocation) {
        JsonNode answer = read(line, ANSWER);
        if (!answer.isArray()) {
            throw new PolicyException("answered " + Suggestions.shown(line), ANSWER);
        }
        if (answer.size() != k) {
            throw new PolicyException("answered " + answer.size() + " counts for " + k + " prefixes", ANSWER);
        }
        for (int i = 0; i < k; i++) {
            JsonNode count = answer.get(i);
            if (!count.isNumber() || !isWhole(count)) {
                throw new PolicyException("answered " + shown(count) + " for prefix " + i, ANSWER);
            }
            allocation[i] = count.decimalValue().intValue();
        }
    }

    /** Also 3.0, which some languages write for 3. A number of a thousand digits is not looked at closely. */
    private static boolean isWhole(JsonNode count) {
        BigDecimal value = count.decimalValue();
        return value.precision() - (long) value.scale() <= 10
                && value.scale() <= 1000
                && value.stripTrailingZeros().scale() <= 0
                && Math.abs(value.doubleValue()) <= Integer.MAX_VALUE;
    }

    private static String shown(JsonNode node) {
        return Suggestions.shown(node.toString());
    }
}
