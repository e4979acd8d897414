package dev.plateau.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Keeps other runs out of a folder. What counts is the lock that the system holds on a file, not that there is one: the file
 * of a process that was killed keeps nobody out.
 */
final class FolderLock implements AutoCloseable {
    private static final String NAME = ".plateau-lock";

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Locks a folder; empty if another run has. */
    static Optional<FolderLock> take(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            FileLock lock = channel.tryLock();
            // Without the file, another run has just ended and has removed it.
            taken = lock != null && Files.exists(file);
        } catch (OverlappingFileLockException e) {
            // another run in this process
        } finally {
            if (!taken) {
                channel.close();
            }
        }
        return taken ? Optional.of(new FolderLock(file, channel)) : Optional.empty();
    }

    /** Whether another run may have locked a folder; takes and makes nothing. */
    static boolean mayBeTaken(Path folder) {
        return Files.exists(folder.resolve(NAME));
    }

    /** Removes the file while it is locked, then the lock; where open files cannot be removed, the other way round. */
    @Override
    public void close() throws IOException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            channel.close();
            Files.deleteIfExists(file);
        }
        channel.close();
    }
}
