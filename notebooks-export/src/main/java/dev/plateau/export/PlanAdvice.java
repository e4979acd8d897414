package dev.plateau.export;

import dev.plateau.result.BudgetUnit;
import dev.plateau.result.LadderRow;
import dev.plateau.result.PlanResult;
import dev.plateau.result.PlanRow;
import dev.plateau.result.PlanRow.Standing;
import dev.plateau.result.PromiseRow;
import dev.plateau.result.SensitivityRow;
import dev.plateau.stats.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a plan means, in words for whoever signs the order.
 *
 * @param slo name of the promise
 * @param brief what to do, in one sentence
 * @param sentences in the order of their weight
 */
public record PlanAdvice(String slo, String brief, List<String> sentences) {
    private static final double THOUSAND = 1000;
    /** Prices differ so much between offers; the sensitivity of a plan is told for as much. */
    private static final double PRICE_DOUBT = 0.4;
    /** Half-widths that are proposed to tell an accuracy from what is promised. */
    private static final double[] PRECISIONS = {0.05, 0.02, 0.01, 0.005, 0.002, 0.001};

    /** Copies the list. */
    public PlanAdvice {
        sentences = List.copyOf(sentences);
    }

    /** For each promise, in English. */
    public static List<PlanAdvice> of(PlanResult result) {
        return of(result, Texts.ENGLISH);
    }

    /** For each promise. */
    public static List<PlanAdvice> of(PlanResult result, Texts texts) {
        Words words = new Words(texts);
        List<PlanAdvice> all = new ArrayList<>();
        for (PromiseRow promise : result.promises()) {
            List<PlanRow> plans = result.plans().stream()
                    .filter(row -> row.slo().equals(promise.slo()))
                    .toList();
            List<String> sentences = new ArrayList<>();
            sentences.add(words.promised(promise));
            Optional<PlanRow> chosen = plans.stream()
                    .filter(row -> row.standing() == Standing.CHOSEN)
                    .findFirst();
            if (chosen.isPresent()) {
                sentences.add(words.order(chosen.get(), result.study().unit()));
                sentences.addAll(words.undecided(chosen.get(), promise, plans));
                sentences.add(words.rival(chosen.get(), plans));
                words.beyond(chosen.get(), promise, result).ifPresent(sentences::add);
                sentences.addAll(words.holds(promise, result));
            } else {
                sentences.addAll(words.refusal(promise, plans));
            }
            all.add(new PlanAdvice(
                    promise.slo(), words.brief(promise, chosen, result.study().unit()), sentences));
        }
        return all;
    }

    /** The sentences. */
    private record Words(Texts texts) {
        private String brief(PromiseRow promise, Optional<PlanRow> chosen, BudgetUnit unit) {
            return chosen.map(row -> texts.say(
                            "plan.brief",
                            "promise",
                            promise.slo(),
                            "fleet",
                            texts.engine(row.fleet()),
                            "policy",
                            row.policy(),
                            "budget",
                            texts.counted(row.budget(), unit),
                            "thousand",
                            perThousand(row.dollarsPerTask())))
                    .orElse(texts.say("plan.brief.none", "promise", promise.slo()));
        }

        private String promised(PromiseRow row) {
            List<String> limits = new ArrayList<>();
            limit(limits, "plan.limit.accuracy", 100 * row.accuracy());
            limit(limits, "plan.limit.seconds", row.seconds());
            limit(limits, "plan.limit.task", THOUSAND * row.dollarsPerTask());
            limit(limits, "plan.limit.hour", row.dollarsPerHour());
            limit(limits, "plan.limit.power", row.kilowatts());
            return limits.isEmpty()
                    ? texts.say("plan.promised.nothing")
                    : texts.say("plan.promised", "limits", texts.joined(limits));
        }

        private void limit(List<String> limits, String key, double given) {
            if (Double.isFinite(given)) {
                limits.add(texts.say(key, "limit", plain(given)));
            }
        }

        private String order(PlanRow row, BudgetUnit unit) {
            String right = texts.say("plan.right", "accuracy", interval(row.accuracy()));
            String kept = Double.isFinite(row.onTime().value())
                    ? texts.say(
                            "plan.right.in-time",
                            "right",
                            right,
                            "inTime",
                            percent(row.onTime().value()),
                            "least",
                            floored(row.onTime().low()),
                            "seconds",
                            Numbers.significant(row.latencyP95().value(), 3))
                    : right;
            return texts.sentences(
                    texts.say(
                            "plan.order",
                            "fleet",
                            texts.engine(row.fleet()),
                            "policy",
                            row.policy(),
                            "budget",
                            texts.counted(row.budget(), unit),
                            "hour",
                            dollars(row.dollarsPerHour()),
                            "thousand",
                            perThousand(row.dollarsPerTask()),
                            "kept",
                            kept),
                    texts.say("plan.power", "kilowatts", Numbers.significant(row.kilowatts(), 2)),
                    texts.say("plan.errors", "model", Numbers.significant(100 * row.timeError(), 2)));
        }

        private String perThousand(double dollarsPerTask) {
            return texts.say("plan.per-thousand", "dollars", dollars(THOUSAND * dollarsPerTask));
        }

        private String interval(Interval share) {
            return texts.interval(percent(share.value()), percent(share.low()), percent(share.high()));
        }

        private String choice(String fleet, String policy, int budget) {
            return texts.say("plan.choice", "fleet", texts.engine(fleet), "policy", policy, "budget", budget);
        }

        private String rival(PlanRow chosen, List<PlanRow> plans) {
            Optional<PlanRow> next = plans.stream()
                    .filter(row -> row.standing() == Standing.DEARER)
                    .findFirst();
            if (next.isEmpty()) {
                return texts.say(
                        plans.stream().anyMatch(row -> row.standing() == Standing.TOO_DEAR)
                                ? "plan.rival.none"
                                : "plan.rival.unsure");
            }
            PlanRow row = next.get();
            double lead = row.dollarsPerHour() / chosen.dollarsPerHour() - 1;
            boolean sameDevices = row.accelerator().equals(chosen.accelerator());
            double doubt = sameDevices ? chosen.timeError() : PRICE_DOUBT;
            return texts.sentences(
                    texts.say(
                            "plan.rival",
                            "choice",
                            choice(row.fleet(), row.policy(), row.budget()),
                            "reason",
                            texts.engine(row.reason())),
                    lead <= doubt && !row.fleet().equals(chosen.fleet())
                            ? texts.say(
                                    sameDevices ? "plan.rival.model" : "plan.rival.prices",
                                    "lead",
                                    Numbers.significant(100 * lead, 2),
                                    "doubt",
                                    Math.round(100 * doubt))
                            : "");
        }

        /** What is cheaper, if it keeps the promise. */
        private List<String> undecided(PlanRow chosen, PromiseRow promise, List<PlanRow> plans) {
            List<String> sentences = new ArrayList<>();
            for (PlanRow row : plans) {
                if (row.standing() == Standing.OPEN && row.dollarsPerHour() < chosen.dollarsPerHour()) {
                    String choice = choice(row.fleet(), row.policy(), row.budget());
                    String price = perThousand(row.dollarsPerTask());
                    sentences.add(
                            row.accuracy().low() < promise.accuracy()
                                    ? texts.say(
                                            "plan.open.accuracy",
                                            "choice",
                                            choice,
                                            "thousand",
                                            price,
                                            "accuracy",
                                            interval(row.accuracy()),
                                            "telling",
                                            telling(row.accuracy(), promise.accuracy()))
                                    : texts.say(
                                            "plan.open.time",
                                            "choice",
                                            choice,
                                            "thousand",
                                            price,
                                            "inTime",
                                            interval(row.onTime())));
                }
            }
            return sentences;
        }

        private String telling(Interval accuracy, double promised) {
            double distance = Math.abs(accuracy.value() - promised);
            return Arrays.stream(PRECISIONS)
                    .filter(precision -> precision < Math.min(distance, accuracy.halfWidth()))
                    .mapToObj(precision -> texts.say("plan.open.precision", "precision", plain(precision)))
                    .findFirst()
                    .orElse(texts.say("plan.open.close"));
        }

        /** What more accuracy costs. */
        private Optional<String> beyond(PlanRow chosen, PromiseRow promise, PlanResult result) {
            BudgetUnit unit = result.study().unit();
            List<LadderRow> ladder = result.ladders().stream()
                    .filter(row -> row.slo().equals(promise.slo()))
                    .toList();
            String said = texts.sentences(further(chosen, ladder, unit), saturation(promise, result));
            return said.isEmpty() ? Optional.empty() : Optional.of(said);
        }

        private String saturation(PromiseRow promise, PlanResult result) {
            if (Double.isNaN(promise.saturation())) {
                return "";
            }
            String budget = texts.counted(
                    Math.round(promise.saturation()), result.study().unit());
            return promise.saturatedBy().equals("limits")
                    ? texts.say("plan.saturation.limits", "budget", budget)
                    : texts.say(
                            "plan.saturation",
                            "budget",
                            budget,
                            "threshold",
                            Numbers.significant(100 * result.study().saturationThreshold(), 2));
        }

        private String further(PlanRow chosen, List<LadderRow> ladder, BudgetUnit unit) {
            Optional<LadderRow> found = ladder.stream()
                    .filter(row -> row.budget() > chosen.budget())
                    .findFirst();
            if (found.isEmpty()) {
                return "";
            }
            LadderRow next = found.get();
            String from = texts.counted(chosen.budget(), unit);
            if (next.fleet().isEmpty()) {
                return texts.say("plan.beyond.nothing", "budget", from);
            }
            Optional<LadderRow> last = ladder.stream()
                    .filter(row -> row.budget() > next.budget() && Double.isFinite(row.dollarsPerPoint()))
                    .reduce((a, b) -> b);
            String first = Double.isNaN(next.dollarsPerPoint())
                    ? texts.say("plan.beyond.no-gain", "budget", from, "next", texts.counted(next.budget(), unit))
                    : texts.say(
                            "plan.beyond",
                            "budget",
                            from,
                            "dollars",
                            dollars(next.dollarsPerPoint()),
                            "next",
                            texts.counted(next.budget(), unit),
                            "accuracy",
                            percent(next.accuracy().value()));
            return last.map(row -> texts.say(
                            "plan.beyond.last",
                            "first",
                            first,
                            "dollars",
                            dollars(row.dollarsPerPoint()),
                            "last",
                            texts.counted(row.budget(), unit),
                            "accuracy",
                            percent(row.accuracy().value())))
                    .orElse(texts.say("plan.beyond.end", "first", first));
        }

        /** What becomes of the order under other circumstances: broken, kept but no longer the cheapest, or as it was. */
        private List<String> holds(PromiseRow promise, PlanResult result) {
            List<SensitivityRow> rows = result.sensitivity().stream()
                    .filter(row -> row.slo().equals(promise.slo()))
                    .toList();
            List<String> sentences = new ArrayList<>();
            for (SensitivityRow row : rows) {
                if (!row.holds()) {
                    sentences.add(texts.sentences(
                            texts.say(
                                    "plan.breaks",
                                    "circumstance",
                                    texts.engine(row.circumstance()),
                                    "reason",
                                    texts.engine(row.reason())),
                            row.fleet().isEmpty()
                                    ? texts.say("plan.breaks.nothing")
                                    : texts.say("plan.breaks.instead", "choice", instead(row))));
                }
            }
            for (SensitivityRow row : rows) {
                if (row.holds() && !row.cheapest()) {
                    sentences.add(texts.say(
                            "plan.undercut",
                            "circumstance",
                            texts.engine(row.circumstance()),
                            "choice",
                            instead(row),
                            "dollars",
                            dollars(THOUSAND * row.dollarsPerTask())));
                }
            }
            List<String> stands = rows.stream()
                    .filter(SensitivityRow::cheapest)
                    .map(row -> texts.engine(row.circumstance()))
                    .toList();
            if (!stands.isEmpty()) {
                sentences.add(texts.say("plan.stands", "circumstances", texts.clauses(stands)));
            }
            if (!rows.isEmpty()) {
                sentences.add(texts.say("plan.shortlist"));
            }
            return sentences;
        }

        private String instead(SensitivityRow row) {
            return texts.say(
                    "plan.choice.for",
                    "choice",
                    choice(row.fleet(), row.policy(), row.budget()),
                    "thousand",
                    perThousand(row.newDollarsPerTask()));
        }

        private List<String> refusal(PromiseRow promise, List<PlanRow> plans) {
            List<String> sentences = new ArrayList<>();
            List<String> sets = promise.binding().isEmpty()
                    ? List.of()
                    : List.of(promise.binding().split(", ", -1));
            if (sets.isEmpty()) {
                sentences.add(texts.say("plan.refused.traffic"));
            } else {
                String or = sets.stream()
                        .map(this::limits)
                        .reduce((first, next) -> texts.say("plan.refused.or", "first", first, "next", next))
                        .orElseThrow();
                sentences.add(texts.sentences(
                        texts.say("plan.refused", "limits", or),
                        sets.get(0).contains(" + ")
                                ? texts.say("plan.refused.together")
                                : sets.size() > 1 ? texts.say("plan.refused.any") : others(promise, sets.get(0))));
            }
            String key = "plan.nearest";
            for (PlanRow row : plans) {
                if (row.standing() == Standing.NEAREST) {
                    sentences.add(nearest(key, row));
                    key = "plan.nearest.other";
                }
            }
            return sentences;
        }

        /** Limits of which all must be loosened. */
        private String limits(String set) {
            return Arrays.stream(set.split(" \\+ ", -1))
                    .map(texts::engine)
                    .reduce((first, next) -> texts.say("plan.refused.and", "first", first, "next", next))
                    .orElseThrow();
        }

        /** What is said of the limits beside that which stands in the way alone. */
        private String others(PromiseRow promise, String binding) {
            boolean cost = Double.isFinite(promise.dollarsPerTask()) || Double.isFinite(promise.dollarsPerHour());
            long others = Stream.of(
                            Double.isFinite(promise.accuracy()) && !binding.equals("accuracy"),
                            Double.isFinite(promise.seconds()) && !binding.equals("latency"),
                            cost && !binding.equals("cost"),
                            Double.isFinite(promise.kilowatts()) && !binding.equals("power"))
                    .filter(given -> given)
                    .count();
            return others == 0 ? "" : texts.say(others == 1 ? "plan.refused.other" : "plan.refused.others");
        }

        private String nearest(String key, PlanRow row) {
            String accuracy = interval(row.accuracy());
            return texts.say(
                    key,
                    "reason",
                    texts.engine(row.reason()),
                    "choice",
                    choice(row.fleet(), row.policy(), row.budget()),
                    "hour",
                    dollars(row.dollarsPerHour()),
                    "thousand",
                    perThousand(row.dollarsPerTask()),
                    "right",
                    Double.isFinite(row.latencyP95().value())
                            ? texts.say(
                                    "plan.nearest.in-time",
                                    "accuracy",
                                    accuracy,
                                    "seconds",
                                    Numbers.significant(row.latencyP95().value(), 3))
                            : texts.say("plan.right", "accuracy", accuracy),
                    "kilowatts",
                    Numbers.significant(row.kilowatts(), 2));
        }
    }

    /** A number that was given, without what rounding adds to it. */
    private static String plain(double given) {
        return BigDecimal.valueOf(given)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String percent(double share) {
        return Numbers.significant(100 * share, 3) + " %";
    }

    private static String dollars(double amount) {
        return Numbers.significant(amount, 3) + " USD";
    }

    /** Rounded down: a lower bound stays one. */
    private static String floored(double share) {
        return BigDecimal.valueOf(100 * share).setScale(1, RoundingMode.FLOOR).toPlainString() + " %";
    }
}
