package dev.plateau.cli;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import javax.imageio.IIOException;

/** Failures of input and output in words. */
final class Failures {

    private Failures() {}

    /** What failed and why. */
    static String describe(Exception failure) {
        if (cause(failure) instanceof FileSystemException e && e.getFile() != null) {
            return e.getFile() + ": " + reason(e);
        }
        return reason(failure);
    }

    /** Why, without the file. */
    static String reason(Exception failure) {
        Throwable cause = cause(failure);
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        } else if (cause instanceof NoSuchFileException) {
            return "no such file or folder";
        } else if (cause instanceof FileAlreadyExistsException) {
            return "a file is in the way";
        } else if (cause instanceof DirectoryNotEmptyException) {
            return "not empty";
        }
        String message = cause instanceof FileSystemException e ? e.getReason() : cause.getMessage();
        if (message == null) {
            return "input or output failed (" + cause.getClass().getSimpleName() + ")";
        }
        return message.startsWith("No space left") ? message.toLowerCase(Locale.ROOT) : message;
    }

    private static Throwable cause(Exception failure) {
        Throwable cause = failure.getCause();
        boolean wraps = failure instanceof UncheckedIOException || failure instanceof IIOException;
        return wraps && cause != null ? cause : failure;
    }
}
