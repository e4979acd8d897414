package dev.plateau.explore;

import java.io.Serial;

/** A request that is refused, with the reason for whoever sent it. */
final class RefusedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final int status;

    RefusedException(int status, String reason) {
        super(reason);
        this.status = status;
    }

    /** A request whose parameters are wrong. */
    static RefusedException bad(String reason) {
        return new RefusedException(400, reason);
    }

    /** Status of HTTP. */
    int status() {
        return status;
    }
}
