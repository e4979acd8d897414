package dev.plateau.sensitivity;

import dev.plateau.experiment.Progress;
import dev.plateau.random.Keys;
import dev.plateau.result.EffectRow;
import dev.plateau.result.IndexRow;
import dev.plateau.result.Range;
import dev.plateau.result.SensitivityResult;
import dev.plateau.sensitivity.MorrisDesign.Effect;
import dev.plateau.sensitivity.SobolDesign.Index;
import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/** Finds out what moves some outputs. */
public final class SensitivityAnalysis {
    /** Number of the stream of places among those of the seed; groups of tasks are numbered from 0. */
    private static final long PLACES = -1;

    private static final int FEWEST = 2;

    private final Words words;
    private final List<Range> ranges;
    private final Response response;
    private final long seed;
    private final Progress progress;

    /**
     * How a result is called.
     *
     * @param title of the scenario
     * @param budget of every task, in words
     * @param outputs names
     * @param units of the outputs
     * @param tasks at every place
     */
    public record Words(String title, String budget, List<String> outputs, List<String> units, long tasks) {
        /** Copies the lists. */
        public Words {
            outputs = List.copyOf(outputs);
            units = List.copyOf(units);
        }
    }

    /**
     * An analysis.
     *
     * @param words how its result is called
     * @param ranges settings that are moved
     * @param response what comes out of them
     * @param seed of the places
     * @param progress hears of it, and may end it
     */
    public SensitivityAnalysis(Words words, List<Range> ranges, Response response, long seed, Progress progress) {
        this.words = words;
        this.ranges = List.copyOf(ranges);
        this.response = response;
        this.seed = Keys.child(Keys.root(seed), PLACES);
        this.progress = progress;
    }

    /** Elementary effects over so many trajectories, at least 2. */
    public SensitivityResult effects(int trajectories) {
        MorrisDesign design = new MorrisDesign(ranges.size(), trajectories, seed);
        List<Reading[][]> readings = readings(design.groups(), "trajectory");
        List<EffectRow> rows = new ArrayList<>();
        for (int o = 0; readings.size() >= FEWEST && o < words.outputs().size(); o++) {
            List<EffectRow> own = new ArrayList<>();
            List<Effect> effects = design.effects(readings, o);
            for (int i = 0; i < ranges.size(); i++) {
                Effect effect = effects.get(i);
                own.add(new EffectRow(
                        words.outputs().get(o),
                        words.units().get(o),
                        ranges.get(i),
                        new Interval(effect.muStar(), effect.low(), effect.high()),
                        effect.mu(),
                        effect.sigma(),
                        effect.noise(),
                        effect.trajectories()));
            }
            own.sort(largestFirst(row -> row.muStar().value()));
            rows.addAll(own);
        }
        return result(rows, List.of(), readings.size(), ranges.size() + 1, readings.size() < trajectories);
    }

    /** Indices of variance over so many rows, at least 2. */
    public SensitivityResult indices(int rows) {
        SobolDesign design = new SobolDesign(ranges.size(), rows, seed);
        List<Reading[][]> readings = readings(design.groups(), "row");
        List<IndexRow> found = new ArrayList<>();
        for (int o = 0; readings.size() >= FEWEST && o < words.outputs().size(); o++) {
            List<IndexRow> own = new ArrayList<>();
            List<Index> indices = design.indices(readings, o);
            for (int i = 0; i < ranges.size(); i++) {
                own.add(new IndexRow(
                        words.outputs().get(o),
                        ranges.get(i),
                        indices.get(i).first(),
                        indices.get(i).total()));
            }
            own.sort(largestFirst(row -> row.total().value()));
            found.addAll(own);
        }
        return result(List.of(), found, readings.size(), ranges.size() + 2, readings.size() < rows);
    }

    /** What is not defined comes last. */
    private static <R> Comparator<R> largestFirst(ToDoubleFunction<R> of) {
        return Comparator.comparingDouble(row -> {
            double value = of.applyAsDouble(row);
            return Double.isNaN(value) ? Double.POSITIVE_INFINITY : -value;
        });
    }

    private List<Reading[][]> readings(List<double[][]> groups, String what) {
        AtomicInteger at = new AtomicInteger();
        return response.at(groups, 0, () -> {
            int done = at.getAndIncrement();
            progress.planning(what + " " + (done + 1) + " of " + groups.size(), (double) done / groups.size());
            return !progress.cancelled();
        });
    }

    private SensitivityResult result(
            List<EffectRow> effects, List<IndexRow> indices, int groups, int places, boolean interrupted) {
        return new SensitivityResult(
                words.title(),
                words.budget(),
                words.outputs(),
                effects,
                indices,
                groups,
                groups * places,
                words.tasks(),
                interrupted);
    }
}
