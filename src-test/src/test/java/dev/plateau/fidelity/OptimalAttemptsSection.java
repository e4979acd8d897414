package dev.plateau.fidelity;

import dev.plateau.analytic.ImperfectVerifier;
import dev.plateau.data.Recorded;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The best numbers of attempts of Stroebl et al. 2024 where a wrong program that is accepted costs something, beside their own
 * model of two types of problem: 0.87 or 0.13 of the attempts are right, and a quarter of the wrong ones is accepted. The share
 * of the first type is fitted to the published rewards.
 */
final class OptimalAttemptsSection implements Section {
    private static final Path FILE = Path.of("docs", "data", "humaneval-optimal-attempts.csv");
    private static final ImperfectVerifier EASY = new ImperfectVerifier(0.87, 1, 0.25);
    private static final ImperfectVerifier HARD = new ImperfectVerifier(0.13, 1, 0.25);
    private static final int MOST = 200;
    private static final int SHARES = 1000;

    /**
     * A published optimum.
     *
     * @param utility of accepting a wrong program, at most 0; that of a right one is 1
     * @param reward mean utility of a task at the best number of attempts
     * @param attempts that number
     */
    private record Optimum(double utility, double reward, int attempts) {}

    @Override
    public String name() {
        return "optimal-attempts";
    }

    @Override
    public String text(Path home) throws IOException {
        Map<String, List<Optimum>> panels = new LinkedHashMap<>();
        for (Map<String, String> row : Recorded.rows(home.resolve(FILE))) {
            panels.computeIfAbsent(row.get("panel"), panel -> new ArrayList<>())
                    .add(new Optimum(
                            Double.parseDouble(row.get("false_positive_utility")),
                            Double.parseDouble(row.get("max_reward")),
                            Integer.parseInt(row.get("argmax_K(grid<=200)"))));
        }
        Markdown text =
                new Markdown().head("panel", "easy", "reward: published / two types", "best number of attempts");
        for (Map.Entry<String, List<Optimum>> panel : panels.entrySet()) {
            double share = likeliest(panel.getValue());
            StringBuilder rewards = new StringBuilder();
            StringBuilder attempts = new StringBuilder();
            for (Optimum published : panel.getValue()) {
                Optimum own = best(share, published.utility());
                String gap = rewards.isEmpty() ? "" : "; ";
                rewards.append(gap).append(Markdown.format("%.2f / %.2f", published.reward(), own.reward()));
                attempts.append(gap).append(Markdown.format("%d / %d", published.attempts(), own.attempts()));
            }
            text.row(panel.getKey(), Markdown.format("%.2f", share), rewards.toString(), attempts.toString());
        }
        return text.toString();
    }

    private static double likeliest(List<Optimum> published) {
        double best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= SHARES; i++) {
            double share = (double) i / SHARES;
            double squares = published.stream()
                    .mapToDouble(one -> Math.pow(best(share, one.utility()).reward() - one.reward(), 2))
                    .sum();
            if (squares < least) {
                least = squares;
                best = share;
            }
        }
        return best;
    }

    private static Optimum best(double share, double utility) {
        Optimum best = new Optimum(utility, Double.NEGATIVE_INFINITY, 0);
        for (int attempts = 1; attempts <= MOST; attempts++) {
            double reward = share * reward(EASY, utility, attempts) + (1 - share) * reward(HARD, utility, attempts);
            if (reward > best.reward()) {
                best = new Optimum(utility, reward, attempts);
            }
        }
        return best;
    }

    private static double reward(ImperfectVerifier verifier, double utility, int attempts) {
        return verifier.rightWithin(attempts) + utility * verifier.wrongWithin(attempts);
    }
}
