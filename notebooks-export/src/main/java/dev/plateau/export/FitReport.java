package dev.plateau.export;

import dev.plateau.calibrate.CountsCalibration;
import dev.plateau.calibrate.ServingCalibration;
import dev.plateau.calibrate.TableCalibration;
import dev.plateau.result.FitCellRow;
import dev.plateau.result.FitCountRow;
import dev.plateau.result.FitCurveRow;
import dev.plateau.result.FitErrorRow;
import dev.plateau.result.FitFamilyRow;
import dev.plateau.result.FitParameterRow;
import dev.plateau.result.FitTtspmRow;
import dev.plateau.result.PredictionRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what a calibration found, beside the scenario that it makes. The same fit gives the same bytes.
 *
 * <p>DIR/prediction.csv, if budgets were asked for; DIR/NAME.fit.html, one page that needs no other file; and in DIR/NAME.fit
 * curve.csv, families.csv, parameters.csv, saturation.csv, counts.csv, and the pictures in plots.
 */
public final class FitReport {
    private FitReport() {}

    /**
     * Writes all files.
     *
     * @param fit to report
     * @param title what was fitted
     * @param origin lines that say how the fit was made; the first one goes on after "Calibrated by plateau"
     * @param name of the scenario
     * @param dir made if missing
     * @throws IOException if a file cannot be written
     */
    public static void write(CountsCalibration fit, String title, List<String> origin, String name, Path dir)
            throws IOException {
        Path folder = dir.resolve(name + ".fit");
        if (!fit.predictions().isEmpty()) {
            ResultTables.write(PredictionRow.TABLE, fit.predictions(), dir);
        }
        ResultTables.write(FitCurveRow.TABLE, fit.curve(), folder);
        ResultTables.write(FitFamilyRow.TABLE, fit.families(), folder);
        ResultTables.write(FitParameterRow.TABLE, fit.parameters(), folder);
        ResultTables.write(FitTtspmRow.TABLE, fit.saturation(), folder);
        ResultTables.write(FitCountRow.TABLE, fit.counts(), folder);
        List<Plot> plots = new ArrayList<>();
        for (Figures.Figure figure : new FitFigures(fit, title).all()) {
            plots.add(Plots.write(figure, folder.resolve("plots"), figure.name()));
        }
        WholeFile.write(dir.resolve(name + ".fit.html"), page(fit, title, origin, plots));
    }

    /**
     * Writes the files of a fit to a log of requests: NAME.fit.html, and in NAME.fit parameters.csv and errors.csv.
     *
     * @param fit to report
     * @param title what was fitted
     * @param origin lines that say how the fit was made; the first one goes on after "Calibrated by plateau"
     * @param name of the scenario
     * @param dir made if missing
     * @throws IOException if a file cannot be written
     */
    public static void write(ServingCalibration fit, String title, List<String> origin, String name, Path dir)
            throws IOException {
        Path folder = dir.resolve(name + ".fit");
        ResultTables.write(FitParameterRow.TABLE, fit.parameters(), folder);
        ResultTables.write(FitErrorRow.TABLE, fit.errors(), folder);
        FitAnswer answer = FitAnswer.of(fit);
        Page page = new Page();
        page.head("Fit: " + title);
        page.warnings(answer.unknown());
        answer.found().forEach(sentence -> page.element("p", sentence));
        page.element("h2", "Tables");
        page.table(FitParameterRow.TABLE, fit.parameters());
        page.table(FitErrorRow.TABLE, fit.errors());
        page.element("h2", "How it was made");
        page.element("p", "Calibrated by plateau" + origin.get(0));
        origin.stream().skip(1).forEach(line -> page.element("p", line));
        WholeFile.write(dir.resolve(name + ".fit.html"), page.end());
    }

    /**
     * Writes the files of a fit to a table of accuracies: prediction.csv if budgets were asked for, NAME.fit.html, and in
     * NAME.fit cells.csv, parameters.csv, saturation.csv and the pictures in plots.
     *
     * @param fit to report
     * @param title what was fitted
     * @param origin lines that say how the fit was made
     * @param name of the scenario
     * @param asked whether budgets were asked for
     * @param dir made if missing
     * @throws IOException if a file cannot be written
     */
    public static void write(
            TableCalibration fit, String title, List<String> origin, String name, boolean asked, Path dir)
            throws IOException {
        Path folder = dir.resolve(name + ".fit");
        if (asked) {
            ResultTables.write(PredictionRow.TABLE, fit.predictions(), dir);
        }
        ResultTables.write(FitCellRow.TABLE, fit.cells(), folder);
        ResultTables.write(FitParameterRow.TABLE, fit.parameters(), folder);
        ResultTables.write(FitTtspmRow.TABLE, fit.saturation(), folder);
        FitAnswer answer = FitAnswer.of(fit);
        Page page = new Page();
        page.head("Fit: " + title);
        page.warnings(answer.unknown());
        answer.found().forEach(sentence -> page.element("p", sentence));
        for (Figures.Figure figure : new TableFigures(fit, title).all()) {
            page.picture(Plots.write(figure, folder.resolve("plots"), figure.name()));
        }
        page.element("h2", "Tables");
        page.table(FitCellRow.TABLE, fit.cells());
        page.table(FitParameterRow.TABLE, fit.parameters());
        page.table(FitTtspmRow.TABLE, fit.saturation());
        page.element("h2", "How it was made");
        origin.forEach(line -> page.element("p", line.strip()));
        WholeFile.write(dir.resolve(name + ".fit.html"), page.end());
    }

    private static String page(CountsCalibration fit, String title, List<String> origin, List<Plot> plots)
            throws IOException {
        FitAnswer answer = FitAnswer.of(fit);
        Page page = new Page();
        page.head("Fit: " + title);
        page.warnings(answer.unknown());
        answer.found().forEach(sentence -> page.element("p", sentence));
        page.table(PredictionRow.TABLE, fit.predictions());
        for (Plot plot : plots) {
            page.picture(plot);
        }
        page.element("h2", "Tables");
        page.table(FitParameterRow.TABLE, fit.parameters());
        page.table(FitTtspmRow.TABLE, fit.saturation());
        page.table(FitFamilyRow.TABLE, fit.families());
        page.table(FitCurveRow.TABLE, fit.curve());
        page.table(FitCountRow.TABLE, fit.counts());
        page.element("h2", "How it was made");
        page.element("p", "Calibrated by plateau" + origin.get(0));
        origin.stream().skip(1).forEach(line -> page.element("p", line));
        return page.end();
    }
}
