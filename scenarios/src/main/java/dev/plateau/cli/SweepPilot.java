package dev.plateau.cli;

import dev.plateau.experiment.Archive;
import dev.plateau.experiment.OverloadException;
import dev.plateau.experiment.Progress;
import dev.plateau.experiment.Study;
import dev.plateau.fleet.UnservableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Foretells how long a sweep takes. Of a few points, spread over all, the first wave of tasks is simulated and timed, and is
 * kept for the run; the half-width that it reaches tells how many waves the point needs, since half-widths shrink with the
 * square root of the tasks. Of points whose tasks are served by a fleet the first is simulated whole. Before that, a first wave
 * is simulated for nothing, until the machine is warm.
 */
final class SweepPilot {
    private static final int POINTS = 5;
    private static final double WARM_SECONDS = 3;
    private static final int WARM_WAVES = 20;
    /** Of the fastest, from which a wave is not faster any more. */
    private static final double STEADY = 0.97;

    /** Of the golden ratio: keys after the first take their values in an order of their own. */
    private static final double GOLDEN = 0.6180339887498949;

    private final SweepRun run;
    private final Progress progress;

    SweepPilot(SweepRun run, Progress progress) {
        this.run = run;
        this.progress = progress;
    }

    /**
     * An estimate.
     *
     * @param points that were looked at
     * @param whole whether they were simulated whole
     * @param secondsPerPoint mean
     * @param left points that are not finished
     */
    record Estimate(int points, boolean whole, double secondsPerPoint, long left) {
        double seconds() {
            return secondsPerPoint * left;
        }
    }

    /** The estimate for the points that are not finished; empty if there are none or the run is cancelled. */
    Optional<Estimate> estimate() {
        long left = run.sweep().size() - run.file().points().finished();
        boolean served = !run.study(0).services().isEmpty();
        List<Double> seconds = new ArrayList<>();
        for (int point : chosen(served ? 1 : POINTS)) {
            if (!run.file().points().has(point) && !progress.cancelled()) {
                Study study = run.study(point);
                if (!served && seconds.isEmpty()) {
                    warmUp(point, study);
                }
                long before = run.file().found();
                double measured = time(point, study, run.file(), !served);
                boolean kept = run.file().found() > before; // by a run that was killed: looked up, not simulated
                seconds.add(kept ? time(point, study, Archive.NONE, !served) : measured);
            }
        }
        return left == 0 || seconds.isEmpty() || progress.cancelled()
                ? Optional.empty()
                : Optional.of(new Estimate(
                        seconds.size(),
                        served,
                        seconds.stream()
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .orElseThrow(),
                        left));
    }

    private void warmUp(int point, Study study) {
        long start = System.nanoTime();
        double fastest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < WARM_WAVES && since(start) < WARM_SECONDS && !progress.cancelled(); i++) {
            long begun = System.nanoTime();
            time(point, study, Archive.NONE, true);
            double last = since(begun);
            if (i >= 3 && last > STEADY * fastest) {
                return;
            }
            fastest = Math.min(fastest, last);
        }
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Points that are spread over all keys. */
    private Set<Integer> chosen(int most) {
        int axes = run.sweep().axes().size();
        Set<Integer> chosen = new LinkedHashSet<>();
        for (int i = 0; i < most; i++) {
            int point = 0;
            for (int a = 0; a < axes; a++) {
                int values = run.sweep().axes().get(a).values().size();
                double share = (i + 0.5) / most + (a == 0 ? 0 : a * (i + 0.5) * GOLDEN);
                point = point * values + Math.min(values - 1, (int) (values * (share - Math.floor(share))));
            }
            chosen.add(point);
        }
        return chosen;
    }

    /** Seconds that a point takes: measured if it is simulated whole, else foretold from its first wave. */
    private double time(int point, Study study, Archive archive, boolean firstWave) {
        long start = System.nanoTime();
        FirstWave wave = new FirstWave(firstWave, start);
        try {
            run.experiment(point, study, archive).run(wave);
        } catch (OverloadException | UnservableException e) {
            return since(start);
        }
        double all = since(start);
        if (!firstWave || wave.tasks == 0) {
            return all;
        }
        double ratio = wave.widest / study.precision();
        double waves = Math.ceil(Math.min(ratio * ratio, (double) study.maxTasks() / wave.tasks));
        return study.worlds().size() * (all + Math.max(0, waves - 1) * wave.seconds);
    }

    /** Hears the first wave, and ends the study after it. */
    private final class FirstWave implements Progress {
        private final boolean ends;
        private final long start;
        private long tasks;
        private double widest;
        private double seconds;

        FirstWave(boolean ends, long start) {
            this.ends = ends;
            this.start = start;
        }

        @Override
        public void wave(String world, long simulated, double halfWidth, double done) {
            if (tasks == 0) {
                tasks = simulated;
                widest = halfWidth;
                seconds = since(start);
            }
        }

        @Override
        public Optional<Duration> patience() {
            return progress.patience();
        }

        @Override
        public boolean cancelled() {
            return ends || progress.cancelled();
        }
    }
}
