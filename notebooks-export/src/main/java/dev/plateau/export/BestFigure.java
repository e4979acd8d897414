package dev.plateau.export;

import dev.plateau.export.ValueAxis.Tick;
import dev.plateau.result.BestResult;
import dev.plateau.result.CandidateRow;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;

/** When each alternative was dropped: a line as long as it was simulated, and a mark that says what became of it. */
record BestFigure(BestResult result, Texts texts) implements Sheet {
    private static final int MOST = 22;
    private static final double NAMES = 250;
    private static final double COLUMNS = 118;
    private static final double VALUE = 62;
    private static final double MARK = 7;
    /** From how many times the first stage on factors are shown, not differences. */
    private static final double WIDE = 10;

    private static final double MOST_TICKS = 7;

    @Override
    public String getTitle() {
        return texts.say(
                result.decided() ? "best.figure" : "best.figure.undecided",
                "alternative",
                BestReport.name(result.chosen(), texts));
    }

    private List<CandidateRow> rows() {
        return result.rows().subList(0, Math.min(MOST, result.rows().size()));
    }

    @Override
    public void paint(Graphics2D g, int width, int height) {
        String subtitle = texts.say(
                "best.figure.key",
                "title",
                texts.engine(texts.title(result.title())),
                "objective",
                texts.engine(result.objective()),
                "within",
                BestReport.points(result.indifference(), texts));
        double y = Sheet.begin(g, width, height, getTitle(), subtitle, 2);
        List<CandidateRow> rows = rows();
        int more = result.rows().size() - rows.size();
        double first = result.spending().firstTasks();
        double high = 1.08 * rows.stream().mapToLong(CandidateRow::tasks).max().orElse(1);
        boolean wide = high > WIDE * first;
        double low = first / 1.6;
        RowPlot plot = RowPlot.below(
                y,
                width,
                height,
                NAMES,
                COLUMNS,
                rows.size() + (more > 0 ? 1 : 0),
                tasks -> wide ? StrictMath.log(tasks / low) / StrictMath.log(high / low) : tasks / high);
        plot.axis(
                g,
                wide
                        ? ticks(low, high)
                        : ValueAxis.ticks(0, high, MOST_TICKS, tasks -> Numbers.plain(tasks.doubleValue(), 0)),
                texts.say(wide ? "best.figure.tasks.factors" : "best.figure.tasks"));
        plot.heading(g, texts.say("best.figure.value"), VALUE);
        plot.heading(g, texts.say("best.figure.behind"), COLUMNS);
        for (int i = 0; i < rows.size(); i++) {
            row(g, plot, i, rows.get(i));
        }
        if (more > 0) {
            plot.name(g, rows.size(), texts.say("best.figure.more", "count", more));
        }
    }

    private static List<Tick> ticks(double low, double high) {
        List<Tick> ticks = new ArrayList<>();
        for (double power = 1; power <= high; power *= 10) {
            for (int digit : high / low > 30 ? new int[] {1, 3} : new int[] {1, 2, 5}) {
                double tick = digit * power;
                if (tick >= low && tick <= high) {
                    ticks.add(new Tick(tick, Numbers.plain(tick, 0)));
                }
            }
        }
        return ticks;
    }

    private void row(Graphics2D g, RowPlot plot, int i, CandidateRow row) {
        double middle = plot.middle(i);
        double end = plot.x((double) (row.droppedAfter() > 0 ? row.droppedAfter() : row.tasks()));
        plot.name(g, i, BestReport.name(row, texts));
        plot.words(g, i, Numbers.plain(100 * row.value().value(), 1), VALUE);
        plot.words(
                g,
                i,
                row.behind()
                        .map(behind -> Numbers.plain(100 * behind.value(), 1))
                        .orElse(""),
                COLUMNS);
        boolean worse = row.verdict() == CandidateRow.Verdict.WORSE;
        g.setColor(worse ? Look.PALE : Look.GAIN);
        g.setStroke(Look.errorBar(Math.min(5, plot.each() * 0.4)));
        g.draw(new Line2D.Double(plot.area().getMinX(), middle, end, middle));
        g.setStroke(Look.errorBar(1.6));
        double size = Math.min(MARK, plot.each() * 0.7);
        Ellipse2D disc = new Ellipse2D.Double(end - size / 2, middle - size / 2, size, size);
        switch (row.verdict()) {
            case CHOSEN -> {
                g.setColor(Look.INK);
                g.fill(disc);
            }
            case CLOSE -> {
                g.setColor(Look.PAPER);
                g.fill(disc);
                g.setColor(Look.INK);
                g.draw(disc);
            }
            case WORSE -> {
                g.setColor(Look.INK);
                double half = size * 0.42;
                g.draw(new Line2D.Double(end - half, middle - half, end + half, middle + half));
                g.draw(new Line2D.Double(end - half, middle + half, end + half, middle - half));
            }
        }
    }
}
