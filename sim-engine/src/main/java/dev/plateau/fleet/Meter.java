package dev.plateau.fleet;

import java.io.Serial;
import java.io.Serializable;

/** What a replica has done. Times in seconds. */
public final class Meter implements Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    private double readSeconds;
    private double writeSeconds;
    private double sequenceSeconds;
    private double memorySeconds;
    private double downSeconds;
    private long tokensRead;
    private long tokensWritten;
    private long tokensLost;
    private long preemptions;
    private long failures;

    Meter() {}

    void worked(double from, double to, boolean reads, int sequences, double firstShare, double lastShare) {
        double seconds = to - from;
        if (reads) {
            readSeconds += seconds;
        } else {
            writeSeconds += seconds;
        }
        sequenceSeconds += seconds * sequences;
        memorySeconds += seconds * (firstShare + lastShare) / 2;
    }

    void read(long tokens) {
        tokensRead += tokens;
    }

    void wrote(long tokens) {
        tokensWritten += tokens;
    }

    void lost(long tokens) {
        tokensLost += tokens;
    }

    void preempted() {
        preemptions++;
    }

    void failed() {
        failures++;
    }

    void wasDown(double seconds) {
        downSeconds += seconds;
    }

    /** Adds what another has done. */
    void add(Meter other) {
        readSeconds += other.readSeconds;
        writeSeconds += other.writeSeconds;
        sequenceSeconds += other.sequenceSeconds;
        memorySeconds += other.memorySeconds;
        downSeconds += other.downSeconds;
        tokensRead += other.tokensRead;
        tokensWritten += other.tokensWritten;
        tokensLost += other.tokensLost;
        preemptions += other.preemptions;
        failures += other.failures;
    }

    /** What has been done since an earlier time. */
    public Meter minus(Meter earlier) {
        Meter difference = new Meter();
        difference.readSeconds = readSeconds - earlier.readSeconds;
        difference.writeSeconds = writeSeconds - earlier.writeSeconds;
        difference.sequenceSeconds = sequenceSeconds - earlier.sequenceSeconds;
        difference.memorySeconds = memorySeconds - earlier.memorySeconds;
        difference.downSeconds = downSeconds - earlier.downSeconds;
        difference.tokensRead = tokensRead - earlier.tokensRead;
        difference.tokensWritten = tokensWritten - earlier.tokensWritten;
        difference.tokensLost = tokensLost - earlier.tokensLost;
        difference.preemptions = preemptions - earlier.preemptions;
        difference.failures = failures - earlier.failures;
        return difference;
    }

    /** Time in iterations that read prompts. */
    public double readSeconds() {
        return readSeconds;
    }

    /** Time in iterations that only write. */
    public double writeSeconds() {
        return writeSeconds;
    }

    /** Time at work. */
    public double busySeconds() {
        return readSeconds + writeSeconds;
    }

    /** Integral over time of the sequences that are written. */
    public double sequenceSeconds() {
        return sequenceSeconds;
    }

    /**
     * Integral over time of the share of KV memory that requests have. Between changes of the batch the share is taken to grow
     * evenly in time. It grows by equal steps at the ends of iterations that become longer, so of what is gained in between
     * about a part (t' - t) / (6 (t' + t)) is missed, t and t' being the times of the first and the last of many iterations.
     */
    public double memorySeconds() {
        return memorySeconds;
    }

    /** Time between failures and repairs. */
    public double downSeconds() {
        return downSeconds;
    }

    /** Tokens of prompts, also those read again. */
    public long tokensRead() {
        return tokensRead;
    }

    /** Tokens written, also those lost later. */
    public long tokensWritten() {
        return tokensWritten;
    }

    /** Tokens written for nothing: of requests that failed or were cancelled. */
    public long tokensLost() {
        return tokensLost;
    }

    /** How often a request lost its memory to others. */
    public long preemptions() {
        return preemptions;
    }

    /** Failures. */
    public long failures() {
        return failures;
    }
}
