package dev.plateau.terrain;

import dev.plateau.experiment.Progress;
import dev.plateau.result.PhasePoint;
import dev.plateau.result.PhaseResult;
import dev.plateau.result.PhaseResult.Cell;
import dev.plateau.result.Range;
import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds who wins over two settings by a quadtree. It begins with a coarse grid. A cell is cut into four if the points that are known
 * on it, corners, edges and all, do not have the same winner and one of them is certain. So the finest grid is simulated only along
 * borders between winners, and not where nobody is certain to win and the estimates change by luck. A region that is won for certain
 * and holds a corner of the coarse grid is never missed; a smaller one can be.
 */
public final class PhaseMap {
    /** Cells of the coarse grid along each side, unless the finest has fewer. */
    private static final int COARSE = 8;

    private static final int FEWEST = 4;

    private final Range x;
    private final Range y;
    private final List<String> policies;
    private final int divisions;
    private final Tasks tasks;
    private final Ground ground;
    private final Progress progress;

    /** By column and row. */
    private final Map<Spot, PhasePoint> known = new TreeMap<>();
    /** By settings: places that differ by less than a whole number are one. */
    private final Map<List<Double>, Seen> seen = new LinkedHashMap<>();

    /** A place on the finest grid. */
    private record Spot(int column, int row) implements Comparable<Spot> {
        private static final Comparator<Spot> ORDER =
                Comparator.comparingInt(Spot::row).thenComparingInt(Spot::column);

        @Override
        public int compareTo(Spot other) {
            return ORDER.compare(this, other);
        }
    }

    /** What was simulated at some settings. */
    private record Seen(Sample sample, int level) {}

    /**
     * A diagram to be made.
     *
     * @param x first setting
     * @param y second setting
     * @param policies labels, in the order of the ground's, two at least
     * @param divisions of the finest grid along each side: a power of 2 from {@code 4} on
     * @param tasks that are met at every point
     * @param ground where policies meet
     * @param progress hears of it, and may end it
     */
    public PhaseMap(
            Range x, Range y, List<String> policies, int divisions, Tasks tasks, Ground ground, Progress progress) {
        if (divisions < FEWEST || Integer.bitCount(divisions) != 1) {
            throw new IllegalArgumentException("divisions must be a power of 2 from 4 on, got " + divisions);
        }
        this.x = x;
        this.y = y;
        this.policies = List.copyOf(policies);
        this.divisions = divisions;
        this.tasks = tasks;
        this.ground = ground;
        this.progress = progress;
    }

    /** Cells of the coarse grid along each side. */
    public static int coarse(int divisions) {
        return Math.max(FEWEST, Math.min(COARSE, divisions / 2));
    }

    /**
     * Simulates. What is finished when {@code progress} cancels is kept.
     *
     * @param title of the diagram
     * @param budget in words
     */
    public PhaseResult run(String title, String budget) {
        int coarse = coarse(divisions);
        int size = divisions / coarse;
        List<Cell> cells = new ArrayList<>();
        Set<Spot> wanted = new LinkedHashSet<>();
        for (int row = 0; row < divisions; row += size) {
            for (int column = 0; column < divisions; column += size) {
                Cell cell = new Cell(column, row, size);
                cells.add(cell);
                wanted.addAll(corners(cell));
            }
        }
        boolean whole = simulate(wanted, 0);
        while (whole) {
            List<Cell> mixed = cells.stream().filter(this::changes).toList();
            if (mixed.isEmpty()) {
                break;
            }
            // All of the largest first: what they show may tell on the smaller ones.
            int largest = mixed.stream().mapToInt(Cell::size).max().orElseThrow();
            List<Cell> cut =
                    mixed.stream().filter(cell -> cell.size() == largest).toList();
            List<Cell> quarters =
                    cut.stream().flatMap(cell -> quarters(cell).stream()).toList();
            Set<Spot> fresh = new LinkedHashSet<>();
            quarters.forEach(quarter -> fresh.addAll(corners(quarter)));
            whole = simulate(fresh, Integer.numberOfTrailingZeros(size / largest) + 1);
            if (whole) {
                cells.removeAll(cut);
                cells.addAll(quarters);
            }
        }
        cells.removeIf(cell -> !known.keySet().containsAll(corners(cell)));
        cells.sort(Comparator.comparingInt(Cell::row).thenComparingInt(Cell::column));
        return new PhaseResult(title, x, y, policies, budget, divisions, List.copyOf(known.values()), cells, !whole);
    }

    private static List<Spot> corners(Cell cell) {
        int right = cell.column() + cell.size();
        int top = cell.row() + cell.size();
        return List.of(
                new Spot(cell.column(), cell.row()),
                new Spot(right, cell.row()),
                new Spot(cell.column(), top),
                new Spot(right, top));
    }

    private static List<Cell> quarters(Cell cell) {
        int half = cell.size() / 2;
        return List.of(
                new Cell(cell.column(), cell.row(), half),
                new Cell(cell.column() + half, cell.row(), half),
                new Cell(cell.column(), cell.row() + half, half),
                new Cell(cell.column() + half, cell.row() + half, half));
    }

    /** Whether a cell can be cut, and the points on it have several winners, one of them for certain. */
    private boolean changes(Cell cell) {
        if (cell.size() == 1) {
            return false;
        }
        Set<String> winners = new LinkedHashSet<>();
        boolean certain = false;
        for (int row = cell.row(); row <= cell.row() + cell.size(); row++) {
            for (int column = cell.column(); column <= cell.column() + cell.size(); column++) {
                PhasePoint point = known.get(new Spot(column, row));
                if (point != null) {
                    winners.add(point.winner());
                    certain |= point.certain();
                }
            }
        }
        return certain && winners.size() > 1;
    }

    /** Simulates the places that are not known yet; says whether it came to the end. */
    private boolean simulate(Set<Spot> spots, int level) {
        List<Spot> fresh =
                spots.stream().filter(spot -> !known.containsKey(spot)).sorted().toList();
        Set<List<Double>> settings = new LinkedHashSet<>();
        fresh.stream().map(this::settings).filter(at -> !seen.containsKey(at)).forEach(settings::add);
        List<double[]> places =
                settings.stream().map(at -> new double[] {at.get(0), at.get(1)}).toList();
        int[] done = new int[1];
        List<Optional<Sample>> samples = ground.meet(places, tasks, () -> {
            progress.planning(
                    "refinement " + level + ": " + done[0] + " of " + places.size() + " points",
                    share(level, (double) done[0] / places.size()));
            done[0]++;
            return !progress.cancelled();
        });
        int at = 0;
        for (List<Double> place : settings) {
            if (at < samples.size()) {
                Sample sample = samples.get(at++)
                        .orElseThrow(() -> new IllegalArgumentException("no world has the settings " + place));
                seen.put(place, new Seen(sample, level));
            }
        }
        for (Spot spot : fresh) {
            Seen there = seen.get(settings(spot));
            if (there != null) {
                known.put(spot, point(spot, there));
            }
        }
        return samples.size() == places.size();
    }

    /** Every refinement of a border needs about as many points as the coarse grid. */
    private double share(int level, double share) {
        int levels = 1 + Integer.numberOfTrailingZeros(divisions / coarse(divisions));
        return (Math.min(level, levels - 1) + share) / levels;
    }

    private List<Double> settings(Spot spot) {
        return List.of(x.at((double) spot.column() / divisions), y.at((double) spot.row() / divisions));
    }

    private PhasePoint point(Spot spot, Seen there) {
        Sample sample = there.sample();
        Verdict verdict = Verdict.of(sample);
        List<Interval> accuracies = new ArrayList<>();
        List<List<Double>> doubts = new ArrayList<>();
        for (int p = 0; p < policies.size(); p++) {
            accuracies.add(sample.accuracyOf(p));
            List<Double> own = new ArrayList<>();
            for (int rival = 0; rival < policies.size(); rival++) {
                own.add(
                        rival == p
                                ? 0
                                : sample.difference(p, rival, policies.size() - 1)
                                        .halfWidth());
            }
            doubts.add(own);
        }
        List<Double> settings = settings(spot);
        return new PhasePoint(
                spot.column(),
                spot.row(),
                settings.get(0),
                settings.get(1),
                policies.get(verdict.winner()),
                policies.get(verdict.second()),
                verdict.margin(),
                verdict.certain(),
                accuracies,
                doubts,
                sample.tasks(),
                there.level());
    }
}
