package dev.plateau.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.plateau.catalog.Policies;
import dev.plateau.experiment.Experiment;
import dev.plateau.experiment.Progress;
import dev.plateau.experiment.Study;
import dev.plateau.result.StudyResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is done to a scenario, the reader answers with a study or with problems that have places. */
class MutatedScenarioTest {
    private static final int FILES = 10_000;
    private static final List<String> TOKENS = List.of(
            "",
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "- ",
            "\n",
            "  ",
            "\t",
            "#",
            "'",
            "\"",
            "&a ",
            "*a",
            "!t ",
            "|",
            ">",
            "?",
            "%YAML 9.9\n",
            "---",
            "...",
            "null",
            "~",
            "true",
            ".nan",
            "-.inf",
            "1e999",
            "1e-999",
            "-1",
            "0",
            "0x1F",
            "99999999999999999999",
            "1e999999999",
            "1e9999999999",
            "\\",
            "\"\\0\"",
            "\"\\UFFFFFFFF\"",
            "\"\\x\"",
            "\u0000",
            "\uFEFF",
            "\uD83D\uDE00",
            "é",
            "%");

    private static final String FLEETS = """
            models: {policy: {like: llama-3.1-8b, kv-heads: 4}, verifier: qwen2.5-math-prm-7b}
            policies: [parallel, dora]
            budgets: [1, 4]
            hardware:
              h100: {price: 2.1}
              mine: {like: l40s, memory: 64, bandwidth: 900}
            fleet:
              accelerator: h100
              pools:
                writers: {accelerator: mine, replicas: 2, serves: [policy], batching: prompts-first}
                readers: {serves: [verifier, embedder], failures: {hours-between: 100}, stragglers: {share: 0.1}}
              traffic: {poisson: {rate: 2}}
              deadline: 60
            fleets:
              plain: {}
              busy: {traffic: {bursty: {rate: 1, burst-rate: 20}}, tasks: 20, warm-up: 2}
            """;

    private final Random random = new Random(20_250_620);

    @Test
    void mutantsGiveAStudyOrProblemsWithPlaces() throws Exception {
        // One in eight of the studies is simulated here, every one in the long run.
        mutantsAnswer(8);
    }

    @Test
    @Tag("long")
    void everyMutantThatIsAStudyRuns() throws Exception {
        mutantsAnswer(1);
    }

    private void mutantsAnswer(int runOneIn) throws Exception {
        ScenarioReader reader = new ScenarioReader(Policies.factories(), ModelPresets.builtIn());
        List<Source> originals = new ArrayList<>();
        for (String name : new Catalogue(Policies.factories()).names()) {
            originals.add(Source.Resource.ofCatalogue(name + ".yaml"));
        }
        originals.add(new Mutant(FLEETS.getBytes(StandardCharsets.UTF_8), originals.get(0)));
        int studies = 0;
        for (int i = 0; i < FILES; i++) {
            Source original = originals.get(i % originals.size());
            byte[] mutant = mutate(original.text(1_000_000));
            try {
                Study study = reader.read("s", new Mutant(mutant, original)).study();
                if (studies++ % runOneIn == 0) {
                    runBriefly(study);
                }
            } catch (ScenarioException e) {
                assertThat(e.problems()).isNotEmpty().allMatch(MutatedScenarioTest::hasPlaceAndOneLine);
            } catch (RuntimeException | StackOverflowError e) {
                fail("mutant " + i + " of " + original.name() + ":\n" + new String(mutant, StandardCharsets.UTF_8), e);
            }
        }
        // Mutations of comments and harmless values leave a study; all others must not.
        assertThat(studies).isBetween(FILES / 20, FILES / 2);
    }

    /** Two blocks of the first world, at small budgets: a study that the reader let pass must run. */
    private static void runBriefly(Study study) {
        List<Integer> small =
                study.budgets().stream().filter(budget -> budget <= 8).toList();
        StudyResult result = new Experiment(
                        new Study(
                                study.name(),
                                study.title(),
                                study.worlds().subList(0, 1),
                                study.entrants(),
                                study.baseline(),
                                small.isEmpty() ? List.of(1) : small,
                                study.unit(),
                                study.precision(),
                                1,
                                study.thresholds(),
                                study.seed(),
                                study.bounds()),
                        1)
                .run(Progress.NONE);
        assertThat(result.accuracy())
                .isNotEmpty()
                .allMatch(row -> row.accuracy().contains(row.accuracy().value()));
    }

    /** A damaged text beside the files of the original. */
    private record Mutant(byte[] bytes, Source original) implements Source {
        @Override
        public String name() {
            return "s.yaml";
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public Source sibling(String path) {
            return original.sibling(path);
        }
    }

    private static boolean hasPlaceAndOneLine(Problem problem) {
        return problem.place()
                        .filter(place -> place.line() >= 1 && place.column() >= 1)
                        .isPresent()
                && problem.toString().lines().count() == 1;
    }

    private byte[] mutate(String text) {
        String mutant = text;
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            mutant = switch (random.nextInt(6)) {
                case 0 -> splice(mutant, random.nextInt(4), TOKENS.get(random.nextInt(TOKENS.size())));
                case 1 -> splice(mutant, 1 + random.nextInt(30), "");
                case 2 -> lines(mutant);
                case 3 -> number(mutant);
                case 4 -> splice(mutant, 0, part(mutant));
                default -> splice(mutant, 1, Character.toString(32 + random.nextInt(95)));
            };
        }
        byte[] bytes = mutant.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(10) == 0) {
            ByteArrayOutputStream noisy = new ByteArrayOutputStream();
            noisy.writeBytes(Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
            noisy.write(random.nextInt(256));
            return noisy.toByteArray();
        }
        return bytes;
    }

    private String splice(String text, int deleted, String inserted) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + inserted + text.substring(Math.min(text.length(), at + deleted));
    }

    private String part(String text) {
        int from = random.nextInt(text.length() + 1);
        return text.substring(from, Math.min(text.length(), from + random.nextInt(60)));
    }

    private String lines(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n")));
        int a = random.nextInt(lines.size());
        int b = random.nextInt(lines.size());
        switch (random.nextInt(3)) {
            case 0 -> Collections.swap(lines, a, b);
            case 1 -> lines.add(a, lines.get(b));
            default -> lines.set(a, "  " + lines.get(a));
        }
        return String.join("\n", lines);
    }

    private String number(String text) {
        String value = TOKENS.get(random.nextInt(TOKENS.size()));
        List<Integer> digits = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i))) {
                digits.add(i);
            }
        }
        int at = digits.isEmpty() ? 0 : digits.get(random.nextInt(digits.size()));
        return text.substring(0, at) + value + text.substring(Math.min(text.length(), at + 1));
    }
}
