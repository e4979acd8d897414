package dev.plateau.scenario;

import dev.plateau.fleet.PoolSpec;
import dev.plateau.fleet.ServedModel;
import dev.plateau.fleet.Trace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** A trace of requests that was read from a file, and found right. */
public final class TraceFile {
    private static final int MOST_PROBLEMS = 100;

    private final String file;
    private final String sha256;
    private final Trace trace;
    private final TraceReader.Lines lines;

    private TraceFile(String file, String sha256, TraceReader.Lines read) {
        this.file = file;
        this.sha256 = sha256;
        this.trace = read.trace();
        this.lines = read;
    }

    /**
     * Reads a trace.
     *
     * @throws ScenarioException if it cannot be read, or anything is wrong with it
     */
    public static TraceFile read(Path path) throws ScenarioException {
        Problems problems = new Problems();
        Source.File source = new Source.File(path);
        MessageDigest digest = newDigest();
        Optional<TraceReader.Lines> read = Optional.empty();
        try (BufferedReader text = new BufferedReader(new InputStreamReader(
                new DigestInputStream(source.open(), digest), StandardCharsets.UTF_8.newDecoder()))) {
            read = TraceReader.read(source.name(), text, problems);
        } catch (IOException e) {
            String why = e instanceof CharacterCodingException ? "not a text file in UTF-8" : e.getMessage();
            problems.add(new Place(source.name(), 1, 1), "cannot read it: " + why);
        }
        problems.throwIfAny();
        return new TraceFile(source.name(), HexFormat.of().formatHex(digest.digest()), read.orElseThrow());
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** Where it was read from. */
    public String file() {
        return file;
    }

    /** Of the bytes of the file, in hexadecimal digits. */
    public String sha256() {
        return sha256;
    }

    /** Its requests. */
    public Trace trace() {
        return trace;
    }

    /** Number of requests with more tokens. */
    public int longer(int tokens) {
        int longer = 0;
        for (int i = 0; i < trace.size(); i++) {
            longer += trace.prompt(i) + (long) trace.output(i) > tokens ? 1 : 0;
        }
        return longer;
    }

    /**
     * Checks that a replica can serve each request.
     *
     * @param pool of replicas whose first model serves
     * @param clips whether prompts are cut to the longest context
     * @throws ScenarioException if a request is too long
     */
    public void check(PoolSpec pool, boolean clips) throws ScenarioException {
        Problems problems = new Problems();
        ServedModel model = pool.models().get(0);
        for (int i = 0; i < trace.size() && problems.count() < MOST_PROBLEMS; i++) {
            Place place = new Place(file, lines.line(i), 1);
            int output = trace.output(i);
            int prompt = clips ? Math.max(1, Math.min(trace.prompt(i), model.maxContext() - output)) : trace.prompt(i);
            long tokens = prompt + (long) output;
            String request = "a request of " + prompt + " + " + output + " tokens";
            if (tokens > model.maxContext()) {
                problems.add(
                        place,
                        request + " is longer than "
                                + (clips ? "the step-table reaches" : "the context of " + model.name()) + ", "
                                + model.maxContext() + " tokens; "
                                + (clips
                                        ? "only a table that reaches further can serve it"
                                        : "shorten it, or take a model with a longer one (see 'plateau list models')"));
            } else if (tokens * (double) model.cacheBytesPerToken() > pool.cacheBytes()) {
                problems.add(
                        place,
                        String.format(
                                Locale.ROOT,
                                "%s does not fit in the memory of a replica, which holds the KV cache of %d tokens; it would need "
                                        + "%.4g GiB more; shorten it, raise tensor-parallel, memory-utilisation or kv-capacity, or take an "
                                        + "accelerator with more memory",
                                request,
                                pool.cacheBytes() / model.cacheBytesPerToken(),
                                (tokens * (double) model.cacheBytesPerToken() - pool.cacheBytes()) / (1L << 30)));
            }
        }
        problems.throwIfAny();
    }
}
