package dev.plateau.experiment;

/** Nothing that was asked can be served without an ever growing queue. */
public final class OverloadException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OverloadException(String message) {
        super(message);
    }
}
