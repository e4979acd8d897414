package dev.plateau.cli;

import dev.plateau.experiment.Archive;
import dev.plateau.store.ResultsFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tech.tablesaw.api.Table;

/** Keeps the pieces of a run as they are finished, if the command does. */
final class Keeper implements AutoCloseable {
    private final Optional<ResultsFile> file;

    private Keeper(Optional<ResultsFile> file) {
        this.file = file;
    }

    /** Keeps nothing. */
    static Keeper none() {
        return new Keeper(Optional.empty());
    }

    /** Keeps pieces in a file. */
    static Keeper in(ResultsFile file) {
        return new Keeper(Optional.of(file));
    }

    /** Where pieces are looked for. */
    Archive archive() {
        return file.isPresent() ? file.get() : Archive.NONE;
    }

    /** How many pieces were finished before and now. */
    Map<String, Long> counts() {
        return file.map(Keeper::counts).orElse(Map.of());
    }

    /** The same of a file. */
    static Map<String, Long> counts(ResultsFile file) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("resumed", file.found());
        counts.put("simulated", file.simulated());
        return counts;
    }

    /** A setting of the run, as it was when the run began. */
    Optional<String> setting(String name) {
        return file.flatMap(kept -> kept.setting(name));
    }

    /** Adds the tables of the result. */
    void publish(List<Table> tables) {
        file.ifPresent(kept -> kept.publish(tables));
    }

    /** Forgets the run, which cannot be ended. */
    void discard() {
        file.ifPresent(ResultsFile::discard);
    }

    @Override
    public void close() {
        file.ifPresent(ResultsFile::close);
    }
}
