package dev.plateau.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files whole or not at all: under another name first, then moved into place. */
final class WholeFile {
    private WholeFile() {}

    /** Fills a file that has the given path. */
    interface Filling {
        void into(Path path) throws IOException;
    }

    /** Writes text in UTF-8. */
    static void write(Path target, String text) throws IOException {
        write(target, path -> Files.writeString(path, text, StandardCharsets.UTF_8));
    }

    /**
     * Writes a file through its path.
     *
     * @param target replaced if it exists; missing folders are made
     * @param filling writes to a path beside the target that has the same ending
     * @throws IOException what {@code filling} or the file system throws; the target is then as before
     */
    static void write(Path target, Filling filling) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path folder = absolute.resolveSibling("").normalize();
        Files.createDirectories(folder);
        Path part = folder.resolve(".part-" + absolute.getFileName());
        try {
            filling.into(part);
            try {
                Files.move(part, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException refused) {
                Files.move(part, absolute, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
