package dev.plateau.export;

import dev.plateau.export.ValueAxis.Tick;
import dev.plateau.result.TimelineRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;

/** What went on in a fleet over time, in three lanes, one above the other: batch size, queue and KV memory. */
final class Lanes {
    private static final double HEIGHT = 0.74;
    private static final double HEADING = 0.87;
    private static final double MOST_TIME_TICKS = 8;
    private static final double MOST_TICKS = 3;
    private static final double MINUTES_FROM = 900;
    private static final double HOURS_FROM = 10_800;

    private static final List<Lane> LANES = List.of(
            new Lane("fleet.lane.sequences", 1, TimelineRow::sequences),
            new Lane("fleet.lane.waiting", 1, TimelineRow::waiting),
            new Lane("fleet.lane.memory", 100, row -> 100 * row.memory()));

    private Lanes() {}

    /**
     * What a lane shows.
     *
     * @param key of its name, which stands above it
     * @param least that it reaches up to, so that an idle one is not blown up
     * @param value in it
     */
    private record Lane(String key, double least, ToDoubleFunction<TimelineRow> value) {
        double most(List<TimelineRow> rows) {
            return Math.max(least, rows.stream().mapToDouble(value).max().orElse(least));
        }
    }

    /**
     * Draws the lanes.
     *
     * @param rows of one choice on one fleet, at least one
     * @param look of the lines
     * @param texts for axes and names
     */
    static XYChart chart(List<TimelineRow> rows, Look.Line look, Texts texts) {
        double last = rows.get(rows.size() - 1).time();
        double end = last + (rows.size() > 1 ? rows.get(0).time() : Math.max(last, 1));
        double unit = end > HOURS_FROM ? 3600 : end > MINUTES_FROM ? 60 : 1;
        String name = texts.say(unit == 3600 ? "fleet.hours" : unit == 60 ? "fleet.minutes" : "fleet.seconds");
        HorizontalAxis time = new HorizontalAxis(
                texts.say("fleet.time", "unit", name),
                0,
                end / unit,
                ValueAxis.ticks(0, end / unit, MOST_TIME_TICKS, BigDecimal::toPlainString));
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i < LANES.size(); i++) {
            int base = LANES.size() - 1 - i;
            double most = LANES.get(i).most(rows);
            ValueAxis.ticks(0, most, MOST_TICKS, Lanes::label)
                    .forEach(tick -> ticks.add(new Tick(base + HEIGHT * tick.position() / most, tick.label())));
        }
        XYChart chart = Charts.gridded(time, new ValueAxis(texts.say("fleet.lanes"), -0.03, LANES.size(), ticks));
        double[] xs = rows.stream().mapToDouble(row -> row.time() / unit).toArray();
        for (int i = 0; i < LANES.size(); i++) {
            Lane lane = LANES.get(i);
            double base = LANES.size() - 1.0 - i;
            double most = lane.most(rows);
            double[] ys = rows.stream()
                    .mapToDouble(row -> base + HEIGHT * lane.value().applyAsDouble(row) / most)
                    .toArray();
            fill(chart, lane.key() + " area", xs, ys, base, look);
            Curve.stroke(chart, lane.key(), xs, ys)
                    .setLineColor(look.color())
                    .setLineStyle(look.stroke(Look.CROWD + 1));
            chart.addAnnotation(Word.after(texts.say(lane.key()), Look.SMALL, Look.INK, 0, base + HEADING));
        }
        return chart;
    }

    private static String label(BigDecimal value) {
        return value.signum() == 0 ? "0" : SpentAxis.label(value);
    }

    private static void fill(XYChart chart, String name, double[] xs, double[] ys, double base, Look.Line look) {
        int n = xs.length;
        double[] x = new double[n + 2];
        double[] y = new double[n + 2];
        System.arraycopy(xs, 0, x, 1, n);
        System.arraycopy(ys, 0, y, 1, n);
        x[0] = xs[0];
        y[0] = base;
        x[n + 1] = xs[n - 1];
        y[n + 1] = base;
        Curve.area(chart, name, x, y, look.band(0));
    }
}
