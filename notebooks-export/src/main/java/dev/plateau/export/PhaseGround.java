package dev.plateau.export;

import dev.plateau.result.PhasePoint;
import dev.plateau.result.PhaseResult;
import dev.plateau.result.PhaseResult.Cell;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A phase diagram between its points: on small squares, whose accuracies, and the doubts about their differences, are taken to be
 * bilinear in each cell. So borders run where the lines between points cross.
 */
final class PhaseGround {
    /** Squares along each side, about. */
    private static final int FINE = 192;

    private static final int UNKNOWN = -1;

    private final int side;
    private final int[][] winner;
    private final double[][] margin;
    private final boolean[][] certain;

    private PhaseGround(int side) {
        this.side = side;
        this.winner = new int[side][side];
        this.margin = new double[side][side];
        this.certain = new boolean[side][side];
    }

    static PhaseGround of(PhaseResult result) {
        int each = Math.max(1, FINE / result.divisions());
        PhaseGround ground = new PhaseGround(each * result.divisions());
        for (int[] row : ground.winner) {
            Arrays.fill(row, UNKNOWN);
        }
        Map<Long, PhasePoint> points = new HashMap<>();
        result.points().forEach(point -> points.put(key(point.column(), point.row()), point));
        for (Cell cell : result.cells()) {
            PhasePoint[] corners = {
                corner(points, cell.column(), cell.row()),
                corner(points, cell.column() + cell.size(), cell.row()),
                corner(points, cell.column(), cell.row() + cell.size()),
                corner(points, cell.column() + cell.size(), cell.row() + cell.size())
            };
            int squares = each * cell.size();
            for (int r = 0; r < squares; r++) {
                for (int c = 0; c < squares; c++) {
                    double u = (c + 0.5) / squares;
                    double v = (r + 0.5) / squares;
                    double[] weights = {(1 - u) * (1 - v), u * (1 - v), (1 - u) * v, u * v};
                    ground.fill(
                            each * cell.row() + r,
                            each * cell.column() + c,
                            corners,
                            weights,
                            result.policies().size());
                }
            }
        }
        return ground;
    }

    private static long key(int column, int row) {
        return ((long) row << 32) + column;
    }

    private static PhasePoint corner(Map<Long, PhasePoint> points, int column, int row) {
        PhasePoint point = points.get(key(column, row));
        if (point == null) {
            throw new IllegalArgumentException("a cell without its corner");
        }
        return point;
    }

    private void fill(int row, int column, PhasePoint[] corners, double[] weights, int policies) {
        double[] accuracy = new double[policies];
        int best = 0;
        for (int p = 0; p < policies; p++) {
            for (int i = 0; i < corners.length; i++) {
                accuracy[p] += weights[i] * corners[i].accuracies().get(p).value();
            }
            best = accuracy[p] > accuracy[best] ? p : best;
        }
        boolean sure = true;
        double least = Double.POSITIVE_INFINITY;
        for (int rival = 0; rival < policies; rival++) {
            if (rival != best) {
                double doubt = 0;
                for (int i = 0; i < corners.length; i++) {
                    doubt += weights[i] * corners[i].doubts().get(best).get(rival);
                }
                least = Math.min(least, accuracy[best] - accuracy[rival]);
                sure &= accuracy[best] - accuracy[rival] > doubt;
            }
        }
        winner[row][column] = best;
        margin[row][column] = least;
        certain[row][column] = sure;
    }

    /** Squares along each side. */
    int side() {
        return side;
    }

    /** Whether anything is known of a square; the rows go upwards. */
    boolean known(int row, int column) {
        return winner[row][column] != UNKNOWN;
    }

    /** Number of the policy that wins. */
    int winner(int row, int column) {
        return winner[row][column];
    }

    /** By how much, in shares of tasks. */
    double margin(int row, int column) {
        return margin[row][column];
    }

    boolean certain(int row, int column) {
        return certain[row][column];
    }

    /** Share of the known ground on which a policy wins, for certain or at all. */
    double share(int policy, boolean forCertain) {
        int wins = 0;
        int all = 0;
        for (int r = 0; r < side; r++) {
            for (int c = 0; c < side; c++) {
                all += known(r, c) ? 1 : 0;
                wins += winner[r][c] == policy && (certain[r][c] || !forCertain) ? 1 : 0;
            }
        }
        return all == 0 ? 0 : (double) wins / all;
    }

    /** Squares of a policy that lie deepest inside its ground: row, column and how deep; empty if it wins nowhere. */
    List<Integer> deepest(int policy) {
        int[][] depth = new int[side][side];
        List<Integer> deepest = List.of();
        for (int r = 0; r < side; r++) {
            for (int c = 0; c < side; c++) {
                depth[r][c] = winner[r][c] != policy ? 0 : 1 + Math.min(before(depth, r, c), side);
            }
        }
        for (int r = side - 1; r >= 0; r--) {
            for (int c = side - 1; c >= 0; c--) {
                depth[r][c] = Math.min(depth[r][c], winner[r][c] != policy ? 0 : 1 + behind(depth, r, c));
                if (depth[r][c] > (deepest.isEmpty() ? 0 : deepest.get(2))) {
                    deepest = List.of(r, c, depth[r][c]);
                }
            }
        }
        return deepest;
    }

    private static int before(int[][] depth, int r, int c) {
        return r == 0 || c == 0 ? 0 : Math.min(depth[r - 1][c], depth[r][c - 1]);
    }

    private int behind(int[][] depth, int r, int c) {
        return r == side - 1 || c == side - 1 ? 0 : Math.min(depth[r + 1][c], depth[r][c + 1]);
    }
}
