package dev.plateau.result;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A phase diagram: which policy wins over two settings, refined where that changes.
 *
 * @param title of the scenario
 * @param x first setting
 * @param y second setting
 * @param policies labels, in order
 * @param budget of every task, in words
 * @param divisions of the finest grid along each side
 * @param points that were simulated; those whose settings are the same, because they are whole numbers, once for every place
 * @param cells squares of the finest grid, joined where nothing changes; all their corners were simulated
 * @param interrupted whether it ended before all was refined
 */
public record PhaseResult(
        String title,
        Range x,
        Range y,
        List<String> policies,
        String budget,
        int divisions,
        List<PhasePoint> points,
        List<Cell> cells,
        boolean interrupted) {

    /**
     * A square.
     *
     * @param column of its lower left corner on the finest grid
     * @param row of its lower left corner
     * @param size in squares of the finest grid
     */
    public record Cell(int column, int row, int size) {}

    /** Copies the lists. */
    public PhaseResult {
        policies = List.copyOf(policies);
        points = List.copyOf(points);
        cells = List.copyOf(cells);
    }

    /** Settings that were simulated. */
    public int simulated() {
        return distinct().size();
    }

    /** The points, each pair of settings once. */
    public List<PhasePoint> distinct() {
        List<PhasePoint> distinct = new ArrayList<>();
        Set<List<Double>> seen = new HashSet<>();
        for (PhasePoint point : points) {
            if (seen.add(List.of(point.x(), point.y()))) {
                distinct.add(point);
            }
        }
        return distinct;
    }

    /** Settings that a full grid of the same resolution has. */
    public int full() {
        return distinct(x) * distinct(y);
    }

    private int distinct(Range range) {
        Set<Double> values = new HashSet<>();
        for (int i = 0; i <= divisions; i++) {
            values.add(range.at((double) i / divisions));
        }
        return values.size();
    }

    /** Accuracies of all policies at all points. */
    public List<PhasePolicyRow> accuracies() {
        List<PhasePolicyRow> rows = new ArrayList<>();
        for (PhasePoint point : distinct()) {
            for (int p = 0; p < policies.size(); p++) {
                rows.add(new PhasePolicyRow(
                        point.x(),
                        point.y(),
                        policies.get(p),
                        point.accuracies().get(p),
                        point.tasks()));
            }
        }
        return rows;
    }
}
