package dev.plateau.export;

import dev.plateau.result.AccuracyRow;
import dev.plateau.result.BudgetUnit;
import dev.plateau.result.ComparisonRow;
import dev.plateau.result.FleetRow;
import dev.plateau.result.GainRow;
import dev.plateau.result.RegretRow;
import dev.plateau.result.SaturationRow;
import dev.plateau.result.StudyResult;
import dev.plateau.stats.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a study found, in words, computed from its rows.
 *
 * <p>A policy is tied with the best one if the two cannot be told apart: where one of them is the baseline, because 0 lies
 * in the 95 % interval of their paired difference; otherwise because their own 95 % intervals of accuracy overlap, which
 * is the more cautious rule.
 *
 * @param worlds one paragraph each, in the order of the rows
 */
public record Answer(List<Paragraph> worlds) {
    private static final int NAMED_TIES = 3;

    /**
     * The findings in one world.
     *
     * @param world name
     * @param sentences each complete: the best policy at the largest budget; the best ones by budget; where each policy
     *     saturates; what the last step of the budget bought; who loses least to the oracle, and to what, of those that
     *     are not told the truth themselves. What the rows cannot tell is left out.
     */
    public record Paragraph(String world, List<String> sentences) {
        /** Copies the list. */
        public Paragraph {
            sentences = List.copyOf(sentences);
        }
    }

    /** Copies the list. */
    public Answer {
        worlds = List.copyOf(worlds);
    }

    /** Reads the answer from a result; without accuracy rows there is none. */
    public static Answer of(StudyResult result) {
        return new Answer(result.accuracy().stream()
                .map(AccuracyRow::scenario)
                .distinct()
                .map(world -> new Paragraph(world, new World(result, world).sentences()))
                .toList());
    }

    /** The same about the machines that serve the worlds; empty if no fleet does. */
    public static Answer ofMachines(StudyResult result) {
        MachineAnswer answer = new MachineAnswer(result.unit());
        return new Answer(result.fleet().stream()
                .map(FleetRow::scenario)
                .distinct()
                .map(world ->
                        new Paragraph(world, answer.sentences(World.in(world, result.fleet(), FleetRow::scenario))))
                .toList());
    }

    /** The sentences, one a line, without markup; with several worlds each begins with the name of its world. */
    public List<String> lines() {
        return worlds.stream()
                .flatMap(paragraph -> paragraph.sentences().stream()
                        .map(sentence -> worlds.size() > 1 ? paragraph.world() + ": " + sentence : sentence))
                .toList();
    }

    /** The rows of one world. */
    private static final class World {
        private final StudyResult result;
        private final List<AccuracyRow> accuracy;
        private final List<GainRow> gains;
        private final List<SaturationRow> saturation;
        private final List<ComparisonRow> comparison;
        private final List<RegretRow> regret;
        private final List<Integer> budgets;
        private final List<String> policies;

        World(StudyResult result, String world) {
            this.result = result;
            accuracy = in(world, result.accuracy(), AccuracyRow::scenario);
            gains = in(world, result.gains(), GainRow::scenario);
            saturation = in(world, result.saturation(), SaturationRow::scenario);
            comparison = in(world, result.comparison(), ComparisonRow::scenario);
            regret = in(world, result.regret(), RegretRow::scenario);
            budgets = accuracy.stream()
                    .map(AccuracyRow::budget)
                    .distinct()
                    .sorted()
                    .toList();
            policies = accuracy.stream().map(AccuracyRow::policy).distinct().toList();
        }

        private static <R> List<R> in(String world, List<R> rows, Function<R, String> scenario) {
            return rows.stream()
                    .filter(row -> scenario.apply(row).equals(world))
                    .toList();
        }

        List<String> sentences() {
            List<String> sentences = new ArrayList<>();
            int largest = budgets.get(budgets.size() - 1);
            leaders(largest).ifPresent(leaders -> sentences.add(best(largest, leaders)));
            if (policies.size() > 1 && budgets.size() > 1) {
                sentences.add(bestByBudget());
            }
            if (!saturation.isEmpty()) {
                sentences.add(saturation(largest));
            }
            if (!gains.isEmpty()) {
                sentences.add(lastStep());
            }
            leastRegret().ifPresent(sentences::add);
            return sentences;
        }

        private String best(int budget, Leaders leaders) {
            String who = policies.size() == 1
                    ? leaders.best().policy() + " reaches "
                    : leaders.best().policy() + " is best with ";
            return "At " + counted(budget, result.unit()) + " per task, " + who
                    + percent(leaders.best().accuracy()) + " of tasks correct"
                    + (leaders.tied().isEmpty() ? "" : ", " + leaders.ties()) + ".";
        }

        private String bestByBudget() {
            List<String> parts = new ArrayList<>();
            String current = "";
            int from = budgets.get(0);
            int until = from;
            for (int budget : budgets) {
                String verdict = leaders(budget).map(this::verdict).orElse("none");
                if (!verdict.equals(current) && !current.isEmpty()) {
                    parts.add(span(from, until) + ": " + current);
                    from = budget;
                }
                current = verdict;
                until = budget;
            }
            parts.add(span(from, until) + ": " + current);
            return "Best policy by budget: " + String.join("; ", parts) + ".";
        }

        private String verdict(Leaders leaders) {
            if (leaders.tied().size() == policies.size() - 1 && policies.size() > 2) {
                return "all tied";
            }
            return leaders.best().policy() + (leaders.tied().isEmpty() ? "" : " (" + leaders.ties() + ")");
        }

        private static String span(int from, int until) {
            return from == until ? Integer.toString(from) : from + " to " + until;
        }

        private Optional<Leaders> leaders(int budget) {
            List<AccuracyRow> rows = accuracy.stream()
                    .filter(row -> row.budget() == budget
                            && Double.isFinite(row.accuracy().value()))
                    .toList();
            return rows.stream()
                    .max(Comparator.comparingDouble(row -> row.accuracy().value()))
                    .map(best -> new Leaders(
                            best,
                            rows.stream()
                                    .filter(row -> !row.policy().equals(best.policy()) && tied(best, row))
                                    .map(AccuracyRow::policy)
                                    .toList()));
        }

        private boolean tied(AccuracyRow best, AccuracyRow other) {
            return result.versusBest().stream()
                    .filter(row -> row.scenario().equals(best.scenario())
                            && row.baseline().equals(best.policy())
                            && row.policy().equals(other.policy())
                            && row.budget() == best.budget())
                    .findFirst()
                    .map(row -> row.difference().contains(0))
                    .orElseGet(() -> tiedByOthers(best, other));
        }

        /** Without a paired difference to the best: by that to the baseline, or by their own intervals. */
        private boolean tiedByOthers(AccuracyRow best, AccuracyRow other) {
            String challenger = other.policy().equals(result.baseline()) ? best.policy() : other.policy();
            boolean paired =
                    other.policy().equals(result.baseline()) || best.policy().equals(result.baseline());
            return comparison.stream()
                    .filter(row -> paired
                            && row.policy().equals(challenger)
                            && row.baseline().equals(result.baseline())
                            && row.budget() == best.budget()
                            && Double.isFinite(row.difference().halfWidth()))
                    .findFirst()
                    .map(row -> row.difference().contains(0))
                    .orElse(best.accuracy().low() <= other.accuracy().high());
        }

        private String saturation(int largest) {
            return "Saturation budget, from which an added " + result.unit().singular() + " of budget brings less than "
                    + plain(100 * result.saturationThreshold()) + " percentage points: "
                    + saturation.stream().map(row -> saturation(row, largest)).collect(Collectors.joining("; ")) + ".";
        }

        private String saturation(SaturationRow row, int largest) {
            Interval budget = row.saturation();
            if (!Double.isFinite(budget.value())) {
                return "none within " + counted(largest, result.unit())
                        + (!Double.isFinite(budget.low()) ? "" : " (at least " + count(budget.low()) + ")") + " for "
                        + row.policy();
            }
            String high = !Double.isFinite(budget.high()) ? "beyond " + largest : count(budget.high());
            return count(budget.value())
                    + (!Double.isFinite(budget.low()) ? "" : " (" + count(budget.low()) + " to " + high + ")") + " for "
                    + row.policy();
        }

        private String lastStep() {
            List<GainRow> last = policies.stream()
                    .map(policy -> gains.stream()
                            .filter(row -> row.policy().equals(policy)
                                    && Double.isFinite(row.gain().value()))
                            .max(Comparator.comparingInt(GainRow::nextBudget))
                            .orElse(null))
                    .filter(Objects::nonNull)
                    .toList();
            if (last.isEmpty()) {
                return "What the last step of the budget bought is not known.";
            }
            int from = last.get(0).budget();
            int to = last.get(0).nextBudget();
            return "The last " + (to == 2 * from ? "doubling" : "step") + ", from " + from + " to "
                    + counted(to, result.unit())
                    + ", changed accuracy, in percentage points: "
                    + last.stream()
                            .map(row -> points(row.gain(), 100.0 * (row.nextBudget() - row.budget())) + " for "
                                    + row.policy()
                                    + (row.budget() == from && row.nextBudget() == to
                                            ? ""
                                            : " from " + row.budget() + " to " + row.nextBudget()))
                            .collect(Collectors.joining("; "))
                    + ".";
        }

        private Optional<String> leastRegret() {
            List<RegretRow> finite = regret.stream()
                    .filter(row -> !row.told() && Double.isFinite(row.regret().value()))
                    .toList();
            long largest = finite.stream().mapToLong(RegretRow::budget).max().orElse(0);
            List<RegretRow> last =
                    finite.stream().filter(row -> row.budget() == largest).toList();
            return last.stream()
                    .min(Comparator.comparingDouble(row -> row.regret().value()))
                    .map(least -> leastRegret(least, last));
        }

        private String leastRegret(RegretRow least, List<RegretRow> last) {
            List<String> tied = last.stream()
                    .filter(row -> !row.policy().equals(least.policy())
                            && row.regret().low() <= least.regret().high())
                    .map(RegretRow::policy)
                    .toList();
            return "At " + counted(least.budget(), result.unit()) + " per task, " + least.policy()
                    + (last.size() == 1 ? " loses " : " has the least regret: it loses ")
                    + lost(least.regret()) + " percentage points against the oracle"
                    + (tied.isEmpty() ? "" : " (" + ties(tied) + ")") + "; " + dominant(least) + ".";
        }

        private static String dominant(RegretRow row) {
            Map<String, Interval> parts = new LinkedHashMap<>();
            parts.put("the noise of the verifier", row.verifier());
            parts.put("not knowing the true directions", row.directions());
            parts.put("the rule itself", row.rule());
            return parts.entrySet().stream()
                    .filter(part ->
                            part.getValue().value() > 0 && !part.getValue().contains(0))
                    .max(Comparator.comparingDouble(part -> part.getValue().value()))
                    .map(part -> "what costs it most is " + part.getKey() + ", " + lost(part.getValue()))
                    .orElse("no part of it is clearly above 0");
        }
    }

    /** The best policy at a budget and those that cannot be told from it. */
    private record Leaders(AccuracyRow best, List<String> tied) {
        String ties() {
            return Answer.ties(tied);
        }
    }

    private static String ties(List<String> tied) {
        return tied.size() <= NAMED_TIES ? "tied with " + listed(tied) : "tied with " + tied.size() + " others";
    }

    static String listed(List<String> names) {
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    static String counted(long budget, BudgetUnit unit) {
        return budget + " " + (budget == 1 ? unit.singular() : unit.plural());
    }

    private static String percent(Interval share) {
        int decimals = Numbers.decimals(100 * share.halfWidth());
        return hyphened(Numbers.plain(100 * share.value(), decimals) + " %"
                + range(100 * share.low(), 100 * share.high(), decimals, false));
    }

    private static String points(Interval change, double factor) {
        int decimals = Numbers.decimals(factor * change.halfWidth());
        return hyphened(Numbers.signed(factor * change.value(), decimals)
                + range(factor * change.low(), factor * change.high(), decimals, true));
    }

    private static String lost(Interval share) {
        int decimals = Numbers.decimals(100 * share.halfWidth());
        return hyphened(Numbers.plain(100 * share.value(), decimals)
                + range(100 * share.low(), 100 * share.high(), decimals, false));
    }

    /** Not every terminal knows the minus sign. */
    private static String hyphened(String text) {
        return text.replace('\u2212', '-');
    }

    private static String range(double low, double high, int decimals, boolean signed) {
        if (!Double.isFinite(low) || !Double.isFinite(high)) {
            return "";
        }
        return signed
                ? " (" + Numbers.signed(low, decimals) + " to " + Numbers.signed(high, decimals) + ")"
                : " (" + Numbers.plain(low, decimals) + " to " + Numbers.plain(high, decimals) + ")";
    }

    private static String count(double budget) {
        return Numbers.plain(budget, budget == Math.rint(budget) ? 0 : 1);
    }

    private static String plain(double value) {
        return new BigDecimal(value)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }
}
