package dev.plateau.export;

import dev.plateau.result.AccuracyRow;
import dev.plateau.result.BudgetUnit;
import dev.plateau.result.ComparisonRow;
import dev.plateau.result.FleetRow;
import dev.plateau.result.GainRow;
import dev.plateau.result.LatencyRow;
import dev.plateau.result.RegretRow;
import dev.plateau.result.SaturationRow;
import dev.plateau.result.StudyResult;
import dev.plateau.result.TimelineRow;
import dev.plateau.result.VerifierRow;
import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Made-up results along TTSPM curves, F(N) = F_max (1 - (1-p)^N), so that pictures look like real ones. */
public final class Samples {
    static final List<Integer> POWERS = List.of(1, 2, 4, 8, 16, 32, 64, 128, 256);
    static final List<String> SIX = List.of("sequential", "parallel", "rebase", "dora", "beam", "exact-bayes");

    private Samples() {}

    /** Six policies, nine budgets, one world. */
    public static StudyResult typical() {
        return study("Where more rollouts stop helping", List.of("default"), SIX, POWERS);
    }

    static StudyResult study(String title, List<String> worlds, List<String> policies, List<Integer> budgets) {
        List<AccuracyRow> accuracy = new ArrayList<>();
        List<GainRow> gains = new ArrayList<>();
        List<SaturationRow> saturation = new ArrayList<>();
        List<ComparisonRow> comparison = new ArrayList<>();
        List<VerifierRow> verifiers = new ArrayList<>();
        for (int w = 0; w < worlds.size(); w++) {
            String world = worlds.get(w);
            for (int k = 0; k < policies.size(); k++) {
                String policy = policies.get(k);
                for (int i = 0; i < budgets.size(); i++) {
                    int n = budgets.get(i);
                    double share = curve(k, w, n);
                    accuracy.add(new AccuracyRow(
                            world,
                            policy,
                            n,
                            around(share, 0.01),
                            around(Math.min(1, share * 1.12), 0.008),
                            0.3 + 0.02 * (k % 8) - 0.01 * w + 0.004 * i * (k % 8 - 2),
                            10_000,
                            812.5 * n,
                            1.234567e13 * n,
                            n));
                    comparison.add(new ComparisonRow(
                            world, policy, policies.get(0), n, around(share - curve(0, w, n), k == 0 ? 0 : 0.006)));
                    if (i + 1 < budgets.size()) {
                        int next = budgets.get(i + 1);
                        double gain = (curve(k, w, next) - share) / (next - n);
                        gains.add(new GainRow(world, policy, n, next, around(gain, 0.006 / (next - n))));
                    }
                }
                double ends = 20 + 9 * k;
                saturation.add(new SaturationRow(
                        world,
                        policy,
                        4 + k,
                        k == 5
                                ? new Interval(Double.NaN, ends, Double.NaN)
                                : new Interval(ends, ends * 0.8, ends * 1.3),
                        ceiling(k, w),
                        chance(k),
                        ends + 2,
                        curve(k, w, budgets.get(budgets.size() - 1))));
            }
            verifiers.add(new VerifierRow(world, 0.81 - 0.03 * w, 0.043, 120_000, 0.74, 0.31));
        }
        return new StudyResult(
                "sample",
                title,
                policies.get(0),
                List.of(),
                BudgetUnit.ROLLOUTS,
                0.01,
                0.001,
                accuracy,
                List.of(),
                gains,
                saturation,
                comparison,
                List.of(),
                verifiers,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** The same where every second policy stops early and regret was measured; a part of every third one is negative. */
    static StudyResult bounded(StudyResult result) {
        List<String> policies =
                result.accuracy().stream().map(AccuracyRow::policy).distinct().toList();
        List<AccuracyRow> accuracy = new ArrayList<>();
        List<RegretRow> regret = new ArrayList<>();
        for (AccuracyRow row : result.accuracy()) {
            int k = policies.indexOf(row.policy());
            int n = row.budget();
            double spent = k % 2 == 0 ? n : (10.0 + k) * n / (10 + k + n - 1);
            accuracy.add(new AccuracyRow(
                    row.scenario(),
                    row.policy(),
                    n,
                    row.accuracy(),
                    row.coverage(),
                    row.passRate(),
                    row.tasks(),
                    row.tokensPerTask() * spent / n,
                    row.flopsPerTask() * spent / n,
                    spent));
            double total = 0.94 - row.accuracy().value();
            double verifier = k % 3 == 2 ? -0.08 : total * (0.2 + 0.02 * k);
            double directions = total * 0.1 + 0.01 * (k % 4);
            regret.add(new RegretRow(
                    row.scenario(),
                    row.policy(),
                    n,
                    false,
                    around(total, 0.012),
                    around(verifier, 0.01),
                    around(directions, 0.01),
                    around(total - verifier - directions, 0.01)));
        }
        return new StudyResult(
                result.name(),
                result.title(),
                result.baseline(),
                result.told(),
                result.unit(),
                result.efficientThreshold(),
                result.saturationThreshold(),
                accuracy,
                List.of(),
                result.gains(),
                result.saturation(),
                result.comparison(),
                List.of(),
                result.verifiers(),
                regret,
                List.of(),
                List.of(),
                List.of(),
                result.warnings());
    }

    /** The same, where a policy is told the truth. */
    static StudyResult told(StudyResult result, String policy) {
        return new StudyResult(
                result.name(),
                result.title(),
                result.baseline(),
                List.of(policy),
                result.unit(),
                result.efficientThreshold(),
                result.saturationThreshold(),
                result.accuracy(),
                result.levels(),
                result.gains(),
                result.saturation(),
                result.comparison(),
                result.versusBest(),
                result.verifiers(),
                result.regret(),
                result.fleet(),
                result.latency(),
                result.timeline(),
                result.warnings());
    }

    /**
     * The same served by fleets, each twice as large as the one before and a little cheaper to use; the first cannot keep up with
     * the largest budgets of every second policy.
     */
    static StudyResult served(StudyResult result, List<String> fleets) {
        List<String> policies =
                result.accuracy().stream().map(AccuracyRow::policy).distinct().toList();
        int largest =
                result.accuracy().stream().mapToInt(AccuracyRow::budget).max().orElse(0);
        List<FleetRow> rows = new ArrayList<>();
        List<LatencyRow> latency = new ArrayList<>();
        List<TimelineRow> timeline = new ArrayList<>();
        for (AccuracyRow row : result.accuracy()) {
            int k = policies.indexOf(row.policy());
            for (int f = 0; f < fleets.size(); f++) {
                boolean stable = f > 0 || k % 2 == 0 || row.budget() < largest / 2.0 || largest < 3;
                double median = (3 + k) * (1 + 0.15 * row.budget() * (1 + 0.3 * k)) / Math.pow(1.7, f);
                double price = (0.0004 + 0.00012 * k) * row.budget() * (1 - 0.1 * f);
                double energy = (0.2 + 0.05 * k) * row.budget() * (1 + 0.05 * f);
                rows.add(new FleetRow(
                        row.scenario(),
                        row.policy(),
                        row.budget(),
                        fleets.get(f),
                        waits(stable, 1.1 * median),
                        waits(stable, median),
                        waits(stable, 2.1 * median),
                        waits(stable, 2.9 * median),
                        waits(stable, 0.21),
                        new Interval(stable ? 2 : 1.4567, 1.4, 2.1),
                        new Interval(stable ? 0.61 : 1, 0.5, 1),
                        0.02 * k,
                        stable ? Math.max(0, 1 - median / 2000) : Double.NaN,
                        waits(stable, price),
                        stable ? price / row.accuracy().value() : Double.NaN,
                        new Interval(energy, 0.98 * energy, 1.02 * energy),
                        0.4 * energy,
                        row.accuracy(),
                        0,
                        1000,
                        0,
                        2.5 * Math.pow(2, f),
                        stable,
                        f == 0 ? 0.15 : 0.25,
                        Double.NaN,
                        Double.NaN));
                for (int i = 0; i < 100 && stable; i++) {
                    double share = (i + 0.5) / 100;
                    double latencyThen = median * Math.pow(share / (1 - share), 0.25 + 0.03 * k);
                    latency.add(new LatencyRow(
                            row.scenario(), row.policy(), row.budget(), fleets.get(f), share, latencyThen));
                }
                for (int i = 0; i < 120; i++) {
                    double wave = 1 + Math.sin(i / 7.0) * Math.cos(i / 17.0);
                    timeline.add(new TimelineRow(
                            row.scenario(),
                            row.policy(),
                            row.budget(),
                            fleets.get(f),
                            (i + 0.5) * 16,
                            row.budget() * wave,
                            stable ? Math.max(0, wave - 1.4) * 30 : 3.0 * i,
                            Math.min(1, 0.45 * wave)));
                }
            }
        }
        return new StudyResult(
                result.name(),
                result.title(),
                result.baseline(),
                result.told(),
                result.unit(),
                result.efficientThreshold(),
                result.saturationThreshold(),
                result.accuracy(),
                List.of(),
                result.gains(),
                result.saturation(),
                result.comparison(),
                List.of(),
                result.verifiers(),
                result.regret(),
                rows,
                latency,
                timeline,
                result.warnings());
    }

    private static Interval waits(boolean stable, double value) {
        return stable
                ? new Interval(value, 0.94 * value, 1.06 * value)
                : new Interval(Double.NaN, Double.NaN, Double.NaN);
    }

    /** Names of up to 22 letters. */
    static List<String> policies(int count) {
        List<String> names = List.of(
                "sequential",
                "parallel",
                "rebase",
                "dora",
                "beam",
                "adaptive consistency",
                "marginal-gain stop",
                "early-stopping window",
                "verifier threshold",
                "sequential-halving",
                "tree.dynamic-dora-0.2");
        return IntStream.range(0, count)
                .mapToObj(i -> names.get(i % names.size()) + (i < names.size() ? "" : i / names.size()))
                .map(name -> name.substring(0, Math.min(22, name.length())))
                .toList();
    }

    static StudyResult warned(StudyResult result, String... warnings) {
        return new StudyResult(
                result.name(),
                result.title(),
                result.baseline(),
                result.told(),
                result.unit(),
                result.efficientThreshold(),
                result.saturationThreshold(),
                result.accuracy(),
                List.of(),
                result.gains(),
                result.saturation(),
                result.comparison(),
                List.of(),
                result.verifiers(),
                result.regret(),
                List.of(),
                List.of(),
                List.of(),
                List.of(warnings));
    }

    /** The fifth policy loses a little beyond 32 rollouts: its gains turn negative. */
    private static double curve(int policy, int world, int budget) {
        double loss = policy % 6 == 4 ? 0.01 * Math.max(0, Math.log(budget / 32.0)) : 0;
        return ceiling(policy, world) * (1 - Math.pow(1 - chance(policy), budget)) - loss;
    }

    private static double ceiling(int policy, int world) {
        return 0.55 + 0.025 * (policy * 5 % 12) + 0.009 * (policy / 12) - 0.07 * world;
    }

    private static double chance(int policy) {
        return 0.30 - 0.02 * (policy % 12) + 0.007 * (policy / 12);
    }

    private static Interval around(double value, double half) {
        return new Interval(value, value - half, value + half);
    }
}
