package dev.plateau.export;

import dev.plateau.result.BudgetUnit;
import dev.plateau.result.Column;
import dev.plateau.result.SweepAxis;
import dev.plateau.result.Table;
import dev.plateau.stats.Interval;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is drawn and said of a sweep, gathered from its rows as they come: the best point of each policy, how much each key
 * matters, and means over the two keys that matter most. Of long keys a few values are drawn, evenly spaced and with both
 * ends, so its size does not grow with the points.
 */
public final class SweepDigest {
    /** Values of one key that are drawn as a line, and of each of two as a map. */
    private static final int MOST_IN_LINE = 120;

    private static final int MOST_IN_MAP = 40;
    /** Names of points that cannot be run, and warnings. */
    private static final int MOST_WARNINGS = 10;
    /** Rows of the page's table. */
    private static final int MOST_ROWS = 500;

    private final String title;
    private final BudgetUnit unit;
    private final List<SweepAxis> axes;
    private final List<Map<Object, Integer>> numbers = new ArrayList<>();
    private final Map<String, Best> bests = new LinkedHashMap<>();
    /** By axis and policy: sums of accuracies by value. */
    private final List<Map<String, double[][]>> effects = new ArrayList<>();

    private final Map<String, @Nullable Cell[]> cells = new HashMap<>();
    private final List<Object[]> points = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private long warned;
    private long total;
    private long tasks;
    private long failed;
    private int x;
    private int y = -1;
    private int[] xs = new int[0];
    private int[] ys = {0};
    private int budget;
    private boolean otherBudgets;

    /** Rows of a table, as often as they are wanted. */
    @FunctionalInterface
    public interface Rows {
        /** Hands each row on: a String, a Number or null for each column. */
        void each(Reader reader) throws IOException;
    }

    /** Takes rows. */
    @FunctionalInterface
    public interface Reader {
        /** Takes one. */
        void read(Object[] row) throws IOException;
    }

    /**
     * Where a policy is most accurate.
     *
     * @param policy label
     * @param told whether it is told the truth
     * @param values of the keys
     * @param budget at which it is
     * @param accuracy there
     * @param saturation budget of the point
     */
    record Best(String policy, boolean told, List<String> values, int budget, Interval accuracy, Interval saturation) {}

    /** Sums over the points that are drawn as one. */
    private static final class Cell {
        int count;
        final double[] accuracy = new double[3];
        int saturated;
        final double[] saturation = new double[3];

        static void add(double[] sums, Interval interval) {
            sums[0] += interval.value();
            sums[1] += interval.low();
            sums[2] += interval.high();
        }

        static Interval mean(double[] sums, int count) {
            return new Interval(sums[0] / count, sums[1] / count, sums[2] / count);
        }
    }

    private SweepDigest(String title, BudgetUnit unit, List<SweepAxis> axes) {
        this.title = title;
        this.unit = unit;
        this.axes = axes;
        for (SweepAxis axis : axes) {
            Map<Object, Integer> byValue = new HashMap<>();
            for (int i = 0; i < axis.values().size(); i++) {
                byValue.put(typed(axis, axis.values().get(i)), i);
            }
            numbers.add(byValue);
            effects.add(new HashMap<>());
        }
    }

    /**
     * Gathers.
     *
     * @param title of the scenario
     * @param unit of its budgets
     * @param axes the swept keys
     * @param swept rows of sweep.csv
     * @param points rows of points.csv
     */
    public static SweepDigest of(String title, BudgetUnit unit, List<SweepAxis> axes, Rows swept, Rows points)
            throws IOException {
        SweepDigest digest = new SweepDigest(title, unit, axes);
        points.each(digest::point);
        swept.each(digest::first);
        digest.chooseAxes();
        swept.each(digest::second);
        return digest;
    }

    private static Object typed(SweepAxis axis, Object value) {
        return switch (axis.type()) {
            case TEXT -> String.valueOf(value);
            case INTEGER -> value instanceof Number number ? number.longValue() : Long.parseLong((String) value);
            case NUMBER -> value instanceof Number number ? number.doubleValue() : Double.parseDouble((String) value);
        };
    }

    private void point(Object[] row) {
        int after = 1 + axes.size();
        total++;
        long simulated = ((Number) row[after]).longValue();
        tasks += simulated;
        failed += simulated == 0 ? 1 : 0;
        if (points.size() < MOST_ROWS) {
            points.add(row);
        }
        if (row[row.length - 1] instanceof String warning && !warning.isEmpty()) {
            warned++;
            if (warnings.size() < MOST_WARNINGS) {
                warnings.add(warning.startsWith((String) row[0]) ? warning : row[0] + ": " + warning);
            }
        }
    }

    private int index(Object[] row, int axis) {
        return numbers.get(axis).getOrDefault(typed(axes.get(axis), row[1 + axis]), 0);
    }

    private static double number(Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static Interval interval(Object[] row, int from) {
        return new Interval(number(row[from]), number(row[from + 1]), number(row[from + 2]));
    }

    private void first(Object[] row) {
        int after = 1 + axes.size();
        String policy = (String) row[after];
        boolean told = number(row[after + 1]) > 0;
        int largest = ((Number) row[after + 2]).intValue();
        otherBudgets |= budget > 0 && budget != largest;
        budget = Math.max(budget, largest);
        Interval accuracy = interval(row, after + 3);
        Best best = bests.get(policy);
        if (best == null || accuracy.value() > best.accuracy().value()) {
            List<String> values = IntStream.range(0, axes.size())
                    .mapToObj(a -> axes.get(a).values().get(index(row, a)))
                    .toList();
            bests.put(policy, new Best(policy, told, values, largest, accuracy, interval(row, after + 6)));
        }
        for (int a = 0; a < axes.size(); a++) {
            int values = axes.get(a).values().size();
            double[][] sums = effects.get(a).computeIfAbsent(policy, any -> new double[2][values]);
            sums[0][index(row, a)] += accuracy.value();
            sums[1][index(row, a)]++;
        }
    }

    private void chooseAxes() {
        List<Integer> order = IntStream.range(0, axes.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer a) -> -effect(a)))
                .toList();
        List<Integer> drawn =
                order.subList(0, Math.min(2, order.size())).stream().sorted().toList();
        if (drawn.isEmpty()) {
            return;
        }
        x = drawn.get(0);
        y = drawn.size() > 1 ? drawn.get(1) : -1;
        xs = shown(axes.get(x).values().size(), y < 0 ? MOST_IN_LINE : MOST_IN_MAP);
        if (y >= 0) {
            ys = shown(axes.get(y).values().size(), MOST_IN_MAP);
        }
    }

    /** Evenly spaced, with both ends. */
    private static int[] shown(int values, int most) {
        TreeSet<Integer> shown = new TreeSet<>();
        int count = Math.min(values, most);
        for (int i = 0; i < count; i++) {
            shown.add(count == 1 ? 0 : (int) Math.round((double) i * (values - 1) / (count - 1)));
        }
        return shown.stream().mapToInt(Integer::intValue).toArray();
    }

    private void second(Object[] row) {
        int column = Arrays.binarySearch(xs, index(row, x));
        int line = y < 0 ? 0 : Arrays.binarySearch(ys, index(row, y));
        if (column < 0 || line < 0) {
            return;
        }
        int after = 1 + axes.size();
        @Nullable Cell[] own = cells.computeIfAbsent((String) row[after], policy -> new Cell[xs.length * ys.length]);
        int at = line * xs.length + column;
        Cell cell = own[at];
        if (cell == null) {
            cell = new Cell();
            own[at] = cell;
        }
        cell.count++;
        Cell.add(cell.accuracy, interval(row, after + 3));
        if (Double.isFinite(number(row[after + 6]))) {
            cell.saturated++;
            Cell.add(cell.saturation, interval(row, after + 6));
        }
    }

    /** How much a key moves an accuracy: the largest minus the smallest mean over the other keys, of the policy where it is most. */
    double effect(int axis) {
        double most = 0;
        for (double[][] sums : effects.get(axis).values()) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int v = 0; v < sums[0].length; v++) {
                if (sums[1][v] > 0) {
                    low = Math.min(low, sums[0][v] / sums[1][v]);
                    high = Math.max(high, sums[0][v] / sums[1][v]);
                }
            }
            most = Math.max(most, high - low);
        }
        return most;
    }

    String title() {
        return title;
    }

    BudgetUnit unit() {
        return unit;
    }

    List<SweepAxis> axes() {
        return axes;
    }

    List<String> policies() {
        return List.copyOf(bests.keySet());
    }

    boolean told(String policy) {
        Best best = bests.get(policy);
        return best != null && best.told();
    }

    List<Best> bests() {
        return List.copyOf(bests.values());
    }

    /** Number of the key across. */
    int x() {
        return x;
    }

    /** Number of the upright key; -1 if there is one alone. */
    int y() {
        return y;
    }

    /** Values of the key across that are drawn. */
    int[] xs() {
        return xs.clone();
    }

    int[] ys() {
        return ys.clone();
    }

    /** Mean accuracy over the points that are drawn as one; empty if there are none. */
    Optional<Interval> accuracy(String policy, int column, int line) {
        Cell cell = cell(policy, column, line);
        return cell == null ? Optional.empty() : Optional.of(Cell.mean(cell.accuracy, cell.count));
    }

    /** Mean saturation budget over the points that are drawn as one; empty if it is not reached at any. */
    Optional<Interval> saturation(String policy, int column, int line) {
        Cell cell = cell(policy, column, line);
        return cell == null || cell.saturated < cell.count
                ? Optional.empty()
                : Optional.of(Cell.mean(cell.saturation, cell.count));
    }

    private @Nullable Cell cell(String policy, int column, int line) {
        @Nullable Cell[] own = cells.get(policy);
        return own == null ? null : own[line * xs.length + column];
    }

    long points() {
        return total;
    }

    long tasks() {
        return tasks;
    }

    long failed() {
        return failed;
    }

    /** Sentences that a reader must know, in English: of many the first few. */
    public List<String> warnings() {
        return warnings(Texts.ENGLISH);
    }

    /** Sentences that a reader must know: of many the first few. */
    List<String> warnings(Texts texts) {
        List<String> all = new ArrayList<>(warnings);
        if (warned > warnings.size()) {
            all.add(texts.say("sweep.more-warnings", "count", warned - warnings.size()));
        }
        return all;
    }

    /** The largest budget, in words. */
    String budget(Texts texts) {
        return otherBudgets
                ? texts.say("sweep.largest")
                : texts.say("sweep.largest.of", "budget", texts.counted(budget, unit));
    }

    /** What the picture leaves out, in words; empty if nothing. */
    String leftOut(Texts texts) {
        List<String> said = new ArrayList<>();
        int others = axes.size() - (y < 0 ? 1 : 2);
        if (others > 0) {
            said.add(others == 1 ? texts.say("sweep.means.one") : texts.say("sweep.means", "count", others));
        }
        for (int axis : y < 0 ? new int[] {x} : new int[] {x, y}) {
            int values = axes.get(axis).values().size();
            int shown = axis == x ? xs.length : ys.length;
            if (shown < values) {
                said.add(texts.say(
                        "sweep.drawn",
                        "shown",
                        shown,
                        "all",
                        values,
                        "key",
                        axes.get(axis).key()));
            }
        }
        return texts.sentences(said);
    }

    /** The first rows of points.csv, a few hundred. */
    List<Object[]> firstPoints() {
        return List.copyOf(points);
    }

    /** The answer in English: which point is best for which policy, where it saturates there, and which keys matter. */
    public List<String> sentences() {
        return sentences(Texts.ENGLISH);
    }

    /** The answer: which point is best for which policy, where it saturates there, and which keys matter. */
    private List<String> sentences(Texts texts) {
        if (bests.isEmpty()) {
            return List.of(texts.say("sweep.nothing"));
        }
        List<String> sentences = new ArrayList<>();
        ranked().forEach(best -> sentences.add(sentence(best, texts)));
        sentences.addAll(overall(texts));
        return sentences;
    }

    /** The answer in short: where the best policy is most accurate and saturates, and which keys matter. */
    String brief(Texts texts) {
        if (bests.isEmpty()) {
            return texts.say("sweep.nothing");
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(sentence(ranked().get(0), texts));
        sentences.addAll(overall(texts));
        return texts.sentences(sentences);
    }

    /** Where each policy is most accurate, the best first and those that are told the truth last. */
    List<Best> ranked() {
        return bests.values().stream()
                .sorted(Comparator.comparing(Best::told)
                        .thenComparing(Comparator.comparingDouble(
                                        (Best best) -> best.accuracy().value())
                                .reversed()))
                .toList();
    }

    private List<String> overall(Texts texts) {
        List<String> sentences = new ArrayList<>();
        if (axes.size() > 1) {
            sentences.add(texts.say(
                    "sweep.effects",
                    "effects",
                    texts.joined(IntStream.range(0, axes.size())
                            .boxed()
                            .sorted(Comparator.comparingDouble((Integer a) -> -effect(a)))
                            .map(a -> texts.say(
                                    "sweep.effect",
                                    "key",
                                    axes.get(a).key(),
                                    "points",
                                    Numbers.plain(100 * effect(a), 1)))
                            .toList())));
        }
        if (failed > 0) {
            sentences.add(texts.say("sweep.failed", "count", failed, "all", total));
        }
        return sentences;
    }

    /** What keys a policy is best with. */
    String values(Best best, Texts texts) {
        List<String> values = new ArrayList<>();
        for (int a = 0; a < axes.size(); a++) {
            values.add(texts.say(
                    "sweep.value",
                    "key",
                    axes.get(a).key(),
                    "value",
                    best.values().get(a)));
        }
        return texts.joined(values);
    }

    static String accuracy(Interval accuracy, String unit, Texts texts) {
        int decimals = Numbers.decimals(100 * accuracy.halfWidth());
        return texts.interval(
                Numbers.plain(100 * accuracy.value(), decimals) + unit,
                Numbers.plain(100 * accuracy.low(), decimals),
                Numbers.plain(100 * accuracy.high(), decimals));
    }

    private String sentence(Best best, Texts texts) {
        Interval saturation = best.saturation();
        return texts.say(
                "sweep.policy",
                "policy",
                best.told() ? texts.told(best.policy()) : best.policy(),
                "values",
                values(best, texts),
                "accuracy",
                accuracy(best.accuracy(), " %", texts),
                "budget",
                texts.counted(best.budget(), unit),
                "saturation",
                Double.isFinite(saturation.value())
                        ? texts.say("sweep.saturates", "budget", range(saturation, texts))
                        : texts.say("sweep.rises"));
    }

    static String range(Interval saturation, Texts texts) {
        String value = Numbers.plain(saturation.value(), 0);
        return Double.isFinite(saturation.low())
                ? texts.interval(
                        value,
                        Numbers.plain(saturation.low(), 0),
                        Double.isFinite(saturation.high())
                                ? Numbers.plain(saturation.high(), 0)
                                : texts.say("report.beyond"))
                : value;
    }

    /** A declaration whose rows are values in order. */
    static Table<Object[]> ofRows(Table<?> table) {
        List<Column<Object[]>> columns = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            Column<?> column = table.columns().get(i);
            int at = i;
            columns.add(new Column<>(
                    column.name(), column.type(), column.unit(), column.meaning(), row -> switch (column.type()) {
                        case TEXT -> row[at] == null ? "" : row[at];
                        case INTEGER -> row[at] instanceof Number number ? number.longValue() : 0L;
                        case NUMBER -> number(row[at]);
                    }));
        }
        return new Table<>(table.name(), table.meaning(), columns);
    }
}
