package dev.plateau.catalog;

/** Policies from outside cannot be loaded. The message says which and why, without a period. */
public final class PluginException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says what is wrong. */
    public PluginException(String message) {
        super(message);
    }

    /** Says what is wrong, and what it came of. */
    public PluginException(String message, Throwable cause) {
        super(message, cause);
    }
}
