package dev.plateau.cli;

import dev.plateau.fleet.Trace;
import dev.plateau.fleet.TraceRun;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes what became of each request of a trace: {@value #NAME}. Times have nine decimals. */
final class RequestsFile {
    static final String NAME = "requests.csv";
    private static final String HEADER = "request,arrival_s,ttft_s,e2e_s,preemptions";
    private static final double NANOS = 1e9;
    private static final long BILLION = 1_000_000_000L;

    private RequestsFile() {}

    /**
     * Writes the file.
     *
     * @param trace with the arrivals as they were given
     * @param run of it
     * @param folder exists
     */
    static void write(Trace trace, TraceRun run, Path folder) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(NAME))) {
            StringBuilder line = new StringBuilder(HEADER).append('\n');
            out.append(line);
            for (int i = 0; i < trace.size(); i++) {
                line.setLength(0);
                line.append(i).append(',');
                append(line, trace.arrival(i));
                append(line, run.firstTokenSeconds(i));
                append(line, run.endToEndSeconds(i));
                line.append(run.preemptions(i)).append('\n');
                out.append(line);
            }
        }
    }

    /** Seconds, rounded to nine decimals, without zeros at the end, and a comma. */
    private static void append(StringBuilder line, double seconds) {
        long nanos = Math.round(seconds * NANOS);
        line.append(nanos / BILLION);
        int start = line.length();
        line.append(BILLION + nanos % BILLION);
        line.setCharAt(start, '.');
        int end = line.length();
        while (line.charAt(end - 1) == '0') {
            end--;
        }
        line.setLength(line.charAt(end - 1) == '.' ? end - 1 : end);
        line.append(',');
    }
}
