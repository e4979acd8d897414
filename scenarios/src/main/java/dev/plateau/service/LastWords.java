package dev.plateau.service;

import dev.plateau.scenario.Suggestions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the standard error of a process to its end, and keeps the last of it. */
final class LastWords {
    private static final int ROOM = 4096;
    private static final int LINES = 3;
    private static final int LONGEST = 160;
    private static final long PATIENCE_MS = 500;

    private final byte[] ring = new byte[ROOM];
    private final Thread thread;
    private long written;

    LastWords(InputStream stream) {
        thread = new Thread(() -> drain(stream), "standard error of a service");
        thread.setDaemon(true);
        thread.start();
    }

    private void drain(InputStream stream) {
        byte[] some = new byte[ROOM];
        try (stream) {
            for (int n = stream.read(some); n >= 0; n = stream.read(some)) {
                keep(some, n);
            }
        } catch (IOException e) {
            // The process was ended: what was kept is what there is.
        }
    }

    private synchronized void keep(byte[] some, int n) {
        for (int i = 0; i < n; i++) {
            ring[(int) (written++ % ROOM)] = some[i];
        }
    }

    private synchronized String kept() {
        int size = (int) Math.min(written, ROOM);
        byte[] text = new byte[size];
        for (int i = 0; i < size; i++) {
            text[i] = ring[(int) ((written - size + i) % ROOM)];
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    /** The last lines of a process that has ended, as a clause; empty if it said nothing. */
    String clause() {
        try {
            thread.join(PATIENCE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<String> lines = kept().lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> Suggestions.shown(line, LONGEST))
                .toList();
        return lines.isEmpty()
                ? ""
                : "; its last words on standard error: "
                        + String.join(" / ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }
}
