package dev.plateau.scenario;

import dev.plateau.calibrate.Observations;
import java.util.List;
import java.util.Optional;

/** The kinds of data that can be calibrated from, and the columns that tell them apart. */
enum PilotKind {
    /** How often each problem was solved. */
    COUNTS("counts", List.of("problem_id", "n_samples", "n_correct"), PilotCounts::read),
    /** What samples answered, and perhaps how a verifier scored them. */
    SAMPLES("samples", List.of("problem_id", "sample", "answer_id", "correct"), PilotSamples::read),
    /** Which rounds of refinement were right. */
    ROUNDS("rounds", List.of("problem_id", "turn", "correct"), PilotRounds::read),
    /** Published accuracies by method and budget. */
    ACCURACIES("accuracy tables", List.of("metric", "method", "rollouts", "value"), PilotAccuracies::read),
    /** What a serving engine logged. */
    REQUESTS(
            "request logs",
            List.of("arrival_time", "input_toks", "output_toks", "first_token_ts", "last_token_ts"),
            PilotLog::read);

    /** Reads the rows of one kind. */
    interface Reader {
        /** The observations; empty if something is wrong. */
        Optional<Observations> read(PilotTable.Part part, Problems problems);
    }

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // a copy
    private final List<String> columns;

    @SuppressWarnings("ImmutableEnumChecker") // a static method
    private final Reader reader;

    PilotKind(String title, List<String> columns, Reader reader) {
        this.title = title;
        this.columns = List.copyOf(columns);
        this.reader = reader;
    }

    /** As messages name it, several of them. */
    String title() {
        return title;
    }

    /** Columns that it must have. */
    List<String> columns() {
        return columns;
    }

    /** Columns that are not there. */
    List<String> missing(List<String> names) {
        return columns.stream().filter(column -> !names.contains(column)).toList();
    }

    Reader reader() {
        return reader;
    }
}
