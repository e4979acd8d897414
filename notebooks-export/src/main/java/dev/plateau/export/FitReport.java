package dev.plateau.export;

import dev.plateau.calibrate.Calibration;
import dev.plateau.calibrate.CountsCalibration;
import dev.plateau.calibrate.RoundsCalibration;
import dev.plateau.calibrate.SamplesCalibration;
import dev.plateau.calibrate.ServingCalibration;
import dev.plateau.calibrate.TableCalibration;
import dev.plateau.result.BudgetUnit;
import dev.plateau.result.FitCellRow;
import dev.plateau.result.FitCountRow;
import dev.plateau.result.FitCurveRow;
import dev.plateau.result.FitErrorRow;
import dev.plateau.result.FitFamilyRow;
import dev.plateau.result.FitHeldOutRow;
import dev.plateau.result.FitLawRow;
import dev.plateau.result.FitParameterRow;
import dev.plateau.result.FitRequestRow;
import dev.plateau.result.FitRoundRow;
import dev.plateau.result.FitTtspmRow;
import dev.plateau.result.FitVoteRow;
import dev.plateau.result.PredictionRow;
import dev.plateau.result.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes what a calibration found, beside the scenario that it makes. The same fit gives the same bytes.
 *
 * <p>DIR/prediction.csv, if budgets were asked for; DIR/NAME.fit.html, one page that needs no other file; and in DIR/NAME.fit
 * a CSV of every table, and the pictures in plots.
 */
public final class FitReport {
    /** Sentences of the answer that a page begins with: what was fitted, and what follows from it. */
    private static final int BRIEF = 2;

    private FitReport() {}

    /** A table that has rows, as a file and on the page. */
    private record Filled<R>(Table<R> table, List<R> rows) {
        void write(Path folder) throws IOException {
            ResultTables.write(table, rows, folder);
        }

        void show(Page page) {
            page.table(table, rows);
        }
    }

    /** What is reported of a kind of fit. */
    private record Contents(
            String assumed,
            List<PredictionRow> predictions,
            List<FitTtspmRow> saturation,
            List<Filled<?>> tables,
            List<Figures.Figure> figures) {}

    /**
     * Writes all files.
     *
     * @param fit to report
     * @param title what was fitted
     * @param origin lines that say how the fit was made; the first one goes on after "Calibrated by plateau"
     * @param name of the scenario
     * @param asked whether budgets were asked for
     * @param texts in which the page and the pictures are
     * @param dir made if missing
     * @throws IOException if a file cannot be written
     */
    public static void write(
            Calibration fit, String title, List<String> origin, String name, boolean asked, Texts texts, Path dir)
            throws IOException {
        Contents contents = contents(fit, texts.engine(title), texts);
        Path folder = dir.resolve(name + ".fit");
        if (asked && !contents.predictions().isEmpty()) {
            ResultTables.write(PredictionRow.TABLE, contents.predictions(), dir);
        }
        FitAnswer answer = FitAnswer.of(fit, texts);
        Page page = new Page(BudgetUnit.ROLLOUTS, texts);
        page.head(texts.say("fit.title", "title", texts.engine(title)));
        int brief = Math.min(BRIEF, answer.found().size());
        page.lead(texts.sentences(answer.found().subList(0, brief)));
        summary(fit, contents, texts, page);
        page.warnings(answer.unknown());
        answer.found().stream().skip(brief).forEach(sentence -> page.element("p", sentence));
        for (Figures.Figure figure : contents.figures()) {
            page.picture(Plots.write(figure, folder.resolve("plots"), figure.name()));
        }
        page.element("h2", texts.say("report.part.assumed"));
        page.html().append("<ul>\n");
        page.element("li", texts.say(contents.assumed()));
        page.element("li", texts.say("fit.assumed.scenario", "file", name + ".yaml"));
        page.html().append("</ul>\n");
        page.element("h2", texts.say("report.part.sampling"));
        page.element("p", texts.say(fit instanceof ServingCalibration ? "fit.sampling.log" : "fit.sampling"));
        page.element("h2", texts.say("report.part.model"));
        page.element("p", texts.say("fit.model"));
        page.element("h2", texts.say("report.part.again"));
        page.element("p", texts.engine("Calibrated by plateau" + origin.get(0)));
        page.code(origin.get(1));
        origin.stream().skip(2).forEach(line -> page.element("p", texts.engine(line)));
        page.tables();
        page.table(PredictionRow.TABLE, contents.predictions());
        for (Filled<?> table : contents.tables()) {
            if (!table.rows().isEmpty()) {
                table.write(folder);
                table.show(page);
            }
        }
        WholeFile.write(dir.resolve(name + ".fit.html"), page.end());
    }

    /** The answer as a table: what is predicted, or else where it saturates, or else the constants. */
    private static void summary(Calibration fit, Contents contents, Texts texts, Page page) {
        if (!contents.predictions().isEmpty()) {
            page.beginTable(texts.say("fit.summary.predictions"));
            page.heading(texts.say("fit.column.predicted"), "", true);
            page.heading(texts.say("report.budget"), texts.say("fit.column.attempts"), false);
            page.heading(texts.say("fit.column.value"), "", false);
            page.beginRows();
            for (PredictionRow row : contents.predictions()) {
                row(page, texts.engine(row.metric().replace('_', ' ')));
                page.cell(FitAnswer.grouped(row.budget()), false);
                page.cell(FitAnswer.percent(row.value(), texts), false);
                page.html().append("</tr>\n");
            }
        } else if (!contents.saturation().isEmpty()) {
            page.beginTable(texts.say("fit.summary.saturation"));
            page.heading(texts.say("fit.column.curve"), "", true);
            page.heading(texts.say("fit.column.method"), "", true);
            page.heading(texts.say("report.saturation"), texts.say("fit.column.attempts"), false);
            page.beginRows();
            for (FitTtspmRow row : contents.saturation()) {
                row(page, texts.engine(row.curve()));
                page.cell(texts.engine(row.method()), true);
                page.cell(
                        Double.isFinite(row.saturation().value())
                                ? FitAnswer.whole(row.saturation(), texts)
                                : texts.say("report.not-reached"),
                        false);
                page.html().append("</tr>\n");
            }
        } else {
            page.beginTable(texts.say("fit.summary.constants"));
            page.heading(texts.say("fit.column.constant"), "", true);
            page.heading(texts.say("fit.column.value"), "", false);
            page.heading(texts.say("fit.column.meaning"), "", true);
            page.beginRows();
            for (FitParameterRow row : fit.parameters()) {
                row(page, row.name());
                page.cell(FitAnswer.number(row.estimate(), texts), false);
                page.cell(texts.engine(row.meaning()), true);
                page.html().append("</tr>\n");
            }
        }
        page.endTable();
    }

    private static void row(Page page, String name) {
        page.html().append("<tr>");
        page.rowHeading(name);
    }

    private static Contents contents(Calibration fit, String title, Texts texts) {
        if (fit instanceof CountsCalibration counts) {
            return of(counts, title, texts);
        } else if (fit instanceof SamplesCalibration samples) {
            return of(samples, title, texts);
        } else if (fit instanceof RoundsCalibration rounds) {
            return of(rounds, title, texts);
        } else if (fit instanceof TableCalibration table) {
            return of(table, title, texts);
        }
        return of((ServingCalibration) fit, title, texts);
    }

    private static Contents of(CountsCalibration fit, String title, Texts texts) {
        return new Contents(
                "fit.assumed.counts",
                fit.predictions(),
                fit.saturation(),
                List.of(
                        new Filled<>(FitParameterRow.TABLE, fit.parameters()),
                        new Filled<>(FitTtspmRow.TABLE, fit.saturation()),
                        new Filled<>(FitFamilyRow.TABLE, fit.families()),
                        new Filled<>(FitHeldOutRow.TABLE, fit.heldOut()),
                        new Filled<>(FitCurveRow.TABLE, fit.curve()),
                        new Filled<>(FitCountRow.TABLE, fit.counts())),
                new FitFigures(fit, title, texts).all());
    }

    private static Contents of(SamplesCalibration fit, String title, Texts texts) {
        CountsCalibration difficulty = fit.difficulty();
        List<Filled<?>> tables = new ArrayList<>(List.of(
                new Filled<>(
                        FitParameterRow.TABLE,
                        Stream.concat(difficulty.parameters().stream(), fit.parameters().stream())
                                .toList()),
                new Filled<>(FitTtspmRow.TABLE, fit.saturation()),
                new Filled<>(FitVoteRow.TABLE, fit.curve())));
        if (!fit.heldOut().isEmpty()) {
            tables.add(new Filled<>(FitHeldOutRow.TABLE, fit.heldOut()));
        }
        tables.add(new Filled<>(FitFamilyRow.TABLE, difficulty.families()));
        tables.add(new Filled<>(FitCountRow.TABLE, difficulty.counts()));
        return new Contents(
                "fit.assumed.samples",
                fit.predictions(),
                fit.saturation(),
                tables,
                new VoteFigures(fit, title, texts).all());
    }

    private static Contents of(RoundsCalibration fit, String title, Texts texts) {
        return new Contents(
                "fit.assumed.rounds",
                fit.predictions(),
                fit.saturation(),
                List.of(
                        new Filled<>(FitParameterRow.TABLE, fit.parameters()),
                        new Filled<>(FitTtspmRow.TABLE, fit.saturation()),
                        new Filled<>(FitRoundRow.TABLE, fit.rounds()),
                        new Filled<>(FitHeldOutRow.TABLE, fit.heldOut()),
                        new Filled<>(FitLawRow.TABLE, fit.laws())),
                new RoundFigures(fit, title, texts).all());
    }

    private static Contents of(TableCalibration fit, String title, Texts texts) {
        return new Contents(
                "fit.assumed.table",
                fit.predictions(),
                fit.saturation(),
                List.of(
                        new Filled<>(FitCellRow.TABLE, fit.cells()),
                        new Filled<>(FitParameterRow.TABLE, fit.parameters()),
                        new Filled<>(FitTtspmRow.TABLE, fit.saturation())),
                new TableFigures(fit, title, texts).all());
    }

    private static Contents of(ServingCalibration fit, String title, Texts texts) {
        return new Contents(
                "fit.assumed.log",
                List.of(),
                List.of(),
                List.of(
                        new Filled<>(FitParameterRow.TABLE, fit.parameters()),
                        new Filled<>(FitErrorRow.TABLE, fit.errors()),
                        new Filled<>(FitRequestRow.TABLE, fit.observed())),
                new RequestFigures(fit, title, texts).all());
    }
}
