package dev.plateau.scenario;

import dev.plateau.calibrate.Observations;
import dev.plateau.calibrate.ServingLog;
import dev.plateau.fleet.Trace;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads what a serving engine logged, one row a request, in any order. Arrivals may be by the client's clock: if the column
 * queued_ts is there, the engine's clock is set to the least delay between the two.
 */
final class PilotLog {
    private static final int FEWEST = 20;
    private static final int MOST_TOKENS = 100_000_000;
    private static final String QUEUED = "queued_ts";

    private PilotLog() {}

    static Optional<Observations> read(PilotTable.Part part, Problems problems) {
        List<Csv.Row> rows = part.rows();
        int size = rows.size();
        double[] arrival = column(part, "arrival_time", problems);
        double[] first = column(part, "first_token_ts", problems);
        double[] last = column(part, "last_token_ts", problems);
        double[] queued = part.has(QUEUED) ? column(part, QUEUED, problems) : arrival;
        int[] prompt = tokens(part, "input_toks", problems);
        int[] output = tokens(part, "output_toks", problems);
        if (problems.first().isPresent()) {
            return Optional.empty();
        }
        if (size < FEWEST) {
            problems.add(
                    new Place(part.table().file(), rows.get(size - 1).line(), 1),
                    "too few requests: the constants of a machine need at least " + FEWEST + " (got " + size + ")");
        }
        double clock = IntStream.range(0, size)
                .mapToDouble(i -> queued[i] - arrival[i])
                .min()
                .orElseThrow();
        for (int i = 0; i < size; i++) {
            if (!(first[i] - clock > arrival[i])) {
                problems.add(
                        part.place(rows.get(i), "first_token_ts"),
                        "first_token_ts must be later than the arrival" + (part.has(QUEUED) ? " and queued_ts" : ""));
            } else if (!(last[i] >= first[i])) {
                problems.add(
                        part.place(rows.get(i), "last_token_ts"), "last_token_ts must not be before first_token_ts");
            }
        }
        if (problems.first().isPresent()) {
            return Optional.empty();
        }
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> arrival[i]))
                .mapToInt(i -> i)
                .toArray();
        double start = arrival[order[0]];
        return Optional.of(new ServingLog(
                new Trace(
                        Arrays.stream(order)
                                .mapToDouble(i -> arrival[i] - start)
                                .toArray(),
                        Arrays.stream(order).map(i -> prompt[i]).toArray(),
                        Arrays.stream(order).map(i -> output[i]).toArray()),
                Arrays.stream(order)
                        .mapToDouble(i -> first[i] - clock - arrival[i])
                        .toArray(),
                Arrays.stream(order)
                        .mapToDouble(i -> last[i] - clock - arrival[i])
                        .toArray()));
    }

    private static double[] column(PilotTable.Part part, String name, Problems problems) {
        return part.rows().stream()
                .mapToDouble(row -> part.number(problems, row, name))
                .toArray();
    }

    private static int[] tokens(PilotTable.Part part, String name, Problems problems) {
        return part.rows().stream()
                .mapToInt(row -> part.whole(problems, row, name, 1, MOST_TOKENS))
                .toArray();
    }
}
