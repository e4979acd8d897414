package dev.plateau.fleet;

import org.jspecify.annotations.Nullable;

/** The KV cache of one context on one replica. */
final class Residency {
    final Memory memory;
    final Context context;
    final long bytes;
    final @Nullable Residency parent;
    /** Requests that are read or written on top of it. */
    int users;

    @Nullable
    Residency nextOfContext;

    @Nullable
    Residency older;

    @Nullable
    Residency newer;

    Residency(Memory memory, Context context, long bytes, @Nullable Residency parent) {
        this.memory = memory;
        this.context = context;
        this.bytes = bytes;
        this.parent = parent;
        nextOfContext = context.residencies;
        context.residencies = this;
    }

    void forget() {
        Residency r = context.residencies;
        if (r == this) {
            context.residencies = nextOfContext;
            return;
        }
        while (r != null && r.nextOfContext != this) {
            r = r.nextOfContext;
        }
        if (r != null) {
            r.nextOfContext = nextOfContext;
        }
    }
}
