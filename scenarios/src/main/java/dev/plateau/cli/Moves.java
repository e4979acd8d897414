package dev.plateau.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;

/** Moves of files that can be taken back together. */
final class Moves {
    /** What takes a step back. */
    private interface Step {
        void undo() throws IOException;
    }

    private final Deque<Step> done = new ArrayDeque<>();

    /**
     * Moves a file, and makes the folders above its new place.
     *
     * @param result the end of the move that the user knows, for messages
     * @throws IOException with a message for the user, if that fails
     */
    void move(Path from, Path to, Path result) throws IOException {
        try {
            makeFolders(ResultFolder.parent(to));
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new IOException(result + ": " + Failures.reason(e), e);
        }
        done.push(() -> Files.move(to, from, StandardCopyOption.ATOMIC_MOVE));
    }

    /** Takes all moves back, the last one first. */
    void undo() throws IOException {
        while (!done.isEmpty()) {
            done.pop().undo();
        }
    }

    private void makeFolders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            makeFolders(ResultFolder.parent(folder));
            Files.createDirectory(folder);
            done.push(() -> Files.delete(folder));
        }
    }
}
