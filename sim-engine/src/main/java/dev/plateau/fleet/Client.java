package dev.plateau.fleet;

/** Whoever submits requests. Called at the end of an iteration; may submit and cancel others. */
public interface Client {
    /** The first token is written; {@link Request#firstToken()} has the time. Not called for requests that only read. */
    void begun(Request request);

    /** All is read and written. The request must not be used after the call. */
    void finished(Request request);
}
