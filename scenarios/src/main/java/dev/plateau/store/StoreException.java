package dev.plateau.store;

import java.io.Serial;

/** A results file that cannot be used or written. The message is for the user. */
public final class StoreException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final boolean unusable;

    private StoreException(String message, Throwable cause, boolean unusable) {
        super(message, cause);
        this.unusable = unusable;
    }

    /** A file that is damaged, or none of Plateau's, or of something else. */
    static StoreException unusable(String message, Throwable cause) {
        return new StoreException(message, cause, true);
    }

    /** A file that the machine does not let be read or written now. */
    static StoreException failed(String message, Throwable cause) {
        return new StoreException(message, cause, false);
    }

    /** Whether the file is at fault, not the machine. */
    public boolean isUnusable() {
        return unusable;
    }
}
