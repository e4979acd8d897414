package dev.plateau.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.result.AccuracyRow;
import dev.plateau.result.ComparisonRow;
import dev.plateau.result.GainRow;
import dev.plateau.result.LadderRow;
import dev.plateau.result.PlanRow;
import dev.plateau.result.PromiseRow;
import dev.plateau.result.SaturationRow;
import dev.plateau.result.SensitivityRow;
import dev.plateau.result.VerifierRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder that a run writes to. New results are made in a folder of their own within it and moved in place when they are
 * whole, so a run that fails leaves everything as it was. Results of an earlier run, which its {@code run.json} lists, are
 * moved aside first; a file that is not among them is never touched, and in the way of a new one it is an error.
 */
final class ResultFolder implements AutoCloseable {
    /** The file that describes the run; it lists all others under {@code files}. */
    static final String RECORD = "run.json";

    private static final List<String> FIXED_NAMES = List.of(
            AccuracyRow.TABLE.name() + ".csv",
            GainRow.TABLE.name() + ".csv",
            SaturationRow.TABLE.name() + ".csv",
            ComparisonRow.TABLE.name() + ".csv",
            VerifierRow.TABLE.name() + ".csv",
            PlanRow.TABLE.name() + ".csv",
            PromiseRow.TABLE.name() + ".csv",
            LadderRow.TABLE.name() + ".csv",
            SensitivityRow.TABLE.name() + ".csv",
            "report.html",
            RECORD);

    private static final String STAGING = ".plateau-";
    /** A staging folder, with the number of its process. */
    private static final Pattern LEFTOVER = Pattern.compile("\\.plateau-([0-9]{1,18})-[0-9]+");

    private final Path folder;
    private final Path target;
    private final Path existing;
    private final FolderLock lock;
    private final Set<String> kept = new TreeSet<>();

    private ResultFolder(Path folder, Path target, Path existing, FolderLock lock) {
        this.folder = folder;
        this.target = target;
        this.existing = existing;
        this.lock = lock;
    }

    /** Writes results. */
    interface Writer {
        /** Writes all files into a folder. */
        void write(Path folder) throws IOException;
    }

    /**
     * Makes the folder if need be, checks that results can be written and keeps other runs out until it is closed.
     *
     * @throws IOException with a message for the user, if they cannot; then the folder is as before
     */
    static ResultFolder claim(Path folder) throws IOException {
        Path target = folder.toAbsolutePath().normalize();
        if (Files.exists(target) && !Files.isDirectory(target)) {
            throw new IOException(folder + " is a file, not a folder");
        }
        Path existing = target;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            throw new IOException(folder + " cannot be made: " + existing + " is a file");
        }
        Optional<FolderLock> lock;
        try {
            Files.createDirectories(target);
            lock = FolderLock.take(target);
        } catch (IOException e) {
            deleteEmptyFolders(existing, target);
            throw new IOException("cannot write " + folder + ": " + Failures.reason(e), e);
        }
        if (lock.isEmpty()) {
            throw new IOException("another run writes to " + folder);
        }
        ResultFolder claimed = new ResultFolder(folder, target, existing, lock.get());
        try {
            claimed.refuseToReplaceForeign(FIXED_NAMES);
        } catch (IOException e) {
            claimed.close();
            throw e;
        }
        return claimed;
    }

    Path path() {
        return folder;
    }

    /** Says where results are, after a sentence that says so if they are not all. */
    String told(Optional<String> interrupted) {
        return interrupted
                        .map(sentence -> sentence + " What was finished is in ")
                        .orElse("Results: ") + folder + " (begin with " + folder.resolve("report.html") + ")";
    }

    /** Says where results are. */
    String told(boolean interrupted) {
        return told(interrupted ? Optional.of("Interrupted.") : Optional.empty());
    }

    /** Says that a file of the folder is looked after by another: new results do not take its place, and it is one of them. */
    void keep(String name) {
        kept.add(name);
    }

    /** Files that are looked after by others. */
    List<String> kept() {
        return List.copyOf(kept);
    }

    /**
     * Writes results and puts them in place.
     *
     * @throws IOException with a message for the user, if that fails; then the folder is as before
     */
    void publish(Writer writer) throws IOException {
        Path staging = target.resolve(STAGING + ProcessHandle.current().pid() + "-" + System.nanoTime());
        boolean keep = false;
        try {
            Path made = Files.createDirectories(staging.resolve("new"));
            writer.write(made);
            Moves moves = new Moves();
            try {
                replace(made, staging.resolve("old"), moves);
            } catch (IOException e) {
                keep = true;
                moves.undo();
                keep = false;
                throw e;
            }
            deleteLeftovers();
        } catch (IOException | UncheckedIOException e) {
            String rest = keep ? "; the earlier results are in " + staging : "";
            throw new IOException("cannot write " + folder + ": " + Failures.describe(e) + rest, e);
        } finally {
            if (!keep) {
                deleteTree(staging);
            }
        }
    }

    /** Deletes what runs have left that were killed while they wrote. */
    private void deleteLeftovers() throws IOException {
        List<Path> left;
        try (Stream<Path> files = Files.list(target)) {
            left = files.filter(file -> isOfTheDead(String.valueOf(file.getFileName())))
                    .toList();
        }
        for (Path folder : left) {
            deleteTree(folder);
        }
    }

    private static boolean isOfTheDead(String name) {
        Matcher matcher = LEFTOVER.matcher(name);
        return matcher.matches()
                && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty();
    }

    /** Lets other runs in. A folder that was made and is empty is removed. */
    @Override
    public void close() throws IOException {
        lock.close();
        deleteEmptyFolders(existing, target);
    }

    /** Paths of the files below a folder, relative to it and with slashes, in order. */
    static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    /** A folder has a record only while it is whole: the record is the first to leave and the last to come. */
    private void replace(Path made, Path old, Moves moves) throws IOException {
        List<String> names = recordLast(files(made));
        refuseToReplaceForeign(names);
        List<String> leaving = new ArrayList<>(recordLast(earlier()));
        leaving.removeAll(kept);
        Collections.reverse(leaving);
        for (String file : leaving) {
            if (Files.exists(target.resolve(file), LinkOption.NOFOLLOW_LINKS)) {
                moves.move(target.resolve(file), old.resolve(file), folder.resolve(file));
            }
        }
        for (String file : names) {
            moves.move(made.resolve(file), target.resolve(file), folder.resolve(file));
        }
        for (String file : leaving) {
            deleteEmptyFolders(target, parent(target.resolve(file)));
        }
    }

    private static List<String> recordLast(Collection<String> files) {
        return files.stream()
                .sorted(Comparator.comparing((String file) -> file.equals(RECORD)))
                .toList();
    }

    /** Deletes a folder and those above it, up to another, as far as they are empty and can be deleted. */
    private static void deleteEmptyFolders(Path top, Path folder) {
        try {
            for (Path f = folder; !f.equals(top); f = parent(f)) {
                Files.deleteIfExists(f);
            }
        } catch (IOException e) {
            // not empty, or not ours: it stays
        }
    }

    /** Refuses names of files that are there and are no results of an earlier run. */
    void refuseToReplaceForeign(List<String> names) throws IOException {
        Set<String> own = earlier();
        for (String name : names) {
            if (Files.exists(target.resolve(name)) && !own.contains(name)) {
                throw new IOException(folder.resolve(name)
                        + " is not a result of an earlier run and would be lost; choose another folder");
            }
        }
    }

    /** Files of the run whose record is in the folder, itself included; none if there is no such record. */
    private Set<String> earlier() throws IOException {
        Path record = target.resolve(RECORD);
        Set<String> files = new TreeSet<>();
        if (Files.isRegularFile(record)) {
            try {
                JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(record));
                if (root.has("plateau")) {
                    files.add(RECORD);
                    root.path("files").forEach(file -> files.add(file.asText()));
                }
            } catch (JsonProcessingException e) {
                return files;
            }
        }
        files.removeIf(file -> !isBelow(file));
        return files;
    }

    private boolean isBelow(String file) {
        try {
            Path path = target.resolve(file).normalize();
            return !file.isEmpty() && path.startsWith(target) && !Files.isDirectory(path);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent(), "a root is no result");
    }

    static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
