package dev.plateau.store;

import dev.plateau.export.CsvStream;
import dev.plateau.export.ResultTables;
import dev.plateau.result.GainRow;
import dev.plateau.stats.Interval;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Keeps many rows, and writes them to a file: a process of its own, so that its memory can be limited. */
final class RowFlood {
    private static final int ROWS = 10_000;

    private RowFlood() {}

    /** Arguments: a folder, and how many points of ten thousand rows. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int points = Integer.parseInt(arguments[1]);
        long start = System.nanoTime();
        try (ResultsFile file = ResultsFile.open(folder, new TreeMap<>(), false)) {
            for (int point = 0; point < points; point++) {
                int of = point;
                List<GainRow> rows = IntStream.range(0, ROWS)
                        .mapToObj(i -> new GainRow(
                                "flood/point=" + of, "policy", i, i + 1, new Interval(1.0 / (1 + i), of, i)))
                        .toList();
                file.points().finish(point, "flood/point=" + of, List.of(ResultTables.of(GainRow.TABLE, rows)));
            }
            System.out.printf("kept in %.1f s%n", (System.nanoTime() - start) / 1e9);
            start = System.nanoTime();
            try (Writer out = Files.newBufferedWriter(folder.resolve("gain.csv"));
                    CsvStream csv = new CsvStream(GainRow.TABLE, out)) {
                file.points().each("gain", csv::add);
            }
            System.out.printf("written in %.1f s%n", (System.nanoTime() - start) / 1e9);
            start = System.nanoTime();
            file.points().publish(true);
            System.out.printf("published in %.1f s%n", (System.nanoTime() - start) / 1e9);
        }
    }
}
