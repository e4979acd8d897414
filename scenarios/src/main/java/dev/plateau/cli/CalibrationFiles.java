package dev.plateau.cli;

import dev.plateau.calibrate.Calibration;
import dev.plateau.export.FitAnswer;
import dev.plateau.export.FitReport;
import dev.plateau.export.Texts;
import dev.plateau.scenario.FittedScenario;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files that a calibration writes around its scenario, all or none: they are made in a folder of their own and moved in
 * place when they are whole; what they replace is moved back if that fails, and what an earlier fit to the same scenario left goes.
 * A scenario that no calibration made is never replaced.
 */
final class CalibrationFiles {
    private static final String ENDING = ".yaml";
    private static final String FIT = ".fit";
    private static final String PREDICTION = "prediction.csv";
    private static final int TRIES = 100;
    private static final int PAUSE_MILLIS = 50;

    private final Path scenario;
    private final Path target;
    private final String name;

    private CalibrationFiles(Path scenario, Path target, String name) {
        this.scenario = scenario;
        this.target = target;
        this.name = name;
    }

    /**
     * Checks that files can be written around a scenario; writes nothing.
     *
     * @throws IOException with a message for the user, if they cannot
     */
    static CalibrationFiles around(Path scenario) throws IOException {
        Path target = scenario.toAbsolutePath().normalize();
        String file = target.getFileName() == null ? "" : target.getFileName().toString();
        if (!file.endsWith(ENDING) || file.length() == ENDING.length()) {
            throw new IOException("must be a file that ends in " + ENDING + " (got " + scenario + ")");
        }
        if (Files.isDirectory(target)) {
            throw new IOException(scenario + " is a folder");
        }
        if (Files.exists(target) && !isCalibrated(target)) {
            throw new IOException(scenario + " was not made by a calibration and would be lost; choose another file");
        }
        Path folder = ResultFolder.parent(target);
        while (!Files.exists(folder) && folder.getParent() != null) {
            folder = ResultFolder.parent(folder);
        }
        if (!Files.isDirectory(folder)) {
            throw new IOException(scenario + " cannot be made: " + folder + " is a file");
        }
        if (!Files.isWritable(folder)) {
            throw new IOException("cannot write " + scenario + ": permission denied");
        }
        if (FolderLock.mayBeTaken(folder)) {
            lock(folder).close();
        }
        return new CalibrationFiles(scenario, target, file.substring(0, file.length() - ENDING.length()));
    }

    private static boolean isCalibrated(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.findFirst().orElse("").startsWith(FittedScenario.MARK);
        }
    }

    /**
     * Writes the scenario and the report of a fit, puts them in place, and says what was found.
     *
     * @param fit what was found
     * @param title of scenario and report
     * @param origin lines that say how the fit was made
     * @param asked whether budgets to predict were asked for
     * @param texts of the report; the scenario's comments are English
     * @param scenario makes its text from the lines of comment at its head
     * @param screen where to say it; null if nowhere
     * @throws IOException with a message for the user, if that fails; then all is as before
     */
    void publish(
            Calibration fit,
            String title,
            List<String> origin,
            boolean asked,
            Texts texts,
            Function<List<String>, String> scenario,
            @Nullable PrintWriter screen)
            throws IOException {
        FitAnswer answer = FitAnswer.of(fit);
        List<String> comments = new ArrayList<>(origin);
        comments.addAll(answer.found());
        comments.addAll(answer.unknown());
        publish(scenario.apply(comments), staging -> FitReport.write(fit, title, origin, name, asked, texts, staging));
        if (screen != null) {
            answer.found().forEach(screen::println);
            answer.unknown().forEach(sentence -> screen.println("Note: " + sentence));
            screen.println();
            screen.println("Scenario: " + this.scenario + " (report: "
                    + this.scenario.resolveSibling(name + FIT + ".html") + ")");
        }
    }

    /**
     * Writes files and puts them in place.
     *
     * @param text of the scenario
     * @param writer writes the others into a folder that stands for the scenario's
     * @throws IOException with a message for the user, if that fails; then all is as before
     */
    private void publish(String text, ResultFolder.Writer writer) throws IOException {
        Path folder = ResultFolder.parent(target);
        Files.createDirectories(folder);
        Path staging = folder.resolve(".plateau-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
        try {
            Path made = Files.createDirectories(staging.resolve("new"));
            writer.write(made);
            Path prediction = made.resolve(PREDICTION);
            if (Files.exists(prediction)) {
                Files.copy(prediction, made.resolve(kept()));
            }
            Files.writeString(made.resolve(name + ENDING), text, StandardCharsets.UTF_8);
            FolderLock lock = lock(folder);
            try {
                replace(made, staging.resolve("old"), folder);
            } finally {
                lock.close();
            }
        } catch (IOException e) {
            throw new IOException("cannot write " + scenario + ": " + Failures.describe(e), e);
        } finally {
            delete(staging);
        }
    }

    private void replace(Path made, Path old, Path folder) throws IOException {
        Moves moves = new Moves();
        try {
            for (String file : leftovers(made, folder)) {
                moves.move(folder.resolve(file), old.resolve(file), folder.resolve(file));
            }
            for (String file : files(made)) {
                Path there = folder.resolve(file);
                if (Files.exists(there)) {
                    moves.move(there, old.resolve(file), there);
                }
                moves.move(made.resolve(file), there, there);
            }
        } catch (IOException e) {
            moves.undo();
            throw e;
        }
    }

    /** What an earlier fit wrote here and this one does not: tables, pictures, and its prediction if that is still its own. */
    private List<String> leftovers(Path made, Path folder) throws IOException {
        List<String> leftovers = new ArrayList<>();
        Path report = folder.resolve(name + FIT);
        if (Files.isDirectory(report)) {
            for (String file : ResultFolder.files(report)) {
                leftovers.add(name + FIT + "/" + file);
            }
        }
        Path prediction = folder.resolve(PREDICTION);
        Path own = folder.resolve(kept());
        if (Files.exists(prediction) && Files.exists(own) && Files.mismatch(prediction, own) < 0) {
            leftovers.add(PREDICTION);
        }
        leftovers.removeIf(file -> Files.exists(made.resolve(file)));
        return leftovers;
    }

    /** The copy by which a prediction is known to be that of this scenario. */
    private String kept() {
        return name + FIT + "/" + PREDICTION;
    }

    /** Waits for other calibrations that put their files into the folder. */
    private static FolderLock lock(Path folder) throws IOException {
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<FolderLock> lock = FolderLock.take(folder);
            if (lock.isPresent()) {
                return lock.get();
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }
        throw new IOException(folder + " is in use by another run");
    }

    /** The scenario last: who sees it sees the rest. */
    private List<String> files(Path made) throws IOException {
        List<String> files = new ArrayList<>(ResultFolder.files(made));
        files.sort(Comparator.comparing((String file) -> file.equals(name + ENDING)));
        return files;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> all;
            try (Stream<Path> files = Files.walk(folder)) {
                all = files.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }
}
