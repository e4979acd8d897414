package dev.plateau.scenario;

import dev.plateau.calibrate.CountsFit;
import dev.plateau.calibrate.Observations;
import dev.plateau.calibrate.ProblemCounts;
import dev.plateau.model.Difficulty.Count;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads how often each problem was solved, one row a problem. */
final class PilotCounts {
    private static final int MOST_SAMPLES = 100_000_000;

    private PilotCounts() {}

    static Optional<Observations> read(PilotTable.Part part, Problems problems) {
        Map<String, Integer> lines = new HashMap<>();
        Repeats repeats = new Repeats();
        List<Count> counts = new ArrayList<>();
        for (Csv.Row row : part.rows()) {
            int before = problems.count();
            String id = part.cell(row, "problem_id").text();
            Integer first = lines.putIfAbsent(id, row.line());
            if (id.isEmpty()) {
                problems.add(part.place(row, "problem_id"), "problem_id must be given (got nothing)");
            } else if (first != null) {
                repeats.add(id, part.place(row, "problem_id"), "problem " + Suggestions.shown(id), first);
            }
            int samples = part.whole(problems, row, "n_samples", 1, MOST_SAMPLES);
            int correct = part.whole(problems, row, "n_correct", 0, problems.count() > before ? MOST_SAMPLES : samples);
            if (problems.count() == before) {
                counts.add(new Count(samples, correct));
            }
        }
        repeats.report(problems);
        if (problems.first().isEmpty()) {
            checkEnough(part, counts, problems);
        }
        return problems.first().isPresent() ? Optional.empty() : Optional.of(new ProblemCounts(counts));
    }

    /** Reports if counts are too few, or all the same. */
    static void checkEnough(PilotTable.Part part, List<Count> counts, Problems problems) {
        Csv.Row last = part.rows().get(part.rows().size() - 1);
        Place end = new Place(part.table().file(), last.line(), 1);
        if (counts.size() < CountsFit.FEWEST_PROBLEMS) {
            problems.add(
                    end,
                    "too few problems: a distribution of difficulty needs at least " + CountsFit.FEWEST_PROBLEMS
                            + " (got " + counts.size() + ")");
        } else if (counts.stream().allMatch(count -> count.samples() < 2)) {
            problems.add(
                    end,
                    "one sample a problem does not tell hard problems from unlucky ones: some need at least 2 samples");
        } else if (counts.stream().allMatch(count -> count.correct() == 0)) {
            problems.add(end, "no sample of any problem is right: nothing can be fitted but that they are hard");
        } else if (counts.stream().allMatch(count -> count.correct() == count.samples())) {
            problems.add(end, "all samples of all problems are right: nothing can be fitted but that they are easy");
        }
    }
}
