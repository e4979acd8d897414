package dev.plateau.export;

import dev.plateau.calibrate.SamplesCalibration;
import dev.plateau.result.BudgetUnit;
import dev.plateau.result.FitVoteRow;
import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;

/** The pictures of a fit to samples: votes against budget, and what the fit leaves over. */
final class VoteFigures {
    /** Octaves between metrics at a budget. */
    private static final double BESIDE = 0.1;

    private final SamplesCalibration fit;
    private final String title;
    private final Texts texts;
    private final List<String> metrics;

    VoteFigures(SamplesCalibration fit, String title, Texts texts) {
        this.fit = fit;
        this.title = title;
        this.texts = texts;
        metrics = fit.curve().stream().map(FitVoteRow::metric).distinct().toList();
    }

    List<Figures.Figure> all() {
        return List.of(votes(), residuals());
    }

    /** Metrics stand side by side at each budget, so that their intervals and observed values do not hide each other. */
    private Figures.Figure votes() {
        List<Curve> lines = new ArrayList<>();
        List<Curve> intervals = new ArrayList<>();
        List<Curve> observed = new ArrayList<>();
        for (int m = 0; m < metrics.size(); m++) {
            double aside = (m - (metrics.size() - 1) / 2.0) * BESIDE;
            Look.Line look = Look.policy(m);
            Look.Line thin = new Look.Line(look.color(), Look.whisker(), look.marker());
            lines.add(new Curve(
                    name(m), look, points(m, aside, row -> alone(row.fitted().value()))));
            intervals.add(new Curve(name(m), thin, points(m, aside, FitVoteRow::fitted)));
            observed.add(new Curve(
                    texts.say("fit.figure.observed"),
                    Look.observed(0),
                    points(m, aside, row -> alone(row.observed().value()))));
        }
        XYChart chart = Charts.gridded(
                axis(fit.curve()).wider(metrics.size() * BESIDE / 2),
                ValueAxis.percent(
                        texts.say("fit.figure.problems.share"),
                        Stream.concat(intervals.stream(), observed.stream()).flatMapToDouble(Curve::heights)));
        Curve.draw(chart, lines);
        for (int m = 0; m < metrics.size(); m++) {
            intervals.get(m).drawDots(chart, "fitted " + m);
            observed.get(m).drawDots(chart, "observed " + m);
        }
        List<Slide.Entry> legend =
                new ArrayList<>(lines.stream().map(Curve::entry).toList());
        legend.add(observed.get(0).entry());
        return new Figures.Figure(
                "",
                "votes",
                texts.say("fit.figure.votes.alt"),
                new Slide(title, texts.say("fit.figure.votes"), List.of(Slide.Panel.of(chart)), legend));
    }

    private Figures.Figure residuals() {
        List<Slide.Panel> panels = new ArrayList<>();
        List<FitVoteRow> inside = fit.curve().stream()
                .filter(row -> Double.isFinite(row.observed().value()))
                .toList();
        List<Curve> fitted =
                curves(row -> alone(row.observed().value() - row.fitted().value()));
        List<Curve> written = curves(row -> alone(row.world() - row.fitted().value()));
        panels.add(panel(inside, texts.say("fit.figure.less.axis"), fitted));
        panels.add(panel(fit.curve(), texts.say("fit.figure.scenario.axis"), written));
        return new Figures.Figure(
                "",
                "residuals",
                texts.say("fit.figure.votes.residuals.alt"),
                new Slide(
                        texts.say("page.title", "title", title, "part", texts.say("fit.figure.votes.residuals")),
                        texts.say("fit.figure.votes.residuals.sides"),
                        panels,
                        fitted.stream().map(Curve::entry).toList()));
    }

    private Slide.Panel panel(List<FitVoteRow> rows, String title, List<Curve> curves) {
        XYChart chart = Charts.gridded(
                axis(rows), ValueAxis.difference(title, curves.stream().flatMapToDouble(Curve::heights)));
        Curve.draw(chart, curves);
        Charts.level(chart, "zero", 0, 1, Look.INK, Look.thinDashed());
        return Slide.Panel.of(chart);
    }

    private List<Curve> curves(Function<FitVoteRow, Interval> value) {
        List<Curve> curves = new ArrayList<>();
        for (int m = 0; m < metrics.size(); m++) {
            curves.add(new Curve(name(m), Look.policy(m), points(m, 0, value)));
        }
        return curves;
    }

    private String name(int metric) {
        return texts.engine(metrics.get(metric).replace('_', ' '));
    }

    private List<Curve.Point> points(int metric, double aside, Function<FitVoteRow, Interval> value) {
        return rows(metric)
                .map(row -> {
                    Interval y = value.apply(row);
                    return new Curve.Point(
                            BudgetAxis.position(row.budget()) + aside, 100 * y.value(), 100 * y.low(), 100 * y.high());
                })
                .toList();
    }

    private Stream<FitVoteRow> rows(int metric) {
        return fit.curve().stream().filter(row -> row.metric().equals(metrics.get(metric)));
    }

    private static Interval alone(double value) {
        return new Interval(value, Double.NaN, Double.NaN);
    }

    private HorizontalAxis axis(List<FitVoteRow> rows) {
        return BudgetAxis.of(
                rows.stream().map(FitVoteRow::budget).distinct().sorted().toList(), BudgetUnit.ROLLOUTS, 0, texts);
    }
}
