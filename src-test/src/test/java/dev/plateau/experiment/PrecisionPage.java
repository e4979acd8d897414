package dev.plateau.experiment;

import dev.plateau.catalog.Policies;
import dev.plateau.model.Points;
import dev.plateau.model.Strata;
import dev.plateau.result.AccuracyRow;
import dev.plateau.result.ComparisonRow;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.ScenarioException;
import dev.plateau.stats.Interval;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes the tables of docs/precision.md: how many attempts, and how much time, plain Monte Carlo takes for the same half-width.
 * A factor is the product of variance and work of plain Monte Carlo over that of a way to reduce it. The variance of plain
 * Monte Carlo is known from the accuracies, p(1-p) for a task and the sum of two for a difference; that of the others is measured
 * over blocks.
 */
public final class PrecisionPage {
    private static final Path PAGE = Path.of("docs", "precision.md");
    private static final VarianceReduction ALL = VarianceReduction.FULL;

    private PrecisionPage() {}

    /** Variance of one task's worth of simulation, and what it takes. */
    private record Measured(WorldStatistics statistics, double steps, double seconds, long tasks) {
        List<AccuracyRow> accuracies() {
            return statistics.accuracyRows();
        }

        double variance(Interval interval) {
            double error = interval.halfWidth() / 1.96;
            return error * error * tasks;
        }
    }

    /** A world and two pairs of policies, the difference of which is looked at. */
    private record Case(String scenario, int world, List<List<String>> pairs) {}

    private static final List<Case> CASES = List.of(
            new Case("saturation", 0, List.of(List.of("dora", "parallel"), List.of("rebase", "dora"))),
            new Case("directions", 3, List.of(List.of("dora", "parallel"), List.of("rebase", "dora"))),
            new Case("math500-llama-3.2-1b", 0, List.of(List.of("dora", "temperature"), List.of("rebase", "dora"))));

    /**
     * Writes the page.
     *
     * @param args number of tasks for each line of the tables
     */
    public static void main(String[] args) throws IOException, ScenarioException {
        long tasks = Long.parseLong(args[0]);
        StringBuilder each = new StringBuilder();
        StringBuilder scenarios = new StringBuilder();
        for (Case at : CASES) {
            Study study = study(at);
            Measured plain = measure(study.withReduction(VarianceReduction.NONE), Math.min(tasks, 1280));
            Measured full = measure(study.withReduction(ALL), tasks);
            Function<Measured, String> row = measured -> row(at, study, plain, full, measured);
            if (each.isEmpty()) {
                each.append(head(at, "saturation"));
                for (Map.Entry<String, VarianceReduction> way : ways().entrySet()) {
                    Measured measured =
                            way.getValue().equals(ALL) ? full : measure(study.withReduction(way.getValue()), tasks);
                    each.append("| ").append(way.getKey()).append(row.apply(measured));
                    System.out.println(way.getKey() + row.apply(measured));
                }
            }
            scenarios.append(head(at, study.worlds().get(0).name()));
            scenarios
                    .append("| one search of each task, strata, common trees")
                    .append(row.apply(measure(study.withReduction(VarianceReduction.COMMON), tasks)))
                    .append("| all, the default")
                    .append(row.apply(full))
                    .append('\n');
            System.out.println(scenarios);
        }
        Path page = Files.exists(PAGE) ? PAGE : Path.of("..").resolve(PAGE);
        write(page, "each", each.toString());
        write(page, "scenarios", scenarios.toString());
    }

    private static Study study(Case at) throws ScenarioException {
        Study read = new Catalogue(Policies.factories()).read(at.scenario()).study();
        return new Study(
                read.name(),
                read.title(),
                List.of(read.worlds().get(at.world())),
                read.entrants(),
                at.pairs().get(0).get(1),
                read.budgets(),
                read.unit(),
                read.precision(),
                read.maxTasks(),
                read.thresholds(),
                read.seed(),
                Optional.empty());
    }

    private static Map<String, VarianceReduction> ways() {
        Map<String, VarianceReduction> ways = new LinkedHashMap<>();
        ways.put("common trees alone", new VarianceReduction(Points.INDEPENDENT, false, true, false, false, false));
        ways.put("strata alone", new VarianceReduction(Points.STRATIFIED, false, false, false, false, false));
        ways.put("strata, common trees", VarianceReduction.COMMON);
        ways.put("the same and sobol", new VarianceReduction(Points.SOBOL, false, true, false, false, false));
        ways.put("the same and focus", new VarianceReduction(Points.STRATIFIED, true, true, false, false, false));
        ways.put("the same and repeats", new VarianceReduction(Points.STRATIFIED, false, true, true, false, false));
        ways.put(
                "the same and expectations", new VarianceReduction(Points.STRATIFIED, false, true, false, true, false));
        ways.put("the same and controls", new VarianceReduction(Points.STRATIFIED, false, true, false, false, true));
        ways.put("**all, the default**", ALL);
        ways.put("all but sobol (strata)", new VarianceReduction(Points.STRATIFIED, true, true, true, true, true));
        ways.put("all but focus", new VarianceReduction(Points.SOBOL, false, true, true, true, true));
        ways.put("all but common trees, controls", new VarianceReduction(Points.SOBOL, true, false, true, true, false));
        ways.put("all but repeats", new VarianceReduction(Points.SOBOL, true, true, false, true, true));
        ways.put("all but expectations", new VarianceReduction(Points.SOBOL, true, true, true, false, true));
        ways.put("all but controls", new VarianceReduction(Points.SOBOL, true, true, true, true, false));
        return ways;
    }

    private static Measured measure(Study study, long tasks) {
        NamedWorld world = study.worlds().get(0);
        BlockRunner runner = new BlockRunner(study, world);
        runner.run(0);
        WorldStatistics statistics = new WorldStatistics(study, world.name(), runner.blockSize());
        Strata strata = Strata.EVEN;
        long blocks = tasks / runner.blockSize();
        long before = runner.steps();
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (long block = 0; block < blocks; block++) {
            statistics.add(runner.run(block, strata));
            if (block + 1 == Focus.BLOCKS && Focus.wanted(study, world.world())) {
                strata = statistics.focus();
            }
        }
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
        double done = blocks * runner.blockSize();
        return new Measured(statistics, (runner.steps() - before) / done, seconds / done, blocks * runner.blockSize());
    }

    private static String head(Case at, String title) {
        StringBuilder line =
                new StringBuilder("| " + title + " | steps | ms | the study | accuracies | dora | differences");
        StringBuilder rule = new StringBuilder("| --- | --- | --- | --- | --- | --- | ---");
        for (List<String> pair : at.pairs()) {
            line.append(" | ").append(pair.get(0)).append(" - ").append(pair.get(1));
            rule.append(" | ---");
        }
        return line + " |\n" + rule + " |\n";
    }

    /** What it takes per task, and the factors. */
    private static String row(Case at, Study study, Measured plain, Measured full, Measured measured) {
        int largest = study.budgets().get(study.budgets().size() - 1);
        StringBuilder row = new StringBuilder(
                String.format(Locale.ROOT, " | %.1f | %.2f", measured.steps() / 1000, 1000 * measured.seconds()));
        double plainWidest = 0;
        double widest = 0;
        double logarithm = 0;
        for (int i = 0; i < full.accuracies().size(); i++) {
            double before = spread(full.accuracies().get(i).accuracy());
            double after = measured.variance(measured.accuracies().get(i).accuracy());
            plainWidest = Math.max(plainWidest, before);
            widest = Math.max(widest, after);
            logarithm += Math.log(before / after) / full.accuracies().size();
        }
        row.append(factors(plain, measured, plainWidest, widest));
        row.append(factors(plain, measured, Math.exp(logarithm), 1));
        Interval dora = accuracy(measured, "dora", largest);
        row.append(factors(plain, measured, spread(accuracy(full, "dora", largest)), measured.variance(dora)));
        row.append(factors(plain, measured, Math.exp(differences(study, full, measured)), 1));
        for (List<String> pair : at.pairs()) {
            double before = spread(accuracy(full, pair.get(0), largest)) + spread(accuracy(full, pair.get(1), largest));
            double after = measured.variance(difference(measured, pair, largest));
            row.append(factors(plain, measured, before, after));
        }
        return row + " |\n";
    }

    /** Mean logarithm of the factors of variance, over the differences to the baseline that are not 0 by construction. */
    private static double differences(Study study, Measured full, Measured measured) {
        double sum = 0;
        int count = 0;
        for (ComparisonRow row : measured.statistics().comparisonRows()) {
            double before = spread(accuracy(full, row.policy(), row.budget()))
                    + spread(accuracy(full, study.baseline(), row.budget()));
            double after = measured.variance(row.difference());
            if (row.budget() > 1 && after > 0) {
                sum += Math.log(before / after);
                count++;
            }
        }
        return sum / count;
    }

    private static String factors(Measured plain, Measured measured, double before, double after) {
        return String.format(
                Locale.ROOT,
                " | %.1f (%.1f)",
                before * plain.steps() / (after * measured.steps()),
                before * plain.seconds() / (after * measured.seconds()));
    }

    private static double spread(Interval accuracy) {
        return accuracy.value() * (1 - accuracy.value());
    }

    private static Interval accuracy(Measured measured, String policy, int budget) {
        return measured.accuracies().stream()
                .filter(row -> row.policy().equals(policy) && row.budget() == budget)
                .findFirst()
                .orElseThrow()
                .accuracy();
    }

    private static Interval difference(Measured measured, List<String> pair, int budget) {
        return measured.statistics().differences(pair.get(0), pair.get(1)).stream()
                .filter(row -> row.budget() == budget)
                .findFirst()
                .orElseThrow()
                .difference();
    }

    private static void write(Path page, String section, String between) throws IOException {
        String begin = "<!-- begin " + section + " -->\n";
        String end = "<!-- end " + section + " -->";
        String text = Files.readString(page);
        Files.writeString(
                page,
                text.substring(0, text.indexOf(begin) + begin.length()) + between + text.substring(text.indexOf(end)));
    }
}
