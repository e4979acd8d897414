package dev.plateau.service;

import dev.plateau.catalog.PluginException;
import dev.plateau.policy.PolicyException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A process that answers lines, one at a time. Lines are written and read by a thread of its own, so that whoever asks can stop
 * waiting whatever the process does with its ends of the pipes. After a fault it is of no use any more, and ended.
 */
final class ServiceProcess {
    /** What a shell reports of a process that the terminal interrupts. */
    static final int INTERRUPTED = 128 + 2;

    private static final int PARTS = 20;
    private static final int LONGEST_LINE = 1 << 20;
    private static final long GRACE_MS = 500;

    private final Process process;
    private final OutputStream in;
    private final InputStream out;
    private final LastWords lastWords;
    private final ExecutorService courier;
    private final byte[] buffer = new byte[1 << 13];
    private int from;
    private int to;

    private ServiceProcess(Process process) {
        this.process = process;
        this.in = process.getOutputStream();
        this.out = process.getInputStream();
        this.lastWords = new LastWords(process.getErrorStream());
        this.courier = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "lines of a service");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts a process.
     *
     * @param id of the policy
     * @throws PluginException if it cannot be started
     */
    static ServiceProcess start(String id, List<String> words) {
        try {
            return new ServiceProcess(new ProcessBuilder(words).start());
        } catch (IOException | SecurityException e) {
            String said = String.valueOf(e.getMessage());
            String why = isError(said, 2)
                    ? "no such program"
                    : isError(said, 13) ? "it is not allowed to be run as a program" : said;
            throw new PluginException("--service " + id + ": cannot start '" + words.get(0) + "': " + why, e);
        }
    }

    /** Whether a message of Java, which says it in one way or the other, names an error of the system. */
    private static boolean isError(String said, int number) {
        return Pattern.compile("error(=|: )" + number + "\\b").matcher(said).find();
    }

    /** A process has closed its output. */
    static final class EndedException extends Exception {
        private static final long serialVersionUID = 1;
        private final int code;

        EndedException(int code, String message) {
            super(message);
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    /**
     * Asks and waits for the answer.
     *
     * @param line with its end
     * @param patience time for it
     * @return a line without its end
     * @throws EndedException if it ends instead
     * @throws PolicyException if it is late, or answers too much; the process is ended then
     */
    String ask(byte[] line, Duration patience) throws EndedException {
        Future<String> answer = courier.submit(() -> exchange(line));
        try {
            return result(answer, patience);
        } catch (TimeoutException e) {
            end();
            throw new PolicyException(
                    "did not answer within " + patience.toMillis() / 1e3 + " s" + lastWords.clause(),
                    "A service must flush its output after every line");
        } catch (InterruptedException e) {
            end();
            Thread.currentThread().interrupt();
            throw new PolicyException("was interrupted", "");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException) {
                throw ended();
            }
            end();
            if (e.getCause() instanceof PolicyException fault) {
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** The time is counted in parts, so that a process which was halted meanwhile, as by Ctrl-Z, accuses nobody. */
    private static String result(Future<String> answer, Duration patience)
            throws TimeoutException, InterruptedException, ExecutionException {
        for (int part = 1; ; part++) {
            try {
                return answer.get(patience.toNanos() / PARTS, TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (part == PARTS) {
                    throw e;
                }
            }
        }
    }

    private EndedException ended() {
        String what = "closed its output";
        int code = 0;
        try {
            if (process.waitFor(GRACE_MS, TimeUnit.MILLISECONDS)) {
                code = process.exitValue();
                what = "ended with exit code " + code;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // To end it closes its standard error, which need not have been read to the end.
        String said = process.isAlive() ? "" : lastWords.clause();
        end();
        return new EndedException(code, what + " instead of answering" + said);
    }

    private String exchange(byte[] line) throws IOException {
        if (from < to || out.available() > 0) {
            throw new PolicyException("answered more than one line", "A service answers every line with one");
        }
        in.write(line);
        in.flush();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        while (true) {
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            answer.write(buffer, from, end - from);
            if (end < to) {
                from = end + 1;
                return answer.toString(StandardCharsets.UTF_8).stripTrailing();
            }
            if (answer.size() > LONGEST_LINE) {
                throw new PolicyException(
                        "answered a line longer than " + LONGEST_LINE + " bytes", "A line ends with a line feed");
            }
            from = 0;
            to = Math.max(0, out.read(buffer));
            if (to == 0) {
                throw new IOException("closed");
            }
        }
    }

    /** Lets it end by itself: its input is at its end. */
    void release() {
        courier.shutdownNow();
        try {
            in.close();
        } catch (IOException e) {
            // It has ended already.
        }
    }

    /** Waits a little for its end. */
    void await() {
        try {
            process.waitFor(GRACE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All that must end with it, itself first: a shell would complain of the end of another. */
    Stream<ProcessHandle> tree() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants().toList().stream());
    }

    /** Ends it and all that it started. */
    void end() {
        courier.shutdownNow();
        tree().toList().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
