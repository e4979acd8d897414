package dev.plateau.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.Worlds;
import dev.plateau.fleet.Accelerator;
import dev.plateau.fleet.Batching;
import dev.plateau.fleet.Failures;
import dev.plateau.fleet.FleetSpec;
import dev.plateau.fleet.PoolSpec;
import dev.plateau.fleet.Power;
import dev.plateau.fleet.Reading;
import dev.plateau.fleet.Router;
import dev.plateau.fleet.ServedModel;
import dev.plateau.fleet.StepTime;
import dev.plateau.fleet.Stragglers;
import dev.plateau.model.Difficulty;
import dev.plateau.model.ModelCost;
import dev.plateau.model.World;
import dev.plateau.result.StageRow;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Attempts of 50 tokens, of which the first comes with the prompt, on machines that write one token a second and read at once. */
class PilotCostsTest {
    private static final double P = 0.1;
    private static final double SOLVABLE = 0.9;
    private static final int TOKENS = 50;
    private static final double SECONDS = TOKENS - 1;
    private static final int AT_ONCE = 25;

    /** A token a second. */
    private record OneASecond() implements StepTime {
        @Override
        public double decode(int batch, long contexts, long iterations) {
            return iterations;
        }

        @Override
        public long iterations(int batch, long contexts, double seconds, long limit) {
            return Math.max(1, Math.min(limit, (long) Math.ceil(seconds)));
        }

        @Override
        public double read(int batch, long contexts, Reading reading) {
            return 0;
        }
    }

    private static FleetSpec fleet(String name, double dollarsPerHour, long cacheBytes) {
        ServedModel writer = new ServedModel("writer", 2.5e9, 1.2e9, 16, 2048, 32768, 131072, 131072);
        Accelerator device = new Accelerator(
                "device",
                80e9,
                2e12,
                3e14,
                3e11,
                400,
                dollarsPerHour,
                new Accelerator.Constants(0.8, 0.8, 0.6, 6e-5, 6e-6),
                0.25);
        PoolSpec pool = new PoolSpec(
                "all",
                device,
                1,
                1,
                List.of(writer),
                List.of(new OneASecond()),
                cacheBytes,
                false,
                new Batching(Batching.Mode.PROMPTS_FIRST, AT_ONCE, 1 << 20, false),
                Router.PREFIX_AFFINITY,
                Failures.NONE,
                Stragglers.NONE);
        return new FleetSpec(
                name,
                List.of(pool),
                new FleetSpec.Place(0, 0),
                Optional.empty(),
                Optional.empty(),
                new Power(0.2, 0.7, 0.95, 1.2),
                400);
    }

    private static PilotPlan plan(FleetSpec... fleets) {
        World world = Worlds.plain()
                .with(new Difficulty(1 - SOLVABLE, 0, new Difficulty.Fixed(P)))
                .world();
        PilotDesign.Settings settings = new PilotDesign.Settings(0.005, 2, 0.9, 25, 20, 3, 1);
        return new PilotDesign(world, List.of(fleets), settings).design((state, done) -> true);
    }

    /** Rounds that a chain makes on average, of so many at most: 1 + (1-p) + .. for those that can be solved. */
    private static double rounds(int most) {
        return (1 - SOLVABLE) * most + SOLVABLE * (1 - Math.pow(1 - P, most)) / P;
    }

    @Test
    void tokensFollowFromTheSamplesAndRounds() {
        PilotPlan plan = plan();
        assertThat(plan.fleet()).isEmpty();
        for (StageRow stage : plan.stages()) {
            int n = stage.samples();
            double m = plan.problems();
            assertThat(stage.parallel().spending().tokens()).isCloseTo(m * n * TOKENS, within(1e-6));
            ModelCost model = Worlds.plain().world().policyModel();
            double prompt = Worlds.plain().lengths().promptTokens();
            double once = model.flops(0, prompt);
            double each = model.flops(prompt, TOKENS);
            assertThat(stage.parallel().spending().flops() / (m * (once + n * each)))
                    .isCloseTo(1, within(1e-9));
            assertThat(stage.sequential().spending().flops() / (m * (once + rounds(n) * each)))
                    .isCloseTo(1, within(0.04));
            // 8,192 tasks: the standard error is below 1.2 %.
            assertThat(stage.sequential().spending().tokens() / (m * TOKENS * rounds(n)))
                    .isCloseTo(1, within(0.04));
            assertThat(rounds(stage.rounds() + 1)).isGreaterThan(0.96 * Math.min(n, rounds(513)));
            assertThat(rounds(stage.rounds())).isLessThan(1.04 * n);
            assertThat(stage.sameTokens()).isCloseTo(SOLVABLE * (1 - Math.pow(1 - P, stage.rounds())), within(0.02));
            double newly = SOLVABLE * (Math.pow(1 - P, n == 2 ? 0 : n / 2.0) - Math.pow(1 - P, n));
            assertThat(stage.parallel().solvedPerMillion() * TOKENS * (n == 2 ? 2 : n / 2.0) / 1e6)
                    .isCloseTo(newly, within(0.02));
            assertThat(stage.parallel().spending().dollars()).isNaN();
            assertThat(stage.parallel().dollarsPerSolved()).isNaN();
        }
    }

    @Test
    void moneyIsRentForTheTimeOfTheWholePilot() {
        PilotPlan plan = plan(fleet("dear", 36, 40L << 30), fleet("cheap", 3.6, 40L << 30));
        assertThat(plan.fleet()).contains("cheap");
        assertThat(plan.timeError()).isEqualTo(0.25);
        int m = plan.problems();
        double before = 0;
        double solved = 0;
        for (StageRow stage : plan.stages()) {
            int n = stage.samples();
            double waves = Math.ceil((double) m * n / AT_ONCE);
            double seconds = stage.parallel().spending().seconds();
            assertThat(seconds).isCloseTo(waves * SECONDS, within(1e-6));
            double dollars = stage.parallel().spending().dollars();
            assertThat(dollars).isCloseTo(seconds / 1000, within(1e-9));
            assertThat(stage.parallel().dollarsPerSolved())
                    .isCloseTo((dollars - before) / (m * (stage.parallel().solved() - solved)), within(1e-9));
            before = dollars;
            solved = stage.parallel().solved();
            // Rounds of a chain wait for each other, and one of the problems is all but surely not solved in 8 rounds.
            if (n <= 8 && m >= 3 * AT_ONCE) {
                assertThat(stage.sequential().spending().seconds()).isGreaterThan(n * SECONDS - 1e-6);
            }
        }
    }

    @Test
    void aFleetThatCannotServeItIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(fleet("tiny", 1, 1000)))
                .withMessageContaining("a pilot on tiny");
    }
}
