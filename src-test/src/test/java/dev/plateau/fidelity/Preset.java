package dev.plateau.fidelity;

import dev.plateau.calibrate.AccuracyTable;
import dev.plateau.calibrate.AccuracyTable.Cell;
import dev.plateau.calibrate.AccuracyTable.Metric;
import dev.plateau.calibrate.Contestant;
import dev.plateau.calibrate.TableSimulator;
import dev.plateau.calibrate.TableSimulator.Moments;
import dev.plateau.catalog.Policies;
import dev.plateau.experiment.Entrant;
import dev.plateau.experiment.Study;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.PilotFile;
import dev.plateau.scenario.ScenarioException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * A scenario of the catalogue that was fitted to DORA's Figure 3, beside the figures.
 *
 * @param name of the scenario
 * @param benchmark of the figures
 * @param model of the figures
 * @param published the figures
 * @param study the scenario
 */
record Preset(String name, String benchmark, String model, AccuracyTable published, Study study) {
    static final Path TABLE = Path.of("docs", "data", "dora-figure-3.csv");
    private static final List<String> BENCHMARKS = List.of("MATH500", "AIME2024", "AIME2025");
    private static final List<String> MODELS =
            List.of("Llama-3.2-1B-Instruct", "Llama-3.2-3B-Instruct", "Qwen2.5-1.5B-Instruct");

    /** All nine; the table lies below a folder. */
    static List<Preset> all(Path home) throws ScenarioException {
        Catalogue catalogue = new Catalogue(Policies.factories());
        List<Preset> presets = new ArrayList<>();
        for (String benchmark : BENCHMARKS) {
            for (String model : MODELS) {
                String name = (benchmark + '-' + model.replace("-Instruct", "")).toLowerCase(Locale.ROOT);
                PilotFile.Choice choice = new PilotFile.Choice(Optional.of(model), Optional.of(benchmark));
                AccuracyTable published = (AccuracyTable)
                        PilotFile.read(home.resolve(TABLE), choice).observations();
                presets.add(new Preset(
                        name, benchmark, model, published, catalogue.read(name).study()));
            }
        }
        return presets;
    }

    /** The figures as the scenario has them, then those at further budgets. */
    Moments simulate(List<Integer> further, long seed, int tasks, ExecutorService pool) {
        List<Contestant> contestants = study.entrants().stream()
                .map(entrant -> new Contestant(entrant.label(), entrant.policy()))
                .toList();
        Entrant first = study.entrants().get(0);
        return new TableSimulator(extended(further), contestants, first.selection(), pool)
                .simulate(study.worlds().get(0).world(), seed, tasks);
    }

    /** The published cells, then one for every metric, method and further budget with a value of 0. */
    AccuracyTable extended(List<Integer> further) {
        List<Cell> cells = new ArrayList<>(published.cells());
        for (Metric metric : Metric.values()) {
            for (String method : published.methods()) {
                further.forEach(budget -> cells.add(new Cell(metric, method, budget, 0, Double.NaN)));
            }
        }
        return new AccuracyTable(cells);
    }

    /** Root-mean-square residual of a metric in points. */
    double error(Metric metric, double[] means) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < published.cells().size(); i++) {
            Cell cell = published.cells().get(i);
            if (cell.metric() == metric) {
                sum += (means[i] - cell.value()) * (means[i] - cell.value());
                count++;
            }
        }
        return 100 * Math.sqrt(sum / count);
    }

    /** Root-mean-square half-width of the published bands in points. */
    double band(Metric metric) {
        return 100
                * Math.sqrt(published.cells().stream()
                        .filter(cell -> cell.metric() == metric)
                        .mapToDouble(cell -> cell.band() * cell.band())
                        .average()
                        .orElseThrow());
    }

    /**
     * Pairs of methods at one budget whose published accuracies lie further apart than the wider of their bands.
     *
     * @param above place in the published table of the one that is ahead
     * @param below place of the other
     */
    record Pair(int above, int below) {}

    List<Pair> ranked() {
        List<Pair> pairs = new ArrayList<>();
        List<Cell> cells = published.cells();
        for (int i = 0; i < cells.size(); i++) {
            for (int j = 0; j < cells.size(); j++) {
                Cell a = cells.get(i);
                Cell b = cells.get(j);
                if (a.metric() == Metric.ACCURACY
                        && b.metric() == Metric.ACCURACY
                        && a.budget() == b.budget()
                        && a.value() - b.value() > Math.max(a.band(), b.band())) {
                    pairs.add(new Pair(i, j));
                }
            }
        }
        return pairs;
    }
}
