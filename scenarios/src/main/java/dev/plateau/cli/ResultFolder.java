package dev.plateau.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.result.AccuracyRow;
import dev.plateau.result.ComparisonRow;
import dev.plateau.result.GainRow;
import dev.plateau.result.SaturationRow;
import dev.plateau.result.VerifierRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The folder that a run writes to. New results are made in a folder of their own beside the target and moved in place when
 * they are whole, so a run that fails leaves everything as it was. Results of an earlier run, which its {@code run.json}
 * lists, are replaced; a file that is not among them is never touched, and in the way of a new one it is an error.
 */
final class ResultFolder {
    /** The file that describes the run; it lists all others under {@code files}. */
    static final String RECORD = "run.json";

    private static final List<String> FIXED_NAMES = List.of(
            AccuracyRow.TABLE.name() + ".csv",
            GainRow.TABLE.name() + ".csv",
            SaturationRow.TABLE.name() + ".csv",
            ComparisonRow.TABLE.name() + ".csv",
            VerifierRow.TABLE.name() + ".csv",
            "report.html",
            RECORD);

    private final Path folder;

    private ResultFolder(Path folder) {
        this.folder = folder;
    }

    /** Writes results. */
    interface Writer {
        /** Writes all files into a folder. */
        void write(Path folder) throws IOException;
    }

    /**
     * Checks that results can be written, and leaves nothing behind.
     *
     * @throws IOException with a message for the user, if they cannot
     */
    static ResultFolder claim(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IOException(folder + " is a file, not a folder");
        }
        Path existing = folder.toAbsolutePath().normalize();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            throw new IOException(folder + " cannot be made: " + existing + " is a file");
        }
        try {
            Files.delete(makeStaging(existing));
        } catch (IOException e) {
            throw new IOException(
                    "cannot write to " + existing + ": " + e.getClass().getSimpleName(), e);
        }
        ResultFolder claimed = new ResultFolder(folder);
        claimed.refuseToReplaceForeign(FIXED_NAMES);
        return claimed;
    }

    Path path() {
        return folder;
    }

    /**
     * Writes results and puts them in place.
     *
     * @throws IOException if that fails; then the folder is as before
     */
    void publish(Writer writer) throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        boolean fresh = !Files.exists(absolute);
        Path beside = fresh ? parent(absolute) : absolute;
        Files.createDirectories(beside);
        Path staging = makeStaging(beside);
        try {
            writer.write(staging);
            if (fresh) {
                Files.move(staging, absolute, StandardCopyOption.ATOMIC_MOVE);
            } else {
                replace(staging, absolute);
            }
        } finally {
            deleteTree(staging);
        }
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

    private void replace(Path staging, Path target) throws IOException {
        List<String> made = files(staging);
        refuseToReplaceForeign(made);
        Set<String> stale = earlier();
        for (String file : made) {
            if (!file.equals(RECORD)) {
                move(staging, target, file);
            }
        }
        move(staging, target, RECORD);
        made.forEach(stale::remove);
        for (String file : stale) {
            Files.deleteIfExists(target.resolve(file));
            deleteEmptyFolders(target, parent(target.resolve(file)));
        }
    }

    private static void move(Path from, Path to, String file) throws IOException {
        Files.createDirectories(parent(to.resolve(file)));
        Files.move(
                from.resolve(file),
                to.resolve(file),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static void deleteEmptyFolders(Path top, Path folder) throws IOException {
        for (Path f = folder; !f.equals(top) && Files.isDirectory(f); f = parent(f)) {
            try (Stream<Path> rest = Files.list(f)) {
                if (rest.findAny().isPresent()) {
                    return;
                }
            }
            Files.delete(f);
        }
    }

    private void refuseToReplaceForeign(List<String> names) throws IOException {
        Set<String> own = earlier();
        for (String name : names) {
            if (Files.exists(folder.resolve(name)) && !own.contains(name)) {
                throw new IOException(folder.resolve(name)
                        + " is not a result of an earlier run and would be lost; choose another folder");
            }
        }
    }

    /** Files of the run whose record is in the folder, itself included; none if there is no such record. */
    private Set<String> earlier() throws IOException {
        Path record = folder.resolve(RECORD);
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
            Path path = folder.resolve(file).normalize();
            return !file.isEmpty() && path.startsWith(folder.normalize()) && !Files.isDirectory(path);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent(), "a root is no result");
    }

    private static Path makeStaging(Path parent) throws IOException {
        return Files.createDirectory(
                parent.resolve(".plateau-" + ProcessHandle.current().pid() + "-" + System.nanoTime()));
    }

    private static void deleteTree(Path folder) throws IOException {
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
