package dev.plateau.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.policy.GivenFrontier;
import dev.plateau.policy.PolicyException;
import dev.plateau.policy.Reads;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtocolTest {
    private final Protocol protocol = new Protocol();

    private final GivenFrontier frontier = GivenFrontier.of(
                    new double[] {0.1, 1 / 3.0, Double.MIN_VALUE}, new double[][] {{1, 0}, {1, 1}, {0, 1}})
            .at(4, 2);

    /** Numbers arrive as they left, to the last bit. */
    @Test
    void aQuestionSaysWhatIsRead() throws Exception {
        String line = new String(protocol.question(frontier, 7, Reads.ALL), StandardCharsets.UTF_8);
        assertThat(line).endsWith("}\n").hasLineCount(1);
        JsonNode asked = new ObjectMapper().readTree(line);
        assertThat(asked.get("N").asInt()).isEqualTo(7);
        assertThat(asked.get("step").asInt()).isEqualTo(4);
        assertThat(asked.get("finished").asInt()).isEqualTo(2);
        assertThat(asked.get("seed").asLong()).isZero();
        assertThat(asked.get("lineages").toString()).isEqualTo("[0,1,2]");
        for (int i = 0; i < 3; i++) {
            assertThat(asked.get("scores").get(i).asDouble()).isEqualTo(frontier.score(i));
            assertThat(asked.get("evidence").get(i).asDouble()).isEqualTo(frontier.evidence(i));
            for (int j = 0; j < 3; j++) {
                assertThat(asked.get("similarities").get(i).get(j).asDouble()).isEqualTo(frontier.cosine(i, j));
            }
        }
        String blind = new String(protocol.question(frontier, 7, Reads.NOTHING), StandardCharsets.UTF_8);
        assertThat(blind).isEqualTo("{\"N\":7,\"step\":4,\"finished\":2,\"seed\":0,\"lineages\":[0,1,2]}\n");
        assertThat(new String(protocol.greeting("mine"), StandardCharsets.UTF_8))
                .isEqualTo("{\"plateau\":1,\"policy\":\"mine\"}\n");
    }

    @Test
    void aServiceSaysOfItselfWhatItLikes() {
        assertThat(protocol.hello("{}")).isEqualTo(new Hello("", Reads.ALL, true));
        assertThat(protocol.hello(
                        "{\"name\": \"n\", \"version\": 2, \"reads\": [\"similarities\"], \"spends-all\": false}"))
                .isEqualTo(new Hello("n 2", Reads.SIMILARITIES, false));
        assertThat(protocol.hello("{\"reads\": []}").reads()).isEqualTo(Reads.NOTHING);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            hello                     | answered what is not JSON: hello
            []                        | answered the first line with []
            {"read": []}              | unknown key 'read'. Valid: name, version, reads, spends-all. Did you mean 'reads'?
            {"reads": ["truth"]}      | answered the first line with reads ["truth"]
            {"reads": "scores"}       | answered the first line with reads "scores"
            {"spends-all": "no"}      | answered the first line with spends-all "no"
            {"error": "no GPU"}       | says: no GPU
            """)
    void otherwiseItIsRefused(String line, String said) {
        assertThatThrownBy(() -> protocol.hello(line))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining(said);
    }

    @Test
    void countsAreRead() {
        int[] counts = new int[4];
        protocol.allocation(" [3, 0,2147483647 , 2.0]", 4, counts);
        assertThat(counts).containsExactly(3, 0, Integer.MAX_VALUE, 2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~                        | answered an empty line
            [1, 2                     | answered what is not JSON: [1, 2
            [1, 2, 3] 4               | answered what is not JSON: [1, 2, 3] 4
            [NaN, 2, 3]               | answered what is not JSON: [NaN, 2, 3]
            null                      | answered null
            {"allocation": [1, 2, 3]} | answered {"allocation": [1, 2, 3]}
            "[1, 2, 3]"               | answered "[1, 2, 3]"
            []                        | answered 0 counts for 3 prefixes
            [1, 2]                    | answered 2 counts for 3 prefixes
            [1, 2, 3, 4]              | answered 4 counts for 3 prefixes
            [1, 2.5, 3]               | answered 2.5 for prefix 1
            [1, null, 3]              | answered null for prefix 1
            [1, "2", 3]               | answered "2" for prefix 1
            [1, true, 3]              | answered true for prefix 1
            [1, [2], 3]               | answered [2] for prefix 1
            [1, 2147483648, 3]        | answered 2147483648 for prefix 1
            [1, 1e400, 3]             | for prefix 1
            [1, 1e-400, 3]            | for prefix 1
            [1, 1e999999999, 3]       | for prefix 1
            [1, 1e99999999999, 3]     | answered
            {"error": "tired"}        | says: tired
            """)
    void whatIsNoAllocationIsRefused(String line, String said) {
        assertThatThrownBy(() -> protocol.allocation(line, 3, new int[3]))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining(said);
    }

    /** Of lines near an answer and far from any, none does anything but be read or be refused. */
    @Test
    void noLineDoesHarm() {
        SplittableRandom random = new SplittableRandom(5);
        String alphabet = "[]{},:\"-+.0123456789eENnulatrfsI \\\t\u0000\u20ac";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder line = new StringBuilder(random.nextBoolean() ? "[1, 2, 3]" : "");
            for (int edits = random.nextInt(12); edits > 0; edits--) {
                int at = random.nextInt(line.length() + 1);
                line.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                if (random.nextInt(3) == 0) {
                    line.deleteCharAt(random.nextInt(line.length()));
                }
            }
            int[] counts = {-9, -9, -9};
            try {
                protocol.allocation(line.toString(), 3, counts);
                assertThat(counts).doesNotContain(-9);
            } catch (PolicyException e) {
                assertThat(e.getMessage().lines()).hasSize(1);
            }
            try {
                protocol.hello(line.toString());
            } catch (PolicyException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
        String deep = "[".repeat(500_000);
        assertThatThrownBy(() -> protocol.allocation(deep, 3, new int[3])).isInstanceOf(PolicyException.class);
    }
}
