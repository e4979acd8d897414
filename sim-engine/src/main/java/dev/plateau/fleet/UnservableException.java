package dev.plateau.fleet;

/** A request that a fleet can never serve, or not in any time worth waiting for. The message says why, and what would help. */
public final class UnservableException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    UnservableException(String message) {
        super(message);
    }

    /** The same, saying whose request it is. */
    public UnservableException of(String whose) {
        return new UnservableException(whose + ": " + getMessage());
    }
}
