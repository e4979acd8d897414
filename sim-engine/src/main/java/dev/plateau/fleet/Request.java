package dev.plateau.fleet;

import org.jspecify.annotations.Nullable;

/**
 * A request to one model. Taken from and given back to its {@link Fleet}, which reuses it.
 *
 * <p>The client sets what is wanted; the fleet reports times in seconds.
 */
public final class Request {
    /** Where it is. */
    enum State {
        FREE,
        WAITING,
        READING,
        WRITING
    }

    @Nullable
    Client client;

    long tag;
    int model;

    @Nullable
    Context context;

    @Nullable
    Context product;

    int prompt;
    int output;
    int priority;

    State state = State.FREE;
    boolean cancelled;
    long sequence;
    double submitted;
    double started;
    double firstToken;
    int preemptions;
    int restarts;

    @Nullable
    Replica replica;

    /** Tokens written. */
    int written;
    /** Tokens of its own in memory while it is read or written. */
    long own;
    /** Tokens yet to be read, when it is being read. */
    long unread;
    /** Decode iteration of the replica after which it is done, while it is written. */
    long doneAt;
    /** Where it stands in a heap. */
    int position;

    Request() {}

    /** Number that the client gave. */
    public long tag() {
        return tag;
    }

    /** When it was submitted. */
    public double submitted() {
        return submitted;
    }

    /** When an iteration first began to read it. */
    public double started() {
        return started;
    }

    /** When its first token was written; of a request that only reads, when it was read. */
    public double firstToken() {
        return firstToken;
    }

    /** How often it lost its memory to others. */
    public int preemptions() {
        return preemptions;
    }

    /** How often a failure sent it back to the beginning. */
    public int restarts() {
        return restarts;
    }

    /** Tokens to read when nothing of it is in memory: its context, its prompt and what it had written. */
    long wholeText() {
        return (context == null ? 0 : context.length()) + prompt + written;
    }
}
