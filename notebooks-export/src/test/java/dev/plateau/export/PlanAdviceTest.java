package dev.plateau.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.result.BudgetUnit;
import dev.plateau.result.LadderRow;
import dev.plateau.result.PlanResult;
import dev.plateau.result.PlanRow;
import dev.plateau.result.PlanRow.Standing;
import dev.plateau.result.PromiseRow;
import dev.plateau.result.SensitivityRow;
import dev.plateau.result.StudyResult;
import dev.plateau.stats.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanAdviceTest {
    private static final double NO = Double.NaN;
    private static final Interval ACCURACY = new Interval(0.92, 0.915, 0.925);

    private static PlanRow row(Standing standing, String accelerator, double perHour, String reason) {
        return new PlanRow(
                "gold",
                standing,
                "2 x " + accelerator,
                accelerator,
                1,
                2,
                "rebase",
                32,
                ACCURACY,
                new Interval(1, 0.9849, 1),
                new Interval(14, 13, 15),
                perHour,
                perHour / 7200,
                2,
                1,
                0.9,
                0.15,
                reason);
    }

    private static SensitivityRow circumstance(String words, boolean holds, double now, double then) {
        return new SensitivityRow(
                "gold",
                words,
                holds,
                holds ? "" : "1.72 USD per hour instead of 1.5",
                ACCURACY,
                new Interval(1, 0.98, 1),
                now / 1000,
                "5 x b",
                "rebase",
                32,
                then / 1000);
    }

    private static PromiseRow promise(boolean kept, String binding) {
        return new PromiseRow("gold", 0.9, 20, NO, NO, NO, kept, binding, 32, "accuracy", 10, 10);
    }

    /** In English; in Japanese it must have as many sentences, and no English words. */
    private static String advice(PromiseRow promise, List<PlanRow> plans, SensitivityRow... sensitivity) {
        PlanResult result = new PlanResult(
                Samples.typical(), 2, List.of(promise), plans, List.of(), List.of(sensitivity), List.of());
        List<String> english = PlanAdvice.of(result).get(0).sentences();
        List<String> japanese =
                PlanAdvice.of(result, new Texts(Texts.Language.JA)).get(0).sentences();
        assertThat(japanese).hasSameSizeAs(english);
        assertThat(LeftEnglish.of(String.join("\n", japanese), List.of(), List.of()))
                .isEmpty();
        return String.join("\n", english);
    }

    @Test
    void aNarrowLeadIsSaid() {
        PlanRow chosen = row(Standing.CHOSEN, "a", 10, "the cheapest");
        assertThat(advice(promise(true, ""), List.of(chosen, row(Standing.DEARER, "b", 10.4, "costs 4.0 % more"))))
                .contains("lead of 4.0 % is smaller than the uncertainty of prices (40 %)", "quotes on both");
        assertThat(advice(promise(true, ""), List.of(chosen, row(Standing.DEARER, "b", 15, "costs 50 % more"))))
                .doesNotContain("lead");
        assertThat(advice(promise(true, ""), List.of(chosen, row(Standing.TOO_DEAR, "b", 25, "too much"))))
                .contains("No other accelerator or policy keeps the promise for up to twice the price");
    }

    /** A lower bound is rounded down. */
    @Test
    void aBoundIsSaidAsABound() {
        assertThat(advice(promise(true, ""), List.of(row(Standing.CHOSEN, "a", 10, "the cheapest"))))
                .contains("100 % (at least 98.4 %) answered in time");
    }

    @Test
    void toKeepAPromiseIsNotToStayTheCheapest() {
        assertThat(advice(
                        promise(true, ""),
                        List.of(row(Standing.CHOSEN, "a", 10, "the cheapest")),
                        circumstance("dear machines", true, 3, 2),
                        circumstance("cheap machines", true, 1, 1),
                        circumstance("a bad verifier", false, 1, 4)))
                .contains(
                        "With dear machines it keeps its promise, but would no longer be the cheapest: then 5 x b with rebase at"
                                + " 32 for 2.00 USD per 1,000 tasks, against 3.00 USD.",
                        "nothing on the shortlist is cheaper with cheap machines.",
                        "With a bad verifier the order no longer surely keeps its promise: 1.72 USD per hour instead of 1.5."
                                + " Then 5 x b");
    }

    @Test
    void whatBindsAloneOrTogetherIsSaid() {
        PlanRow nearest = row(Standing.NEAREST, "a", 10, "possible with 95 % answered within 30 s instead of 20 s");
        assertThat(advice(promise(false, "latency, power"), List.of(nearest)))
                .contains("latency, or power. To loosen any one of these is enough.", "Nearest: possible with 95 %");
        assertThat(advice(promise(false, "accuracy + latency"), List.of(nearest)))
                .contains("accuracy and latency. No single limit is enough");
        assertThat(advice(promise(false, ""), List.of())).contains("no policy at any budget keeps up");
        assertThat(advice(promise(false, "accuracy"), List.of(nearest)))
                .contains("accuracy. The other limit can be kept.");
        assertThat(advice(promise(false, "devices"), List.of(nearest)))
                .contains("devices. All other limits can be kept together.");
        PromiseRow alone = new PromiseRow("gold", 0.9, NO, NO, NO, NO, false, "accuracy", 32, "accuracy", 10, 10);
        assertThat(advice(alone, List.of(nearest))).contains("in the way: accuracy.\nNearest");
    }

    /** What was not simulated has no latency to tell. */
    @Test
    void aFleetThatWasNotServedHasNoLatency() {
        PlanRow row = open(
                Standing.NEAREST,
                ACCURACY,
                new Interval(NO, NO, NO),
                "the work needs at least 5000 devices instead of the 64 of max-devices; so many were not simulated");
        assertThat(advice(promise(false, "devices"), List.of(row)))
                .contains("0.925) right and a peak power".replace("0.925", "92.5 %"))
                .doesNotContain("NaN");
    }

    private static PlanRow open(Standing standing, Interval accuracy, Interval onTime, String reason) {
        return new PlanRow(
                "gold",
                standing,
                "1 x c",
                "c",
                1,
                1,
                "rebase",
                4,
                accuracy,
                onTime,
                new Interval(NO, NO, NO),
                1,
                0.000171,
                2,
                1,
                0.9,
                0.15,
                reason);
    }

    /** What is cheaper but cannot be told is said, with what would tell. */
    @Test
    void whatMayBeCheaperIsSaid() {
        PlanRow chosen = row(Standing.CHOSEN, "a", 10, "the cheapest");
        Interval time = new Interval(1, 0.98, 1);
        PlanRow inaccurate = open(Standing.OPEN, new Interval(0.907, 0.892, 0.921), time, "cannot be told");
        assertThat(advice(promise(true, ""), List.of(chosen, inaccurate)))
                .contains(
                        "Cheaper if it is accurate enough, which cannot be told yet: 1 x c with rebase at 4 for 0.171 USD per"
                                + " 1,000 tasks (90.7 % (89.2 % to 92.1 %) right); --precision 0.005 would tell");
        PlanRow close = open(Standing.OPEN, new Interval(0.9001, 0.892, 0.921), time, "cannot be told");
        assertThat(advice(promise(true, ""), List.of(chosen, close))).contains("too close");
        PlanRow late = open(Standing.OPEN, ACCURACY, new Interval(0.955, 0.94, 0.97), "cannot be told");
        assertThat(advice(promise(true, ""), List.of(chosen, late)))
                .contains(
                        "Cheaper if it is in time often enough",
                        "(95.5 % (94.0 % to 97.0 %) in time); more fleet.tasks");
        PlanRow nowhere = row(Standing.OPEN, "b", NO, "at best");
        assertThat(advice(promise(true, ""), List.of(chosen, nowhere))).doesNotContain("Cheaper");
    }

    /** Budgets are said in the unit of the study. */
    @Test
    void budgetsAreSaidInTheirUnit() {
        StudyResult typical = Samples.typical();
        StudyResult tokens = new StudyResult(
                typical.name(),
                typical.title(),
                typical.baseline(),
                typical.told(),
                BudgetUnit.TOKENS,
                typical.efficientThreshold(),
                typical.saturationThreshold(),
                typical.accuracy(),
                typical.levels(),
                typical.gains(),
                typical.saturation(),
                typical.comparison(),
                typical.versusBest(),
                typical.verifiers(),
                typical.regret(),
                typical.fleet(),
                typical.latency(),
                typical.timeline(),
                typical.warnings());
        List<LadderRow> ladder = List.of(
                new LadderRow("gold", "rebase", 32, "2 x a", ACCURACY, 0.001, NO),
                new LadderRow("gold", "rebase", 64, "3 x a", ACCURACY, 0.002, 0.1));
        PlanResult result = new PlanResult(
                tokens,
                2,
                List.of(promise(true, "")),
                List.of(row(Standing.CHOSEN, "a", 10, "the cheapest")),
                ladder,
                List.of(),
                List.of());
        assertThat(String.join("\n", PlanAdvice.of(result).get(0).sentences()))
                .contains("rebase with 32 tokens per task", "Beyond 32 tokens", "up to 64 tokens", "From 32 tokens on")
                .doesNotContain("rollout");
    }
}
