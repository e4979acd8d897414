package dev.plateau.data;

import dev.plateau.select.Ballot;
import dev.plateau.select.Selection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.math3.util.FastMath;

/**
 * Recorded samples of a problem, in their order.
 *
 * @param answers 0 is the right one, others are wrong
 * @param scores in (0,1); the logistic function of a recorded reward, 0 where there is none
 */
public record Samples(List<Integer> answers, List<Double> scores) {

    /** The problems of a file with one sample a row (problem_id, answer_id, correct, score). */
    public static List<Samples> of(List<Map<String, String>> rows) {
        Map<String, List<Map<String, String>>> problems = new LinkedHashMap<>();
        rows.forEach(row -> problems.computeIfAbsent(row.get("problem_id"), id -> new ArrayList<>())
                .add(row));
        List<Samples> samples = new ArrayList<>();
        for (List<Map<String, String>> problem : problems.values()) {
            samples.add(of(
                    problem.stream().map(row -> row.get("answer_id")).toList(),
                    problem.stream().map(row -> row.get("correct").equals("1")).toList(),
                    problem.stream().map(row -> score(row.get("score"))).toList()));
        }
        return samples;
    }

    /** Numbers the answers: what was graded right is 0. */
    public static Samples of(List<String> ids, List<Boolean> right, List<Double> scores) {
        Map<String, Integer> numbers = new HashMap<>();
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            answers.add(right.get(i) ? 0 : numbers.computeIfAbsent(ids.get(i), id -> numbers.size() + 1));
        }
        return new Samples(answers, scores);
    }

    private static double score(String reward) {
        return reward.isEmpty() ? 0 : 1 / (1 + FastMath.exp(-Double.parseDouble(reward)));
    }

    int size() {
        return answers.size();
    }

    /** The same in another order. */
    public Samples shuffled(Random random) {
        Integer[] order = new Integer[size()];
        Arrays.setAll(order, i -> i);
        List<Integer> shuffled = Arrays.asList(order);
        Collections.shuffle(shuffled, random);
        return new Samples(
                shuffled.stream().map(answers::get).toList(),
                shuffled.stream().map(scores::get).toList());
    }

    /** Whether the vote of the first n is right, ties drawn by {@code tie}. */
    boolean right(Ballot ballot, Selection selection, int n, Random tie) {
        ballot.clear(selection, size() + 1);
        for (int i = 0; i < n; i++) {
            ballot.add(answers.get(i), scores.get(i), tie.nextLong());
        }
        return ballot.rightChosen(tie.nextLong());
    }
}
