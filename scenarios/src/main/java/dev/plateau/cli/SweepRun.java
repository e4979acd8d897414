package dev.plateau.cli;

import dev.plateau.experiment.Archive;
import dev.plateau.experiment.Experiment;
import dev.plateau.experiment.NamedWorld;
import dev.plateau.experiment.OverloadException;
import dev.plateau.experiment.Progress;
import dev.plateau.experiment.Study;
import dev.plateau.export.CsvStream;
import dev.plateau.export.ResultTables;
import dev.plateau.fleet.UnservableException;
import dev.plateau.result.AccuracyRow;
import dev.plateau.result.Column;
import dev.plateau.result.PointRow;
import dev.plateau.result.SaturationRow;
import dev.plateau.result.StudyResult;
import dev.plateau.result.SweepAxis;
import dev.plateau.result.SweptRow;
import dev.plateau.result.Table;
import dev.plateau.scenario.Sweep;
import dev.plateau.stats.Interval;
import dev.plateau.store.PointStore;
import dev.plateau.store.ResultsFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Simulates the points of a sweep one after the other, each until it is precise, and hands their rows to the store. What is in
 * memory is one point.
 */
final class SweepRun {
    private static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN, Double.NaN);

    private final Sweep sweep;
    private final List<SweepAxis> axes;
    private final UnaryOperator<Study> options;
    private final Place place;
    private final ResultsFile file;

    /**
     * A run.
     *
     * @param sweep of several points
     * @param options what the command line changes of each point
     * @param place where points are simulated
     * @param file keeps rows, and pieces of what is not finished
     */
    SweepRun(Sweep sweep, UnaryOperator<Study> options, Place place, ResultsFile file) {
        this.sweep = sweep;
        this.options = options;
        this.place = place;
        this.file = file;
        List<SweepAxis> all = new ArrayList<>(sweep.axes());
        List<NamedWorld> worlds = sweep.point(0).study().worlds();
        if (worlds.size() > 1) {
            all.add(new SweepAxis(
                    "world",
                    worlds.stream()
                            .map(world -> world.name().substring(sweep.name(0).length() + 1))
                            .toList(),
                    Column.Type.TEXT));
        }
        this.axes = List.copyOf(all);
    }

    /** The swept keys, and the worlds if there are several. */
    List<SweepAxis> axes() {
        return axes;
    }

    /** The scenario at a point, with the options of the command line. */
    Study study(int point) {
        return options.apply(sweep.point(point).study());
    }

    Sweep sweep() {
        return sweep;
    }

    /** A study of one of its points, to be run. */
    Experiment experiment(int point, Study study, Archive archive) {
        return place.experiment(sweep, point, study, archive);
    }

    ResultsFile file() {
        return file;
    }

    /** Simulates the points that are not finished, until {@code progress} cancels; whether all are then. */
    boolean run(Progress progress) {
        PointStore points = file.points();
        int size = sweep.size();
        for (int point = 0; point < size; point++) {
            if (points.has(point)) {
                continue;
            }
            if (progress.cancelled()) {
                return false;
            }
            List<tech.tablesaw.api.Table> tables = tables(point, new Numbered(progress, point, size));
            if (progress.cancelled()) {
                return false;
            }
            points.finish(point, sweep.name(point), tables);
        }
        return true;
    }

    private List<tech.tablesaw.api.Table> tables(int point, Progress progress) {
        Study study = study(point);
        List<tech.tablesaw.api.Table> tables = new ArrayList<>();
        List<PointRow> rows = new ArrayList<>();
        List<SweptRow> swept = new ArrayList<>();
        try {
            StudyResult result = experiment(point, study, file).run(progress);
            tables.addAll(ResultTables.of(result));
            for (NamedWorld world : study.worlds()) {
                List<SweptRow> own = swept(point, study, world, result);
                rows.add(row(point, study, world, result, own));
                swept.addAll(own);
            }
        } catch (OverloadException | UnservableException e) {
            for (NamedWorld world : study.worlds()) {
                rows.add(new PointRow(
                        world.name(),
                        values(point, study, world),
                        0,
                        Double.NaN,
                        "",
                        UNKNOWN,
                        String.valueOf(e.getMessage())));
            }
        }
        tables.add(ResultTables.of(PointRow.table(axes), rows));
        tables.add(ResultTables.of(SweptRow.table(axes), swept));
        return tables;
    }

    private List<String> values(int point, Study study, NamedWorld world) {
        List<String> values = new ArrayList<>(sweep.values(point));
        if (values.size() < axes.size()) {
            values.add(axes.get(values.size()).values().get(study.worlds().indexOf(world)));
        }
        return values;
    }

    private List<SweptRow> swept(int point, Study study, NamedWorld world, StudyResult result) {
        List<SweptRow> rows = new ArrayList<>();
        for (SaturationRow row : result.saturation()) {
            if (row.scenario().equals(world.name())) {
                AccuracyRow largest = result.accuracy().stream()
                        .filter(of -> of.scenario().equals(row.scenario())
                                && of.policy().equals(row.policy()))
                        .max(Comparator.comparingInt(AccuracyRow::budget))
                        .orElseThrow();
                rows.add(new SweptRow(
                        row.scenario(),
                        values(point, study, world),
                        row.policy(),
                        !result.contends(row.policy()),
                        largest.budget(),
                        largest.accuracy(),
                        row.saturation()));
            }
        }
        return rows;
    }

    private PointRow row(int point, Study study, NamedWorld world, StudyResult result, List<SweptRow> swept) {
        List<AccuracyRow> own = result.accuracy().stream()
                .filter(row -> row.scenario().equals(world.name()))
                .toList();
        Optional<SweptRow> best = swept.stream()
                .filter(row -> !row.told())
                .max(Comparator.comparingDouble(row -> row.accuracy().value()));
        List<String> warnings = result.warnings().stream()
                .filter(warning ->
                        study.worlds().size() == 1 || warning.startsWith(world.name() + ":") || !named(warning, study))
                .toList();
        return new PointRow(
                world.name(),
                values(point, study, world),
                own.stream().mapToLong(AccuracyRow::tasks).max().orElse(0),
                own.stream()
                        .mapToDouble(row -> row.accuracy().halfWidth())
                        .max()
                        .orElse(Double.NaN),
                best.map(SweptRow::policy).orElse(""),
                best.map(SweptRow::accuracy).orElse(UNKNOWN),
                String.join(" ", warnings));
    }

    private static boolean named(String warning, Study study) {
        return study.worlds().stream().anyMatch(world -> warning.startsWith(world.name() + ":"));
    }

    /** The tables of the sweep: those of a run, then sweep.csv and points.csv. */
    List<Table<?>> declared() {
        List<Table<?>> declared = new ArrayList<>(ResultTables.ofRuns());
        declared.add(SweptRow.table(axes));
        declared.add(PointRow.table(axes));
        declared.removeIf(table -> !file.points().has(table.name()));
        return declared;
    }

    /** Writes each table to NAME.csv, row by row. */
    void writeTables(Path folder) throws IOException {
        for (Table<?> table : declared()) {
            try (Writer out = Files.newBufferedWriter(folder.resolve(table.name() + ".csv"));
                    CsvStream csv = new CsvStream(table, out)) {
                file.points().each(table.name(), csv::add);
            }
        }
    }

    /** Tells of one point as a part of all. */
    private record Numbered(Progress all, int point, int size) implements Progress {
        @Override
        public void wave(String world, long tasks, double widest, double done) {
            all.wave("point " + (point + 1) + " of " + size, tasks, widest, (point + done) / size);
        }

        @Override
        public void served(String world, String fleet, double done) {
            all.served("point " + (point + 1) + " of " + size, fleet, (point + done) / size);
        }

        @Override
        public Optional<Duration> patience() {
            return all.patience();
        }

        @Override
        public boolean cancelled() {
            return all.cancelled();
        }
    }
}
