import dev.plateau.catalog.Policies;
import dev.plateau.experiment.Experiment;
import dev.plateau.experiment.Progress;
import dev.plateau.export.ResultTables;
import dev.plateau.result.StudyResult;
import dev.plateau.scenario.Catalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** Which choice comes within 2 points of the best accuracy for the fewest tokens? Of a folder with results, or of a scenario. */
public final class Frugal {
    private Frugal() {}

    /** Takes a folder that a command wrote, or a scenario, which is then simulated. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        List<Table> tables = Files.isDirectory(folder) ? ResultTables.read(folder) : ResultTables.of(simulated(arguments[0]));
        for (Table table : tables) {
            ResultTables.declaration(table)
                    .ifPresent(declared -> System.out.println(table.name() + ": " + table.rowCount() + " rows. " + declared.meaning()));
        }
        Table accuracy =
                tables.stream().filter(table -> table.name().equals("accuracy")).findFirst().orElseThrow();
        for (Table world : accuracy.splitOn("scenario").getSlices().stream().map(slice -> slice.asTable()).toList()) {
            double best = world.doubleColumn("accuracy").max();
            Row frugal = world.where(world.doubleColumn("accuracy").isGreaterThanOrEqualTo(best - 0.02))
                    .sortAscendingOn("tokens_per_task")
                    .row(0);
            System.out.printf(
                    "%s: %s at %d, %.1f %% of tasks right for %.0f tokens per task%n",
                    frugal.getString("scenario"),
                    frugal.getString("policy"),
                    frugal.getLong("budget"),
                    100 * frugal.getDouble("accuracy"),
                    frugal.getDouble("tokens_per_task"));
        }
    }

    private static StudyResult simulated(String scenario) throws Exception {
        return new Experiment(new Catalogue(Policies.factories()).read(scenario).study(), 2).run(Progress.NONE);
    }
}
