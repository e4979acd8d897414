package dev.plateau.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.result.PlanResult;
import dev.plateau.result.PlanRow;
import dev.plateau.result.PlanRow.Standing;
import dev.plateau.result.PromiseRow;
import dev.plateau.result.SensitivityRow;
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

    private static String advice(PromiseRow promise, List<PlanRow> plans, SensitivityRow... sensitivity) {
        PlanResult result = new PlanResult(
                Samples.typical(), 2, List.of(promise), plans, List.of(), List.of(sensitivity), List.of());
        return String.join("\n", PlanAdvice.of(result).get(0).sentences());
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
                        "With a bad verifier the order no longer surely keeps its promise");
    }

    @Test
    void whatBindsAloneOrTogetherIsSaid() {
        PlanRow nearest = row(Standing.NEAREST, "a", 10, "possible with 95 % answered within 30 s instead of 20 s");
        assertThat(advice(promise(false, "latency, power"), List.of(nearest)))
                .contains("latency, or power. To loosen any one of these is enough.", "Nearest: possible with 95 %");
        assertThat(advice(promise(false, "accuracy + latency"), List.of(nearest)))
                .contains("accuracy and latency. No single limit is enough");
        assertThat(advice(promise(false, ""), List.of())).contains("no policy at any budget keeps up");
    }
}
