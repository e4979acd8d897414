package dev.plateau.cli;

import dev.plateau.store.ResultsFile;
import java.util.SortedMap;
import picocli.CommandLine.Option;

/** The option of all commands whose finished pieces are kept. */
final class ResumeOption {
    @Option(
            names = "--resume",
            description = "Go on with the run of the folder: what it has finished, even if it was killed, is not"
                    + " simulated again, and the results are those of a run that was not disturbed. Refused if the"
                    + " scenario or options that matter have changed.")
    private boolean given;

    /**
     * Opens what keeps the pieces that are finished.
     *
     * @param settings all that the numbers depend on, by name
     */
    ResultsFile open(ResultFolder folder, SortedMap<String, String> settings) {
        folder.keep(ResultsFile.NAME);
        return ResultsFile.open(folder.path(), settings, given);
    }
}
