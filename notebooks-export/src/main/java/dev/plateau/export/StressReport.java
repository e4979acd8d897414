package dev.plateau.export;

import dev.plateau.result.BudgetUnit;
import dev.plateau.result.PairRow;
import dev.plateau.result.RankRow;
import dev.plateau.result.ScoreRow;
import dev.plateau.result.StressResult;
import dev.plateau.result.StressRow;
import dev.plateau.stats.Interval;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** Says in words, tables and pictures what the stress course showed. The same result gives the same bytes. */
public final class StressReport {
    private static final int MOST_PRINTED = 40;
    /** A hyphen at which no line ends. */
    private static final char NO_BREAK = '\u2011';

    private StressReport() {}

    /**
     * Writes stress.csv, scores.csv, ranks.csv, differences.csv, plots/heat-map, a page for each policy in policies/ and report.html.
     *
     * @param result to report
     * @param texts in which the pages are
     * @param origin of the result; its hash is that of the course
     * @param dir made if missing
     * @throws IOException if a file cannot be written
     */
    public static void write(StressResult result, Texts texts, Origin origin, Path dir) throws IOException {
        ResultTables.write(StressRow.TABLE, result.rows(), dir);
        ResultTables.write(ScoreRow.TABLE, result.scores(), dir);
        ResultTables.write(RankRow.TABLE, result.ranks(), dir);
        ResultTables.write(PairRow.TABLE, result.pairs(), dir);
        Page page = new Page(BudgetUnit.ROLLOUTS, texts);
        page.head(texts.say("stress.title", "course", result.version()));
        page.warnings(warnings(result, texts));
        page.lead(answer(result, texts));
        summary(result, texts, page);
        if (!result.scores().isEmpty()) {
            page.densePicture(Plots.write(
                    HeatMap.of(result, texts), "", texts.say("stress.heat.alt"), dir.resolve("plots"), "heat-map"));
            policies(result, texts, page);
            trust(result, texts, page);
        }
        page.element("h2", texts.say("report.part.again"));
        page.element("p", texts.say("report.again"));
        page.code(origin.command());
        page.note(texts.say(
                "stress.made",
                "version",
                origin.version(),
                "course",
                result.version(),
                "seed",
                origin.seed(),
                "hash",
                origin.hash()));
        page.tables();
        page.table(RankRow.TABLE, result.ranks());
        page.table(ScoreRow.TABLE, result.scores());
        WholeFile.write(dir.resolve("report.html"), page.end());
        for (Map.Entry<String, String> policy :
                Plots.safeNames(policies(result)).entrySet()) {
            WholeFile.write(
                    dir.resolve("policies").resolve(policy.getValue() + ".html"), page(result, policy.getKey(), texts));
        }
    }

    /** One row per ranked policy, over all families. */
    private static void summary(StressResult result, Texts texts, Page page) {
        List<RankRow> overall = overall(result);
        if (overall.isEmpty()) {
            return;
        }
        page.beginTable(texts.say("stress.summary"));
        page.heading(texts.say("page.policy"), "", true);
        page.heading(texts.say("stress.column.accuracy"), "%", false);
        page.heading(texts.say("stress.column.over", "policy", result.reference()), texts.say("report.points"), false);
        page.heading(texts.say("stress.column.rank"), "", false);
        page.heading(texts.say("stress.column.spent"), texts.plural(BudgetUnit.ROLLOUTS), false);
        page.heading(
                texts.say("stress.column.loses"),
                texts.say("stress.column.loses.unit", "count", result.titles().size()),
                false);
        page.heading(texts.say("stress.column.survives"), texts.say("stress.column.survives.unit"), false);
        page.heading(texts.say("stress.column.worst"), texts.say("report.points"), true);
        page.beginRows();
        for (RankRow row : overall) {
            Optional<ScoreRow> whole = whole(result, row.policy());
            boolean reference = row.policy().equals(result.reference());
            page.html().append("<tr>");
            page.rowHeading(row.policy());
            page.cell(interval(row.area(), texts), false);
            page.cell(reference ? "" : whole.map(StressReport::lead).orElse(""), false);
            page.cell(span(row).replace('-', NO_BREAK), false);
            page.cell(
                    whole.map(score -> Numbers.plain(score.rollouts().value(), 1))
                            .orElse(""),
                    false);
            page.cell(Integer.toString(row.lost()), false);
            page.cell(Numbers.plain(row.survived(), 2), false);
            page.cell(reference ? "" : worst(result, row.policy(), false, texts), true);
            page.html().append("</tr>\n");
        }
        page.endTable();
        page.note(texts.say("stress.notes", "policy", result.reference()));
        List<String> told = told(result).stream()
                .flatMap(policy -> whole(result, policy).stream())
                .map(score -> texts.say(
                        "stress.told.one",
                        "policy",
                        score.policy(),
                        "accuracy",
                        percent(score.area().value())))
                .toList();
        if (!told.isEmpty()) {
            page.note(texts.say("stress.told.not-ranked", "policies", texts.joined(told)));
        }
    }

    private static String interval(Interval share, Texts texts) {
        return texts.interval(
                Numbers.plain(100 * share.value(), 1),
                Numbers.plain(100 * share.low(), 1),
                Numbers.plain(100 * share.high(), 1));
    }

    private static Optional<ScoreRow> whole(StressResult result, String policy) {
        return result.scores().stream()
                .filter(score -> score.policy().equals(policy) && score.family().equals(RankRow.ALL))
                .findFirst();
    }

    /** Where a policy falls furthest behind; empty if it does nowhere. */
    private static String worst(StressResult result, String policy, boolean unit, Texts texts) {
        return result.ofFamilies().stream()
                .filter(score -> score.policy().equals(policy)
                        && Double.isFinite(score.worstAdvantage().value()))
                .min(Comparator.comparingDouble(score -> score.worstAdvantage().value()))
                .filter(score -> score.worstAdvantage().value() < 0)
                .map(score -> texts.say(
                        "stress.worst",
                        "points",
                        unit
                                ? points(score.worstAdvantage().value(), texts)
                                : Numbers.signed(100 * score.worstAdvantage().value(), 1),
                        "family",
                        score.family()))
                .orElse("");
    }

    /** Each policy in a sentence and its curves, folded; and what the families are. */
    private static void policies(StressResult result, Texts texts, Page page) {
        page.element("h2", texts.say("stress.policies"));
        page.element("p", texts.say("stress.policies.notes", "policy", result.reference()));
        for (String policy : HeatMap.of(result, texts).rows()) {
            page.html()
                    .append("<details><summary>")
                    .append(Page.escaped(policy))
                    .append("</summary>\n");
            page.element("p", sentence(result, policy, texts));
            if (!policy.equals(result.reference())) {
                page.html().append(StressCurves.svg(result, policy, texts));
            }
            page.html().append("</details>\n");
        }
        page.element("h2", texts.say("stress.part.families"));
        page.html().append("<ul>\n");
        result.titles()
                .forEach((id, title) -> page.element(
                        "li", texts.say("stress.family.line", "family", id, "title", texts.engine(title))));
        page.html().append("</ul>\n");
    }

    /** What was assumed, and both kinds of error. */
    private static void trust(StressResult result, Texts texts, Page page) {
        page.element("h2", texts.say("report.part.assumed"));
        page.html().append("<ul>\n");
        page.element("li", texts.say("stress.assumed.tasks"));
        page.element("li", texts.say("stress.assumed.hostility"));
        page.element(
                "li",
                texts.say(
                        "stress.assumed.policies",
                        "budget",
                        span(result.rows().stream().mapToLong(StressRow::budget), texts)));
        page.html().append("</ul>\n");
        page.element("h2", texts.say("report.part.sampling"));
        page.element(
                "p",
                texts.sentences(
                        texts.say(
                                "stress.sampling",
                                "tasks",
                                span(result.rows().stream().mapToLong(StressRow::tasks), texts)),
                        widest(result)
                                .map(points -> texts.say("stress.sampling.widest", "points", points))
                                .orElse(""),
                        texts.say("stress.sampling.ranks")));
        page.element("h2", texts.say("report.part.model"));
        page.element(
                "p",
                texts.sentences(
                        texts.say("stress.model"),
                        result.titles().containsKey("machines") ? texts.say("stress.model.machines") : ""));
    }

    /** Half of the widest interval over all families, in percentage points. */
    private static Optional<String> widest(StressResult result) {
        return overall(result).stream()
                .map(row -> 100 * row.area().halfWidth())
                .filter(Double::isFinite)
                .max(Double::compare)
                .map(points -> Numbers.plain(points, Numbers.decimals(points)));
    }

    private static String span(LongStream numbers, Texts texts) {
        LongSummaryStatistics all = numbers.filter(number -> number > 0).summaryStatistics();
        String low = String.format(Locale.ROOT, "%,d", all.getMin());
        String high = String.format(Locale.ROOT, "%,d", all.getMax());
        return low.equals(high) ? low : texts.range(low, high);
    }

    /** Everybody, in the order of the tables. */
    static List<String> policies(StressResult result) {
        return result.scores().stream().map(ScoreRow::policy).distinct().toList();
    }

    private static String page(StressResult result, String policy, Texts texts) throws IOException {
        Page page = new Page(BudgetUnit.ROLLOUTS, texts);
        page.head(texts.say("stress.title.policy", "policy", policy, "course", result.version()));
        page.lead(sentence(result, policy, texts));
        if (!policy.equals(result.reference())) {
            page.html().append(StressCurves.svg(result, policy, texts));
        }
        page.table(
                RankRow.TABLE,
                result.ranks().stream()
                        .filter(row -> row.policy().equals(policy))
                        .toList());
        page.table(
                ScoreRow.TABLE,
                result.scores().stream()
                        .filter(row -> row.policy().equals(policy))
                        .toList());
        page.table(
                PairRow.TABLE,
                result.pairs().stream()
                        .filter(row -> row.family().equals(RankRow.ALL)
                                && (row.policy().equals(policy) || row.rival().equals(policy)))
                        .toList());
        page.table(
                StressRow.TABLE,
                result.rows().stream()
                        .filter(row -> row.policy().equals(policy))
                        .toList());
        return page.end();
    }

    private static String sentence(StressResult result, String policy, Texts texts) {
        if (policy.equals(result.reference())) {
            return texts.say("stress.is-reference", "policy", policy);
        }
        List<ScoreRow> scores = result.ofFamilies().stream()
                .filter(row -> row.policy().equals(policy))
                .toList();
        List<String> wins = scores.stream()
                .filter(row -> !row.uncertain() && row.advantage().value() > 0)
                .map(row -> texts.say(
                        "stress.wins.one",
                        "family",
                        row.family(),
                        "points",
                        points(row.advantage().value(), texts)))
                .toList();
        List<String> loses = scores.stream()
                .filter(ScoreRow::loses)
                .map(row -> texts.say(
                        "stress.loses.one",
                        "family",
                        row.family(),
                        "hostility",
                        Numbers.plain(row.losesAt().value(), 2),
                        "rung",
                        row.losesOn()))
                .toList();
        List<String> faults = scores.stream()
                .filter(row -> !row.status().equals(StressRow.OK))
                .map(row -> texts.joined(List.of(row.family(), texts.engine(row.status()))))
                .toList();
        return texts.sentences(
                scores.stream().anyMatch(ScoreRow::told) ? texts.say("stress.is-told", "policy", policy) : "",
                wins.isEmpty()
                        ? texts.say("stress.wins.none", "policy", result.reference())
                        : texts.say("stress.wins", "policy", result.reference(), "families", texts.joined(wins)),
                loses.isEmpty()
                        ? texts.say("stress.loses.none")
                        : texts.say("stress.loses", "families", texts.joined(loses)),
                faults.isEmpty() ? "" : texts.say("stress.faults", "families", texts.clauses(faults)));
    }

    private static List<String> warnings(StressResult result, Texts texts) {
        List<String> warnings = new ArrayList<>();
        if (result.interrupted()) {
            warnings.add(
                    texts.say("stress.interrupted", "finished", result.titles().size(), "all", result.families()));
        }
        result.ofFamilies().stream()
                .filter(row -> !row.status().equals(StressRow.OK))
                .forEach(row -> warnings.add(texts.say(
                        "stress.disqualified",
                        "policy",
                        row.policy(),
                        "family",
                        row.family(),
                        "reason",
                        texts.engine(row.status()))));
        return warnings;
    }

    /** The answer in one paragraph. */
    static String answer(StressResult result, Texts texts) {
        List<RankRow> overall = overall(result);
        if (overall.isEmpty()) {
            return texts.say("stress.nothing");
        }
        RankRow best = overall.get(0);
        String families = families(result.titles().size(), texts);
        String accuracy = percent(best.area().value());
        boolean plain = best.policy().equals(result.reference());
        if (plain && overall.size() == 1) {
            return texts.say(
                    "stress.answer.alone",
                    "families",
                    families,
                    "course",
                    result.version(),
                    "policy",
                    best.policy(),
                    "accuracy",
                    accuracy);
        }
        return texts.sentences(
                best(best, overall, families, result.version(), texts),
                overall.stream()
                        .filter(row -> row.policy().equals(result.reference()))
                        .findFirst()
                        .map(row -> texts.say(
                                "stress.reference",
                                "policy",
                                row.policy(),
                                "accuracy",
                                percent(row.area().value()),
                                "rank",
                                span(row),
                                "ranked",
                                row.ranked()))
                        .orElse(""),
                plain || best.lost() == 0
                        ? ""
                        : texts.say(
                                "stress.best-loses", "policy", best.policy(), "families", families(best.lost(), texts)),
                others(result, overall, texts));
    }

    private static String best(RankRow best, List<RankRow> overall, String families, String course, Texts texts) {
        String accuracy = percent(best.area().value());
        List<String> ties = overall.stream()
                .skip(1)
                .filter(row -> row.best() == 1)
                .map(RankRow::policy)
                .toList();
        return ties.isEmpty()
                ? texts.say(
                        "stress.answer",
                        "families",
                        families,
                        "course",
                        course,
                        "policy",
                        best.policy(),
                        "accuracy",
                        accuracy)
                : texts.say(
                        "stress.answer.tied",
                        "families",
                        families,
                        "course",
                        course,
                        "policy",
                        best.policy(),
                        "accuracy",
                        accuracy,
                        "policies",
                        texts.joined(ties));
    }

    /** Who never loses to the reference, or that all the others do. */
    private static String others(StressResult result, List<RankRow> overall, Texts texts) {
        List<RankRow> rivals = overall.stream()
                .filter(row -> !row.policy().equals(result.reference()))
                .toList();
        List<String> never = rivals.stream()
                .filter(row -> row.lost() == 0)
                .map(RankRow::policy)
                .toList();
        if (!never.isEmpty()) {
            return texts.say("stress.never", "policies", texts.joined(never));
        }
        return rivals.stream().anyMatch(row -> !row.equals(overall.get(0))) ? texts.say("stress.all-lose") : "";
    }

    private static String families(int count, Texts texts) {
        return texts.say(count == 1 ? "stress.family" : "stress.families", "count", count);
    }

    /** Policies that are told the truth, which bound others and have no rank. */
    public static List<String> told(StressResult result) {
        return result.scores().stream()
                .filter(ScoreRow::told)
                .map(ScoreRow::policy)
                .distinct()
                .toList();
    }

    /** Policies that were disqualified on every rung that is finished. */
    public static List<String> disqualified(StressResult result) {
        return policies(result).stream()
                .filter(policy -> result.rows().stream()
                        .filter(row -> row.policy().equals(policy))
                        .noneMatch(row -> row.status().equals(StressRow.OK)))
                .toList();
    }

    /** Prints the answer and the ranks over all families. */
    public static void print(StressResult result, PrintWriter screen) {
        screen.println(answer(result, Texts.ENGLISH));
        screen.println();
        screen.println(String.format(
                Locale.ROOT,
                "%-22s %9s %16s %7s %7s %9s %9s  %s",
                "policy",
                "accuracy",
                "over " + result.reference(),
                "rank",
                "spent",
                "loses in",
                "survives",
                "worst"));
        List<RankRow> overall = overall(result);
        for (RankRow row : overall.subList(0, Math.min(MOST_PRINTED, overall.size()))) {
            Optional<ScoreRow> whole = whole(result, row.policy());
            screen.println(String.format(
                    Locale.ROOT,
                    "%-22s %7.1f %% %16s %7s %7s %6d/%2d %9.2f  %s",
                    row.policy(),
                    100 * row.area().value(),
                    row.policy().equals(result.reference())
                            ? ""
                            : whole.map(StressReport::lead).orElse(""),
                    span(row),
                    whole.map(score -> Numbers.plain(score.rollouts().value(), 1))
                            .orElse(""),
                    row.lost(),
                    result.titles().size(),
                    row.survived(),
                    worst(result, row.policy(), true, Texts.ENGLISH)));
        }
        warnings(result, Texts.ENGLISH).forEach(screen::println);
    }

    private static List<RankRow> overall(StressResult result) {
        return result.ranks().stream()
                .filter(row -> row.family().equals(RankRow.ALL))
                .toList();
    }

    private static String lead(ScoreRow score) {
        double value = score.advantage().value();
        return (value > 0 ? "+" : "")
                + Numbers.plain(100 * value, 1)
                + " ± "
                + Numbers.plain(100 * score.advantage().halfWidth(), 1);
    }

    private static String span(RankRow row) {
        return row.best() == row.worst() ? Integer.toString(row.best()) : row.best() + "-" + row.worst();
    }

    private static String percent(double share) {
        return Numbers.plain(100 * share, 1) + " %";
    }

    private static String points(double share, Texts texts) {
        return texts.say("stress.points", "points", Numbers.signed(100 * share, 1));
    }
}
