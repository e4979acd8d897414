package dev.plateau.fidelity;

import dev.plateau.analytic.ImperfectVerifier;
import dev.plateau.analytic.Ttspm;
import dev.plateau.model.Normal;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the scenarios of the catalogue whose parameters follow from published figures. */
public final class PublishedScenarios {
    static final String REFINEMENT = "refinement-without-oracle";
    static final String CEILINGS = "humaneval-resampling";
    static final String CALLS = "repeated-verifier-calls";
    static final String TTSPM = "ttspm-aime2024";
    static final List<Integer> CALL_NUMBERS = List.of(1, 2, 4, 8, 16, 24);

    private static final Path CATALOGUE =
            Path.of("scenarios", "src", "main", "resources", "dev", "plateau", "scenario", "catalogue");
    /** The mean logit of what a verifier surely accepts, in standard deviations. */
    private static final double SURE = 8;

    private PublishedScenarios() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws IOException {
        Path home = FidelityPage.home();
        for (Map.Entry<String, String> scenario : all(home).entrySet()) {
            Files.writeString(file(home, scenario.getKey()), scenario.getValue());
        }
    }

    static Path file(Path home, String name) {
        return home.resolve(CATALOGUE).resolve(name + ".yaml");
    }

    /** Texts by name. */
    static Map<String, String> all(Path home) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(TTSPM, ttspm(KnownPoints.of(home)));
        texts.put(REFINEMENT, refinement(Refinements.all(home)));
        texts.put(CEILINGS, ceilings(Ceiling.all(home)));
        texts.put(CALLS, calls());
        return texts;
    }

    private static String number(double value) {
        return new BigDecimal(value)
                .setScale(6, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String ttspm(KnownPoints points) {
        Ttspm fit = points.fit();
        return """
                # DeepSeek-R1-Distill-Qwen-1.5B on AIME 2024 as TTSPM has it (Wang J. et al. 2025, arXiv 2505.20522).
                #
                # Written by docs/fidelity.sh scenarios from docs/data/ttspm-points.csv, which has the two known points of this
                # curve: %s at one sample and %s at 32. They leave the model's two parameters no choice: F_max = 1 -
                # unsolvable, and p_x, the chance of an attempt at a task that can be solved. The gain of one more rollout then
                # falls below %s at %d.
                title: R1-Distill-Qwen-1.5B on AIME 2024 by TTSPM
                tasks:
                  difficulty: {fixed: %s}
                  unsolvable: %s
                directions:
                  popularity: {uniform: {count: 1}}
                attempts:
                  shares: {direction: 0, steps: 0, finish: 1}
                  steps: 1
                refinement: {stickiness: 0, reuse: 0}
                policies:
                  - {id: parallel, select: oracle}
                  - {id: sequential, acceptance: oracle}
                budgets: [1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 24, 32]
                precision: 0.002
                thresholds: {efficient: 0.01, saturated: %s}
                """.formatted(
                        number(points.one()),
                        number(points.many()),
                        number(KnownPoints.EPSILON),
                        fit.saturationBudget(KnownPoints.EPSILON),
                        number(fit.px()),
                        number(1 - fit.fMax()),
                        number(KnownPoints.EPSILON));
    }

    private static String refinement(List<Refinements> all) {
        StringBuilder text = new StringBuilder("""
                # Asked to check its answers without being told which are wrong, a model spoils more than it mends.
                #
                # Written by docs/fidelity.sh scenarios from docs/data/refinement-huang.csv: Huang et al. 2023 (arXiv 2310.01798)
                # had models revise their answers twice. Here a round repeats the last answer with chance 'repeat', else it answers
                # anew, and the answer in its prompt misleads it by 'improvement' standard deviations. That is a chain of two states
                # (MODEL section 8). Its three numbers follow from three published accuracies: before any round (budget 1), after
                # one (budget 2), and with an oracle that stops at the first right answer of at most two rounds (budget 3). The
                # accuracy after a second round without an oracle, budget 3 of 'no-oracle', is then predicted; docs/fidelity.md has it
                # beside the published one.
                title: Refinement without an oracle
                directions:
                  popularity: {uniform: {count: 1}}
                attempts:
                  shares: {direction: 0, steps: 0, finish: 1}
                  steps: 1
                refinement: {stickiness: 0, reuse: 0, context-rounds: 1}
                policies:
                  - {id: sequential, label: no-oracle, acceptance: last}
                  - {id: sequential, label: oracle, acceptance: oracle}
                budgets: [1, 2, 3, 4, 5, 6, 7, 8]
                precision: 0.002
                worlds:
                """);
        for (Refinements one : all) {
            text.append("  %s: {tasks: {difficulty: {fixed: %s}}, refinement: {repeat: %s, improvement: %s}}\n"
                    .formatted(one.world(), number(one.before()), number(one.repeat()), number(one.improvement())));
        }
        return text.toString();
    }

    private static String ceilings(List<Ceiling> all) {
        StringBuilder text = new StringBuilder("""
                # Programs are written until one passes the base tests, which some wrong ones do too.
                #
                # Written by docs/fidelity.sh scenarios from docs/data/humaneval-ceilings.csv: for models on HumanEval the share of
                # programs that pass all tests, and the share of these among those that pass the base tests (Stroebl et al. 2024,
                # arXiv 2411.17501). The base tests are a verifier that accepts every right program (TPR = 1) and wrong ones with
                # the chance FPR that follows; its logit is N(bias + outcome, 1) for right ones, 8 standard deviations above the
                # threshold, and N(bias - outcome, 1) for wrong ones. However many programs are written, no more than p/(p + (1 - p)
                # FPR) of the tasks are solved: a weaker model has a lower ceiling. As the closed form does, this takes all tasks
                # for equally hard.
                title: The base tests of HumanEval set a ceiling
                directions:
                  popularity: {uniform: {count: 1}}
                attempts:
                  shares: {direction: 0, steps: 0, finish: 1}
                  steps: 1
                verifier: {slope: 0, step-noise: 1}
                policies:
                  - {id: verifier-threshold, label: until-accepted, threshold: 0.5}
                  - {id: sequential, label: oracle, acceptance: oracle}
                budgets: {from: 1, to: 256, factor: 2}
                precision: 0.004
                worlds:
                """);
        for (Ceiling one : all) {
            ImperfectVerifier verifier = one.verifier();
            double wrong = -Normal.threshold(verifier.falsePositives());
            text.append("  %s: {tasks: {difficulty: {fixed: %s}}, verifier: {bias: %s, outcome: %s}}\n"
                    .formatted(
                            one.world(), number(one.right()), number((SURE + wrong) / 2), number((SURE - wrong) / 2)));
        }
        return text.toString();
    }

    private static String calls() {
        double rightNoise = callNoise(CallVerdicts.RIGHT);
        double wrongNoise = callNoise(CallVerdicts.WRONG);
        double right = -Normal.threshold(CallVerdicts.RIGHT.acceptance()) * Math.sqrt(1 + rightNoise * rightNoise);
        double wrong = -Normal.threshold(CallVerdicts.WRONG.acceptance()) * Math.sqrt(1 + wrongNoise * wrongNoise);
        StringBuilder text = new StringBuilder("""
                # Asking a verifier again and again hardly makes it stricter.
                #
                # Written by docs/fidelity.sh scenarios from published figures of Llama-3.3-70B judging answers to GPQA: a call
                # accepts %s of the right answers and %s of the wrong ones, and two calls on one answer correlate by %s and %s.
                # The verifier's logit is N(bias +- outcome, 1), the same in all calls on an answer, and each call adds an error of
                # its own, N(0, call-noise), or N(0, wrong-call-noise) on wrong answers (MODEL section 4). An answer is accepted if
                # all calls accept it: verifier.csv has by number of calls how many right and wrong ones are, and docs/fidelity.md
                # these beside the published shares. 'independent-8' has the same verifier, but with eight calls that err
                # independently: what one would expect who multiplies.
                #
                # That half of the answers are right (p = 0.5) is not from the source; the shares above do not depend on it, the
                # ceilings do.
                title: Eight calls of one verifier are not eight verifiers
                tasks:
                  difficulty: {fixed: 0.5}
                directions:
                  popularity: {uniform: {count: 1}}
                attempts:
                  shares: {direction: 0, steps: 0, finish: 1}
                  steps: 1
                verifier: {slope: 0, bias: %s, outcome: %s, step-noise: 1, call-noise: %s, wrong-call-noise: %s}
                policies:
                  - {id: verifier-threshold, label: until-accepted, threshold: 0.5}
                  - {id: sequential, label: oracle, acceptance: oracle}
                budgets: [1, 2, 4, 8, 16, 32, 64]
                precision: 0.003
                worlds:
                """.formatted(
                        CallVerdicts.RIGHT.acceptance(),
                        CallVerdicts.WRONG.acceptance(),
                        CallVerdicts.RIGHT.correlation(),
                        CallVerdicts.WRONG.correlation(),
                        number((right + wrong) / 2),
                        number((right - wrong) / 2),
                        number(rightNoise),
                        number(wrongNoise)));
        CALL_NUMBERS.forEach(calls -> text.append("  calls-%d: {verifier: {calls: %d}}\n".formatted(calls, calls)));
        text.append("  independent-8: {verifier: {calls: 8, step-noise: 0, call-noise: %s, wrong-call-noise: %s}}\n"
                .formatted(number(Math.hypot(1, rightNoise)), number(Math.hypot(1, wrongNoise))));
        return text.toString();
    }

    /** In units of the noise that calls share. */
    private static double callNoise(CallVerdicts verdicts) {
        double shared = verdicts.calls().shared();
        return Math.sqrt((1 - shared) / shared);
    }
}
