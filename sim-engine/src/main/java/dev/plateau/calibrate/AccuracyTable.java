package dev.plateau.calibrate;

import java.util.List;
import java.util.function.Predicate;

/**
 * What was published of some methods at some budgets on one benchmark with one model (MODEL section 13). Shares are in [0,1].
 *
 * @param cells at least one, no two of the same metric, method and budget
 */
public record AccuracyTable(List<Cell> cells) implements Observations {

    /** What a cell is about. */
    public enum Metric {
        /** Share of tasks whose selected answer is right. */
        ACCURACY("accuracy"),
        /** Share of right attempts in the final set, mean over tasks. */
        PASS_RATE("pass_rate");

        private final String id;

        Metric(String id) {
            this.id = id;
        }

        /** Name in tables. */
        public String id() {
            return id;
        }
    }

    /**
     * One figure.
     *
     * @param metric what it is
     * @param method name of the method
     * @param budget rollouts per task, at least 1
     * @param value the share, in [0,1]
     * @param band half-width of the published band around it, at least 0; NaN if none was published
     */
    public record Cell(Metric metric, String method, int budget, double value, double band) {
        /** Checks the ranges. */
        public Cell {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("value must be a share in [0,1] (got " + value + ")");
            }
            if (band < 0 || budget < 1) {
                throw new IllegalArgumentException(
                        "need band >= 0 and budget >= 1 (got " + band + " and " + budget + ")");
            }
        }

        boolean sameAs(Cell other) {
            return metric == other.metric && method.equals(other.method) && budget == other.budget;
        }
    }

    /** Copies the list. */
    public AccuracyTable {
        cells = List.copyOf(cells);
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("a table needs at least one cell");
        }
        for (int i = 0; i < cells.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (cells.get(i).sameAs(cells.get(j))) {
                    throw new IllegalArgumentException("two cells have the same metric, method and budget: "
                            + cells.get(j) + " and " + cells.get(i));
                }
            }
        }
    }

    /** Methods in the order of their first cells. */
    public List<String> methods() {
        return cells.stream().map(Cell::method).distinct().toList();
    }

    /** Budgets, ascending. */
    public List<Integer> budgets() {
        return cells.stream().map(Cell::budget).distinct().sorted().toList();
    }

    /** The cells that are asked for; at least one must be. */
    public AccuracyTable only(Predicate<Cell> wanted) {
        return new AccuracyTable(cells.stream().filter(wanted).toList());
    }
}
