package dev.plateau.scenario;

import dev.plateau.calibrate.AccuracyTable;
import dev.plateau.calibrate.AccuracyTable.Cell;
import dev.plateau.calibrate.AccuracyTable.Metric;
import dev.plateau.calibrate.Observations;
import dev.plateau.catalog.Policies;
import dev.plateau.policy.PolicyFactory;
import dev.plateau.policy.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads published accuracies: metric, method, rollouts, value and, if there is one, the band around it. A method is named as
 * its policy is; a word 'sampling' or 'search' after it is ignored. Values are percent if any in the file is above 1.
 */
final class PilotAccuracies {
    /** Fewest cells that a world can be fitted to. */
    static final int FEWEST_CELLS = 6;

    private static final int MOST_ROLLOUTS = 4096;
    private static final List<String> BANDS = List.of("band", "band_half_width");

    private PilotAccuracies() {}

    static Optional<Observations> read(PilotTable.Part part, Problems problems) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        Arrays.stream(Metric.values()).forEach(metric -> metrics.put(metric.id(), metric));
        List<String> policies = policies();
        Optional<String> band = BANDS.stream().filter(part::has).findFirst();
        boolean percent = part.table().rows().stream()
                .map(row -> part.cell(row, "value").text())
                .anyMatch(text -> Fields.isNumber(text) && Double.parseDouble(text) > 1);
        Map<String, Integer> lines = new HashMap<>();
        List<Cell> cells = new ArrayList<>();
        for (Csv.Row row : part.rows()) {
            int before = problems.count();
            Metric metric = metrics.get(part.cell(row, "metric").text());
            if (metric == null) {
                problems.addUnknown(
                        part.place(row, "metric"),
                        "unknown metric",
                        part.cell(row, "metric").text(),
                        metrics.keySet());
            }
            String method = policy(part.cell(row, "method").text());
            if (!policies.contains(method)) {
                problems.addUnknown(
                        part.place(row, "method"),
                        "no policy stands for the method",
                        part.cell(row, "method").text(),
                        policies);
            }
            int rollouts = part.whole(problems, row, "rollouts", 1, MOST_ROLLOUTS);
            double value = share(part, row, "value", percent, problems);
            double half = band.filter(column -> !part.cell(row, column).text().isEmpty())
                    .map(column -> share(part, row, column, percent, problems))
                    .orElse(Double.NaN);
            if (problems.count() > before || metric == null) {
                continue;
            }
            Integer first = lines.putIfAbsent(metric.id() + ' ' + method + ' ' + rollouts, row.line());
            if (first != null) {
                problems.add(
                        part.place(row, "metric"),
                        metric.id() + " of " + method + " at " + rollouts + " rollouts is there twice, first on line "
                                + first);
            } else {
                cells.add(new Cell(metric, method, rollouts, value, half));
            }
        }
        if (problems.first().isEmpty() && cells.size() < FEWEST_CELLS) {
            problems.add(
                    new Place(
                            part.table().file(),
                            part.rows().get(part.rows().size() - 1).line(),
                            1),
                    "too little to fit a world to: at least " + FEWEST_CELLS + " rows are needed (got " + cells.size()
                            + ")");
        }
        if (problems.first().isEmpty()
                && cells.stream().allMatch(cell -> cell.value() == cells.get(0).value())) {
            problems.add(
                    new Place(part.table().file(), part.rows().get(0).line(), 1),
                    "all values are the same: nothing can be fitted of what budgets and methods do");
        }
        return problems.first().isPresent() ? Optional.empty() : Optional.of(new AccuracyTable(cells));
    }

    private static double share(PilotTable.Part part, Csv.Row row, String column, boolean percent, Problems problems) {
        double number = part.number(problems, row, column);
        double top = percent ? 100 : 1;
        if (number < 0 || number > top) {
            problems.add(
                    part.place(row, column),
                    column + " must be a number in [0, " + (int) top + "] (got "
                            + Suggestions.shown(part.cell(row, column).text()) + ")");
        }
        return number / top;
    }

    private static String policy(String method) {
        return method.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[ _-]+(sampling|search)$", "")
                .replaceAll("[ _]+", "-");
    }

    /** Policies that one can compare: none that is told the truth. */
    private static List<String> policies() {
        return Policies.factories().stream()
                .filter(factory -> !factory.create(Settings.of(factory.parameters(), Map.of()))
                        .readsTruth())
                .map(PolicyFactory::id)
                .toList();
    }
}
