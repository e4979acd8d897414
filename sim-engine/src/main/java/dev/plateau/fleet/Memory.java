package dev.plateau.fleet;

import org.jspecify.annotations.Nullable;

/**
 * The KV memory of one replica in bytes: contexts, each held once however many requests stand on it, and the tokens of the
 * requests' own. A context is held together with all that it continues. One that no request stands on any more is kept, if
 * the replica keeps contexts, until its memory is needed: the longest unused goes first, and always before what it continues.
 */
final class Memory {
    final Replica replica;
    private final long capacity;
    private final boolean keeps;
    private long used;
    private long idle;
    private @Nullable Residency oldest;
    private @Nullable Residency newest;

    Memory(Replica replica, long capacity, boolean keeps) {
        this.replica = replica;
        this.capacity = capacity;
        this.keeps = keeps;
    }

    long capacity() {
        return capacity;
    }

    /** Bytes in use or kept. */
    long used() {
        return used;
    }

    /** Bytes that requests stand on or have of their own. */
    long busy() {
        return used - idle;
    }

    /** Bytes that can be had, at the cost of contexts that are kept. */
    long available() {
        return capacity - used + idle;
    }

    /** Tokens of a context that are held. */
    long held(@Nullable Context context) {
        for (Context c = context; c != null; c = c.parent()) {
            if (c.on(replica) != null) {
                return c.length();
            }
        }
        return 0;
    }

    /** Bytes that can be had without forgetting a context. */
    long free() {
        return capacity - used;
    }

    /** Whether a request can have so many tokens of its own on top of a context, and so many bytes be left. */
    boolean fits(@Nullable Context context, long tokens, long bytesPerToken, long reservedBytes) {
        long need = tokens * bytesPerToken + reservedBytes;
        for (Context c = context; c != null; c = c.parent()) {
            Residency r = c.on(replica);
            if (r == null) {
                need += c.tokens() * bytesPerToken;
            } else if (r.users == 0) {
                need += r.bytes;
            }
        }
        return need <= available();
    }

    /** Takes so many bytes for tokens of requests' own; contexts that are kept make room. */
    void take(long bytes) {
        used += bytes;
        while (used > capacity && oldest != null) {
            drop(oldest);
        }
        if (used > capacity) {
            throw new IllegalStateException("KV memory over capacity: " + used + " of " + capacity + " bytes");
        }
    }

    /** Gives back so many bytes of requests' own. */
    void give(long bytes) {
        used -= bytes;
    }

    /** A request begins to stand on a context. */
    void hold(@Nullable Context context, long bytesPerToken) {
        if (context != null) {
            use(context, bytesPerToken);
        }
    }

    private Residency use(Context context, long bytesPerToken) {
        Context up = context.parent();
        Residency parent = up == null ? null : use(up, bytesPerToken);
        Residency r = context.on(replica);
        if (r == null) {
            r = new Residency(this, context, context.tokens() * bytesPerToken, parent);
            take(r.bytes);
        } else if (r.users == 0) {
            unlink(r);
            idle -= r.bytes;
        }
        r.users++;
        return r;
    }

    /** A request no longer stands on a context. */
    void release(@Nullable Context context) {
        for (Residency r = context == null ? null : context.on(replica); r != null; r = r.parent) {
            r.users--;
            if (r.users == 0) {
                rest(r);
            }
        }
    }

    /** Turns tokens of a request's own, already taken, into a context that is kept for others; the request stands on its parent. */
    void keep(Context context, long bytesPerToken) {
        Context up = context.parent();
        long bytes = context.tokens() * bytesPerToken;
        if (!keeps || context.on(replica) != null) {
            used -= bytes;
            return;
        }
        rest(new Residency(this, context, bytes, up == null ? null : up.on(replica)));
    }

    /** Forgets all contexts; no request stands on any. */
    void clear() {
        while (oldest != null) {
            drop(oldest);
        }
    }

    private void rest(Residency r) {
        idle += r.bytes;
        r.older = newest;
        r.newer = null;
        if (newest == null) {
            oldest = r;
        } else {
            newest.newer = r;
        }
        newest = r;
        if (!keeps) {
            drop(r);
        }
    }

    private void unlink(Residency r) {
        if (r.older == null) {
            oldest = r.newer;
        } else {
            r.older.newer = r.newer;
        }
        if (r.newer == null) {
            newest = r.older;
        } else {
            r.newer.older = r.older;
        }
        r.older = null;
        r.newer = null;
    }

    private void drop(Residency r) {
        unlink(r);
        idle -= r.bytes;
        used -= r.bytes;
        r.forget();
    }
}
