package dev.plateau.fleet;

import org.jspecify.annotations.Nullable;

/**
 * Text that several requests continue: a prompt, or a prefix of an attempt. Contexts of one model form a tree; a replica holds
 * the KV cache of each at most once.
 */
public final class Context {
    private final @Nullable Context parent;
    private final int tokens;
    private final long length;

    @Nullable
    Residency residencies;

    /**
     * A context.
     *
     * @param parent what it continues, or null
     * @param tokens its own, at least 0
     */
    public Context(@Nullable Context parent, int tokens) {
        this.parent = parent;
        this.tokens = tokens;
        this.length = tokens + (parent == null ? 0 : parent.length);
    }

    /** What it continues. */
    public @Nullable Context parent() {
        return parent;
    }

    /** Tokens of its own. */
    public int tokens() {
        return tokens;
    }

    /** Tokens of the whole path. */
    public long length() {
        return length;
    }

    @Nullable
    Residency on(Replica replica) {
        Residency r = residencies;
        while (r != null && r.memory.replica != replica) {
            r = r.nextOfContext;
        }
        return r;
    }
}
