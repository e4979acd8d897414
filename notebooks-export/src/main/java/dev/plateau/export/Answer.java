package dev.plateau.export;

import dev.plateau.result.AccuracyRow;
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
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a study found, in words, computed from its rows.
 *
 * <p>A policy is tied with the best one if the two cannot be told apart: where one of them is the baseline, because 0 lies
 * in the 95 % interval of their paired difference; otherwise because their own 95 % intervals of accuracy overlap, which
 * is the more cautious rule. A policy that is told the truth is never the best: it is named beside the others.
 *
 * @param worlds one paragraph each, in the order of the rows
 */
public record Answer(List<Paragraph> worlds) {
    private static final int NAMED_TIES = 3;

    /** What a sentence is about. */
    enum Topic {
        /** The best policy at the largest budget; what those reach that are told the truth; who is harmed by spending more. */
        BEST,
        /** The best ones by budget. */
        BUDGETS,
        /** Where each policy saturates; what the last step of the budget bought. */
        SATURATION,
        /** Who loses least to the oracle, and to what, of those that are not told the truth themselves. */
        REGRET,
        /** What serves it. */
        MACHINES
    }

    /**
     * The findings in one world.
     *
     * @param world name
     * @param plateau where spending more stops helping the best policy, in one sentence; empty if that is not known
     * @param topics sentences, each complete, by what they are about. What the rows cannot tell is left out.
     */
    public record Paragraph(String world, String plateau, Map<Topic, List<String>> topics) {
        /** Copies the map. */
        public Paragraph {
            topics = Map.copyOf(topics);
        }

        /** All sentences but that on the plateau, which the others say at length. */
        public List<String> sentences() {
            return Arrays.stream(Topic.values())
                    .flatMap(topic -> about(topic).stream())
                    .toList();
        }

        /** The sentences on a topic. */
        List<String> about(Topic topic) {
            return topics.getOrDefault(topic, List.of());
        }
    }

    /** Copies the list. */
    public Answer {
        worlds = List.copyOf(worlds);
    }

    /** Reads the answer from a result, in English; without accuracy rows there is none. */
    public static Answer of(StudyResult result) {
        return of(result, Texts.ENGLISH);
    }

    /** Reads the answer from a result; without accuracy rows there is none. */
    public static Answer of(StudyResult result, Texts texts) {
        return new Answer(result.accuracy().stream()
                .map(AccuracyRow::scenario)
                .distinct()
                .map(world -> new World(result, world, texts).paragraph(result.worldName(world)))
                .toList());
    }

    /** The same about the machines that serve the worlds, in English; empty if no fleet does. */
    public static Answer ofMachines(StudyResult result) {
        return ofMachines(result, Texts.ENGLISH);
    }

    /** The same about the machines that serve the worlds; empty if no fleet does. */
    public static Answer ofMachines(StudyResult result, Texts texts) {
        MachineAnswer answer = new MachineAnswer(result.unit(), texts);
        return new Answer(result.fleet().stream()
                .map(FleetRow::scenario)
                .distinct()
                .map(world -> new Paragraph(
                        result.worldName(world),
                        "",
                        Map.of(
                                Topic.MACHINES,
                                answer.sentences(World.in(world, result.fleet(), FleetRow::scenario).stream()
                                        .filter(row -> result.contends(row.policy()))
                                        .toList()))))
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
        private final Texts texts;
        private final List<AccuracyRow> accuracy;
        private final List<GainRow> gains;
        private final List<SaturationRow> saturation;
        private final List<ComparisonRow> comparison;
        private final List<RegretRow> regret;
        private final List<Integer> budgets;
        private final List<String> policies;
        private final List<String> contenders;

        World(StudyResult result, String world, Texts texts) {
            this.result = result;
            this.texts = texts;
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
            contenders = policies.stream().filter(result::contends).toList();
        }

        private static <R> List<R> in(String world, List<R> rows, Function<R, String> scenario) {
            return rows.stream()
                    .filter(row -> scenario.apply(row).equals(world))
                    .toList();
        }

        Paragraph paragraph(String name) {
            int largest = budgets.get(budgets.size() - 1);
            Optional<Leaders> leaders = leaders(largest);
            Map<Topic, List<String>> topics = new EnumMap<>(Topic.class);
            topics.put(
                    Topic.BEST,
                    Stream.of(leaders.map(best -> best(largest, best)), told(largest), harmed(largest))
                            .flatMap(Optional::stream)
                            .toList());
            if (contenders.size() > 1 && budgets.size() > 1) {
                topics.put(Topic.BUDGETS, List.of(bestByBudget()));
            }
            List<String> saturated = new ArrayList<>();
            if (!saturation.isEmpty()) {
                saturated.add(saturation(largest));
            }
            if (!gains.isEmpty()) {
                saturated.add(lastStep());
            }
            topics.put(Topic.SATURATION, saturated);
            topics.put(Topic.REGRET, leastRegret().stream().toList());
            return new Paragraph(
                    name,
                    leaders.flatMap(best -> plateau(best.best().policy(), largest))
                            .orElse(""),
                    topics);
        }

        private String best(int budget, Leaders leaders) {
            String at = texts.counted(budget, result.unit());
            String policy = leaders.best().policy();
            String accuracy = percent(leaders.best().accuracy());
            int count = contenders.size();
            if (count == 1) {
                return texts.say("run.best.one", "budget", at, "policy", policy, "accuracy", accuracy);
            }
            return leaders.tied().isEmpty()
                    ? texts.say("run.best", "budget", at, "policy", policy, "count", count, "accuracy", accuracy)
                    : texts.say(
                            "run.best.tied",
                            "budget",
                            at,
                            "policy",
                            policy,
                            "count",
                            count,
                            "accuracy",
                            accuracy,
                            "ties",
                            ties(leaders.tied()));
        }

        /** Where spending more stops helping a policy. */
        private Optional<String> plateau(String policy, int largest) {
            String threshold = plain(100 * result.saturationThreshold());
            String unit = texts.singular(result.unit());
            return saturation.stream()
                    .filter(row -> row.policy().equals(policy))
                    .findFirst()
                    .map(row -> Double.isFinite(row.saturation().value())
                            ? texts.say(
                                    "run.plateau",
                                    "policy",
                                    policy,
                                    "budget",
                                    budget(row.saturation(), largest),
                                    "unit",
                                    unit,
                                    "threshold",
                                    threshold)
                            : texts.say(
                                    "run.plateau.none",
                                    "policy",
                                    policy,
                                    "budget",
                                    texts.counted(largest, result.unit()),
                                    "unit",
                                    unit,
                                    "threshold",
                                    threshold));
        }

        /** Bounds are no rivals: what they reach stands apart. */
        private Optional<String> told(int budget) {
            List<String> told =
                    policies.stream().filter(result.told()::contains).toList();
            if (told.isEmpty()) {
                return Optional.empty();
            }
            if (told.size() == policies.size()) {
                return Optional.of(texts.say(told.size() == 1 ? "run.told.only" : "run.told.all"));
            }
            return Optional.of(texts.say(
                    "run.told",
                    "reached",
                    texts.clauses(told.stream()
                            .flatMap(policy -> rows(policy).stream()
                                    .filter(row -> row.budget() == budget)
                                    .map(row -> texts.say(
                                            "run.told.one", "policy", policy, "accuracy", percent(row.accuracy()))))
                            .toList())));
        }

        private List<AccuracyRow> rows(String policy) {
            return accuracy.stream()
                    .filter(row -> row.policy().equals(policy)
                            && Double.isFinite(row.accuracy().value()))
                    .toList();
        }

        /**
         * Policies that are worse at the largest budget than at their best one. That the two intervals of 95 % lie apart also
         * covers that the best was chosen among several budgets.
         */
        private Optional<String> harmed(int largest) {
            List<String> harmed = new ArrayList<>();
            for (String policy : policies) {
                Optional<AccuracyRow> peak = peak(rows(policy));
                Optional<AccuracyRow> last = rows(policy).stream()
                        .filter(row -> row.budget() == largest)
                        .findFirst();
                if (peak.isPresent() && last.isPresent() && isAbove(peak.get(), last.get())) {
                    harmed.add(texts.say(
                            "run.harmed.one",
                            "policy",
                            policy,
                            "budget",
                            texts.counted(peak.get().budget(), result.unit()),
                            "accuracy",
                            percent(peak.get().accuracy()),
                            "lost",
                            lost(difference(peak.get().accuracy(), last.get().accuracy())),
                            "largest",
                            largest));
                }
            }
            if (harmed.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    texts.sentences(texts.say("run.harmed", "policies", texts.clauses(harmed)), bestOfAll(largest)));
        }

        private String bestOfAll(int largest) {
            AccuracyRow best = peak(accuracy.stream()
                            .filter(row -> result.contends(row.policy()))
                            .toList())
                    .orElseThrow();
            return leaders(largest)
                    .filter(leaders -> contenders.size() > 1 && isAbove(best, leaders.best()))
                    .map(leaders -> texts.say(
                            "run.harmed.best",
                            "policy",
                            best.policy(),
                            "budget",
                            texts.counted(best.budget(), result.unit())))
                    .orElse("");
        }

        private static Optional<AccuracyRow> peak(List<AccuracyRow> rows) {
            return rows.stream()
                    .filter(row -> Double.isFinite(row.accuracy().value()))
                    .max(Comparator.<AccuracyRow>comparingDouble(
                                    row -> row.accuracy().value())
                            .thenComparing(AccuracyRow::budget, Comparator.reverseOrder()));
        }

        private static boolean isAbove(AccuracyRow row, AccuracyRow other) {
            return row.accuracy().low() > other.accuracy().high();
        }

        /** As if the two were independent; that they are of the same tasks makes it narrower. */
        private static Interval difference(Interval high, Interval low) {
            double value = high.value() - low.value();
            double half = Math.hypot(high.halfWidth(), low.halfWidth());
            return new Interval(value, value - half, value + half);
        }

        private String bestByBudget() {
            List<String> parts = new ArrayList<>();
            String current = "";
            int from = budgets.get(0);
            int until = from;
            for (int budget : budgets) {
                String verdict = leaders(budget).map(this::verdict).orElse(texts.say("run.by-budget.none"));
                if (!verdict.equals(current) && !current.isEmpty()) {
                    parts.add(part(from, until, current));
                    from = budget;
                }
                current = verdict;
                until = budget;
            }
            parts.add(part(from, until, current));
            return texts.say("run.by-budget", "parts", texts.clauses(parts));
        }

        private String part(int from, int until, String verdict) {
            String span = from == until ? Integer.toString(from) : texts.range("" + from, "" + until);
            return texts.say("run.by-budget.part", "budgets", span, "verdict", verdict);
        }

        private String verdict(Leaders leaders) {
            if (leaders.tied().size() == contenders.size() - 1 && contenders.size() > 2) {
                return texts.say("run.by-budget.all-tied");
            }
            return leaders.tied().isEmpty()
                    ? leaders.best().policy()
                    : texts.say("run.by-budget.tied", "policy", leaders.best().policy(), "ties", ties(leaders.tied()));
        }

        private Optional<Leaders> leaders(int budget) {
            List<AccuracyRow> rows = accuracy.stream()
                    .filter(row -> row.budget() == budget
                            && result.contends(row.policy())
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
            return texts.say(
                    "run.saturation",
                    "unit",
                    texts.singular(result.unit()),
                    "threshold",
                    plain(100 * result.saturationThreshold()),
                    "parts",
                    texts.clauses(saturation.stream()
                            .map(row -> saturation(row, largest))
                            .toList()));
        }

        private String saturation(SaturationRow row, int largest) {
            Interval budget = row.saturation();
            if (Double.isFinite(budget.value())) {
                return texts.say("run.saturation.at", "budget", budget(budget, largest), "policy", row.policy());
            }
            String within = texts.counted(largest, result.unit());
            return Double.isFinite(budget.low())
                    ? texts.say(
                            "run.saturation.later",
                            "largest",
                            within,
                            "low",
                            count(budget.low()),
                            "policy",
                            row.policy())
                    : texts.say("run.saturation.none", "largest", within, "policy", row.policy());
        }

        private String budget(Interval budget, int largest) {
            return Double.isFinite(budget.low())
                    ? texts.interval(
                            count(budget.value()),
                            count(budget.low()),
                            Double.isFinite(budget.high())
                                    ? count(budget.high())
                                    : texts.say("run.beyond", "largest", largest))
                    : count(budget.value());
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
                return texts.say("run.last.unknown");
            }
            int from = last.get(0).budget();
            int to = last.get(0).nextBudget();
            return texts.say(
                    to == 2 * from ? "run.last.doubling" : "run.last.step",
                    "from",
                    from,
                    "to",
                    texts.counted(to, result.unit()),
                    "parts",
                    texts.clauses(
                            last.stream().map(row -> lastStep(row, from, to)).toList()));
        }

        private String lastStep(GainRow row, int from, int to) {
            String points = points(row.gain(), 100.0 * (row.nextBudget() - row.budget()));
            return row.budget() == from && row.nextBudget() == to
                    ? texts.say("run.last.of", "points", points, "policy", row.policy())
                    : texts.say(
                            "run.last.other",
                            "points",
                            points,
                            "policy",
                            row.policy(),
                            "from",
                            row.budget(),
                            "to",
                            row.nextBudget());
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
            String loss = tied.isEmpty()
                    ? texts.say("run.regret.loss", "lost", lost(least.regret()))
                    : texts.say("run.regret.loss.tied", "lost", lost(least.regret()), "ties", ties(tied));
            return texts.say(
                    last.size() == 1 ? "run.regret.one" : "run.regret.least",
                    "budget",
                    texts.counted(least.budget(), result.unit()),
                    "policy",
                    least.policy(),
                    "loss",
                    loss,
                    "cause",
                    dominant(least));
        }

        private String dominant(RegretRow row) {
            Map<String, Interval> parts = new LinkedHashMap<>();
            parts.put(texts.say("run.cause.verifier"), row.verifier());
            parts.put(texts.say("run.cause.directions"), row.directions());
            parts.put(texts.say("run.cause.rule"), row.rule());
            return parts.entrySet().stream()
                    .filter(part ->
                            part.getValue().value() > 0 && !part.getValue().contains(0))
                    .max(Comparator.comparingDouble(part -> part.getValue().value()))
                    .map(part -> texts.say("run.cause", "part", part.getKey(), "lost", lost(part.getValue())))
                    .orElse(texts.say("run.cause.none"));
        }

        private String ties(List<String> tied) {
            return tied.size() <= NAMED_TIES
                    ? texts.say("run.ties", "policies", texts.listed(tied))
                    : texts.say("run.ties.many", "count", tied.size());
        }

        private String percent(Interval share) {
            int decimals = Numbers.decimals(100 * share.halfWidth());
            return ranged(
                    Numbers.plain(100 * share.value(), decimals) + " %",
                    share,
                    end -> Numbers.plain(100 * end, decimals));
        }

        private String points(Interval change, double factor) {
            int decimals = Numbers.decimals(factor * change.halfWidth());
            return ranged(
                    Numbers.signed(factor * change.value(), decimals),
                    change,
                    end -> Numbers.signed(factor * end, decimals));
        }

        private String lost(Interval share) {
            int decimals = Numbers.decimals(100 * share.halfWidth());
            return ranged(
                    Numbers.plain(100 * share.value(), decimals), share, end -> Numbers.plain(100 * end, decimals));
        }

        /** With a hyphen for the minus sign, which not every terminal knows. */
        private String ranged(String value, Interval interval, DoubleFunction<String> end) {
            String text = Double.isFinite(interval.low()) && Double.isFinite(interval.high())
                    ? texts.interval(value, end.apply(interval.low()), end.apply(interval.high()))
                    : value;
            return text.replace('\u2212', '-');
        }
    }

    /** The best policy at a budget and those that cannot be told from it. */
    private record Leaders(AccuracyRow best, List<String> tied) {}

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
