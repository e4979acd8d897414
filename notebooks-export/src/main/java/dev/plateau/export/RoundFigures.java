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
    private final Texts texts;

    RoundFigures(RoundsCalibration fit, String title, Texts texts) {
        this.fit = fit;
        this.title = title;
        this.texts = texts;
    }

    List<Figures.Figure> all() {
        Curve hazard = curve(texts.say("fit.figure.observed"), Look.observed(0), FitRoundRow::hazard);
        Curve fittedHazard = curve(texts.say("fit.figure.fitted"), Look.policy(0), row -> alone(row.fittedHazard()));
        Curve solved = curve(texts.say("fit.figure.observed"), Look.observed(0), FitRoundRow::solved);
        Curve fittedSolved = curve(texts.say("fit.figure.fitted"), Look.policy(0), FitRoundRow::fittedSolved);
        List<Slide.Panel> panels = new ArrayList<>();
        panels.add(panel(texts.say("fit.figure.rounds.hazard"), List.of(hazard), List.of(fittedHazard)));
        panels.add(panel(texts.say("fit.figure.rounds.solved"), List.of(solved), List.of(fittedSolved)));
        List<Slide.Entry> legend = new ArrayList<>(List.of(hazard.entry(), fittedHazard.entry()));
        if (!fit.stopped()) {
            Curve accuracy =
                    curve(texts.say("fit.figure.rounds.observed"), Look.observed(1), row -> alone(row.accuracy()));
            Curve fitted =
                    curve(texts.say("fit.figure.rounds.fitted"), Look.policy(1), row -> alone(row.fittedAccuracy()));
            Curve two = curve(texts.say("fit.figure.rounds.states"), Look.policy(2), row -> alone(row.twoState()));
            panels.set(
                    1,
                    panel(
                            texts.say("fit.figure.rounds.both"),
                            List.of(solved, accuracy),
                            List.of(fittedSolved, fitted, two)));
            legend.addAll(List.of(accuracy.entry(), fitted.entry(), two.entry()));
        }
        return List.of(new Figures.Figure(
                "",
                "rounds",
                texts.say("fit.figure.rounds.alt"),
                new Slide(title, texts.say("fit.figure.rounds"), panels, legend)));
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
        return new HorizontalAxis(texts.say("fit.figure.round"), 0.7, fit.longest() + 0.3, ticks);
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
