package dev.plateau.export;

import dev.plateau.result.LadderRow;
import dev.plateau.result.PlanResult;
import dev.plateau.result.PlanRow;
import dev.plateau.result.PromiseRow;
import dev.plateau.result.SensitivityRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Writes a plan: its tables, those of the study behind it, and a page that says what to order. */
public final class PlanReport {
    private PlanReport() {}

    /**
     * Writes plan.csv, slos.csv, ladder.csv, sensitivity.csv, the tables of the study, plots and report.html.
     *
     * @param result to write
     * @param texts in which the page is
     * @param origin of the plan, if it is known
     * @param dir made if missing
     * @throws IOException if a file cannot be written
     */
    public static void write(PlanResult result, Texts texts, Optional<Origin> origin, Path dir) throws IOException {
        ResultTables.write(PlanRow.TABLE, result.plans(), dir);
        ResultTables.write(PromiseRow.TABLE, result.promises(), dir);
        ResultTables.write(LadderRow.TABLE, result.ladders(), dir);
        ResultTables.write(SensitivityRow.TABLE, result.sensitivity(), dir);
        ResultTables.write(result.study(), dir);
        Report.write(result, texts, origin, dir);
    }
}
