package dev.plateau.scenario;

import dev.plateau.calibrate.Observations;
import dev.plateau.calibrate.SampledProblem;
import dev.plateau.calibrate.SampledProblem.Attempt;
import dev.plateau.calibrate.SampledProblems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.math3.util.FastMath;

/**
 * Reads what samples answered, one row a sample. What is right is answer 0, whatever its id; a wrong sample without an id agrees
 * with no other. Scores are probabilities if all lie in 0..1, else logits.
 */
final class PilotSamples {
    private static final int MOST_SAMPLES = 1_000_000;
    private static final double EDGE = 1e-6;
    private static final int LARGEST_SCORE = 100;
    private static final String SCORE = "score";

    private PilotSamples() {}

    /** A sample as it stands in the file. */
    private record Read(Csv.Row row, String answer, boolean right, double score) {}

    static Optional<Observations> read(PilotTable.Part part, Problems problems) {
        Map<String, TreeMap<Integer, Read>> samples = new LinkedHashMap<>();
        boolean scored = part.has(SCORE)
                && part.rows().stream()
                        .anyMatch(row -> !part.cell(row, SCORE).text().isEmpty());
        for (Csv.Row row : part.rows()) {
            int before = problems.count();
            int number = part.whole(problems, row, "sample", 0, MOST_SAMPLES);
            Read read = new Read(
                    row,
                    part.cell(row, "answer_id").text(),
                    part.whole(problems, row, "correct", 0, 1) == 1,
                    scored ? score(part, problems, row) : Double.NaN);
            if (problems.count() > before) {
                continue;
            }
            part.keep(problems, samples, row, number, read)
                    .ifPresent(first -> problems.add(
                            part.place(row, "sample"),
                            "sample " + number + " of problem "
                                    + Suggestions.shown(
                                            part.cell(row, "problem_id").text()) + " is there twice, first on line "
                                    + first.row().line()));
        }
        if (problems.first().isPresent()) {
            return Optional.empty();
        }
        if (scored && allTheSame(samples)) {
            problems.add(
                    part.place(part.rows().get(0), SCORE),
                    "all scores are the same, so they say nothing of right and wrong; leave the column out");
            return Optional.empty();
        }
        boolean chances = samples.values().stream()
                .flatMap(problem -> problem.values().stream())
                .allMatch(read -> read.score() >= 0 && read.score() <= 1);
        List<SampledProblem> sampled = new ArrayList<>();
        samples.values()
                .forEach(problem -> sampled.add(problem(List.copyOf(problem.values()), chances, part, problems)));
        if (problems.first().isEmpty()) {
            PilotCounts.checkEnough(
                    part, sampled.stream().map(SampledProblem::count).toList(), problems);
        }
        return problems.first().isPresent() ? Optional.empty() : Optional.of(new SampledProblems(sampled));
    }

    private static boolean allTheSame(Map<String, ? extends Map<Integer, Read>> samples) {
        return samples.values().stream()
                        .flatMap(problem -> problem.values().stream())
                        .mapToDouble(Read::score)
                        .distinct()
                        .limit(2)
                        .count()
                == 1;
    }

    private static double score(PilotTable.Part part, Problems problems, Csv.Row row) {
        double score = part.number(problems, row, SCORE);
        if (Math.abs(score) > LARGEST_SCORE) {
            problems.add(
                    part.place(row, SCORE),
                    "score must be a number in [-" + LARGEST_SCORE + ", " + LARGEST_SCORE
                            + "], a logit if any is outside 0..1" + " (got "
                            + Suggestions.shown(part.cell(row, SCORE).text()) + ")");
        }
        return score;
    }

    private static SampledProblem problem(List<Read> reads, boolean chances, PilotTable.Part part, Problems problems) {
        Map<String, Integer> numbers = new HashMap<>();
        Map<String, Read> first = new HashMap<>();
        List<Attempt> attempts = new ArrayList<>();
        int fresh = SampledProblem.RIGHT;
        for (Read read : reads) {
            Read other = read.answer().isEmpty() ? null : first.putIfAbsent(read.answer(), read);
            if (other != null && other.right() != read.right()) {
                problems.add(
                        part.place(read.row(), "correct"),
                        "answer " + Suggestions.shown(read.answer()) + " of problem "
                                + Suggestions.shown(
                                        part.cell(read.row(), "problem_id").text()) + " is "
                                + (read.right() ? "right here, and wrong" : "wrong here, and right") + " on line "
                                + other.row().line());
            }
            int answer = SampledProblem.RIGHT;
            if (!read.right()) {
                Integer known = read.answer().isEmpty() ? null : numbers.get(read.answer());
                answer = known == null ? ++fresh : known;
                numbers.put(read.answer(), answer);
            }
            attempts.add(new Attempt(answer, chances ? logit(read.score()) : read.score()));
        }
        return new SampledProblem(attempts);
    }

    private static double logit(double chance) {
        double inside = Math.max(EDGE, Math.min(1 - EDGE, chance));
        return FastMath.log(inside / (1 - inside));
    }
}
