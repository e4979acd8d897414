package dev.plateau.export;

import dev.plateau.calibrate.RoundsCalibration;
import dev.plateau.result.FitRoundRow;
import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;

/** The picture of a fit to rounds: hazard and share solved by round. */
final class RoundFigures {
    private final RoundsCalibration fit;
    private final String title;

    RoundFigures(RoundsCalibration fit, String title) {
        this.fit = fit;
        this.title = title;
    }

    List<Figures.Figure> all() {
        Curve hazard = curve("observed", Look.observed(0), FitRoundRow::hazard);
        Curve fittedHazard = curve("fitted", Look.policy(0), row -> alone(row.fittedHazard()));
        Curve solved = curve("observed", Look.observed(0), FitRoundRow::solved);
        Curve fittedSolved = curve("fitted", Look.policy(0), FitRoundRow::fittedSolved);
        List<Slide.Panel> panels = new ArrayList<>();
        panels.add(panel("Solved by the round, of those unsolved before (%)", List.of(hazard), List.of(fittedHazard)));
        panels.add(panel("Solved by then (%)", List.of(solved), List.of(fittedSolved)));
        List<Slide.Entry> legend = new ArrayList<>(List.of(hazard.entry(), fittedHazard.entry()));
        if (!fit.stopped()) {
            Curve accuracy = curve("accuracy of the round, observed", Look.observed(1), row -> alone(row.accuracy()));
            Curve fitted = curve("accuracy of the round, fitted", Look.policy(1), row -> alone(row.fittedAccuracy()));
            Curve two = curve("accuracy of the round, two states", Look.policy(2), row -> alone(row.twoState()));
            panels.set(
                    1,
                    panel(
                            "Solved by then, and right in the round (%)",
                            List.of(solved, accuracy), List.of(fittedSolved, fitted, two)));
            legend.addAll(List.of(accuracy.entry(), fitted.entry(), two.entry()));
        }
        return List.of(new Figures.Figure(
                "",
                "rounds",
                "Left: share of the unsolved problems that each round solves. Right: share solved by then.",
                new Slide(title, "Rings: observed. Strokes and bands: 95 % intervals.", panels, legend)));
    }

    private Slide.Panel panel(String name, List<Curve> observed, List<Curve> fitted) {
        XYChart chart = Charts.gridded(
                axis(),
                ValueAxis.percent(
                        name, Stream.concat(observed.stream(), fitted.stream()).flatMapToDouble(Curve::heights)));
        Curve.draw(chart, fitted);
        for (int i = 0; i < observed.size(); i++) {
            observed.get(i).drawDots(chart, "observed " + i);
        }
        return Slide.Panel.of(chart);
    }

    private HorizontalAxis axis() {
        List<ValueAxis.Tick> ticks = fit.rounds().stream()
                .filter(row -> row.round() == 1 || row.round() % Math.max(1, fit.longest() / 10) == 0)
                .map(row -> new ValueAxis.Tick(row.round(), Integer.toString(row.round())))
                .toList();
        return new HorizontalAxis("Round", 0.7, fit.longest() + 0.3, ticks);
    }

    private Curve curve(String name, Look.Line look, Function<FitRoundRow, Interval> value) {
        return new Curve(
                name,
                look,
                fit.rounds().stream()
                        .map(row -> {
                            Interval y = value.apply(row);
                            return new Curve.Point(row.round(), 100 * y.value(), 100 * y.low(), 100 * y.high());
                        })
                        .toList());
    }

    private static Interval alone(double value) {
        return new Interval(value, Double.NaN, Double.NaN);
    }
}
