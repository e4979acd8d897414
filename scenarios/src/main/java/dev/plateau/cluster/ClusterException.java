package dev.plateau.cluster;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A cluster that cannot be used, or not any more. The message is for the user. */
public final class ClusterException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final boolean unusable;

    private ClusterException(String message, @Nullable Throwable cause, boolean unusable) {
        super(message, cause);
        this.unusable = unusable;
    }

    /** What was asked for cannot be had; nothing was simulated. */
    static ClusterException unusable(String message, @Nullable Throwable cause) {
        return new ClusterException(message, cause, true);
    }

    /** It failed while it was used. */
    static ClusterException failed(String message, @Nullable Throwable cause) {
        return new ClusterException(
                message + (message.endsWith("?") ? "" : ".")
                        + " What is finished is kept: go on by --resume, on a cluster or with --on local",
                cause,
                false);
    }

    /** Whether the user's input is at fault. */
    public boolean isUnusable() {
        return unusable;
    }
}
