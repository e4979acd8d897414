package dev.plateau.export;

import dev.plateau.result.PairRow;
import dev.plateau.result.RankRow;
import dev.plateau.result.ScoreRow;
import dev.plateau.result.StressResult;
import dev.plateau.result.StressRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Says in words, tables and pictures what the stress course showed. The same result gives the same bytes. */
public final class StressReport {
    private static final int MOST_PRINTED = 40;

    private StressReport() {}

    /**
     * Writes stress.csv, scores.csv, ranks.csv, differences.csv, plots/heat-map, a page for each policy in policies/ and report.html.
     *
     * @param result to report
     * @param origin lines that say how it was made
     * @param dir made if missing
     * @throws IOException if a file cannot be written
     */
    public static void write(StressResult result, List<String> origin, Path dir) throws IOException {
        ResultTables.write(StressRow.TABLE, result.rows(), dir);
        ResultTables.write(ScoreRow.TABLE, result.scores(), dir);
        ResultTables.write(RankRow.TABLE, result.ranks(), dir);
        ResultTables.write(PairRow.TABLE, result.pairs(), dir);
        Page page = new Page();
        page.head("Stress course " + result.version());
        page.element("p", answer(result));
        page.warnings(warnings(result));
        if (!result.scores().isEmpty()) {
            page.picture(Plots.write(HeatMap.of(result), "", HeatMap.ALTERNATIVE, dir.resolve("plots"), "heat-map"));
        }
        Map<String, String> pages = Plots.safeNames(policies(result));
        page.element("h2", "Policies");
        page.html().append("<ul>\n");
        for (String policy : pages.keySet()) {
            page.html()
                    .append("<li><a href=\"policies/")
                    .append(Page.escaped(String.valueOf(pages.get(policy))))
                    .append(".html\">")
                    .append(Page.escaped(policy))
                    .append("</a></li>\n");
        }
        page.html().append("</ul>\n");
        page.element("h2", "Families");
        page.html().append("<ul>\n");
        result.titles().forEach((id, title) -> page.element("li", id + ": " + title));
        page.html().append("</ul>\n");
        page.table(RankRow.TABLE, result.ranks());
        page.table(ScoreRow.TABLE, result.scores());
        page.element("h2", "How it was made");
        origin.forEach(line -> page.element("p", line));
        WholeFile.write(dir.resolve("report.html"), page.end());
        for (Map.Entry<String, String> policy : pages.entrySet()) {
            WholeFile.write(
                    dir.resolve("policies").resolve(policy.getValue() + ".html"), page(result, policy.getKey()));
        }
    }

    /** Everybody, in the order of the tables. */
    static List<String> policies(StressResult result) {
        return result.scores().stream().map(ScoreRow::policy).distinct().toList();
    }

    private static String page(StressResult result, String policy) throws IOException {
        List<ScoreRow> scores = result.scores().stream()
                .filter(row -> row.policy().equals(policy))
                .toList();
        Page page = new Page();
        page.head(policy + " in stress course " + result.version());
        page.element(
                "p",
                sentence(
                        result,
                        policy,
                        scores.stream()
                                .filter(row -> !row.family().equals(RankRow.ALL))
                                .toList()));
        if (!policy.equals(result.reference())) {
            page.html().append(StressCurves.svg(result, policy));
        }
        page.table(
                RankRow.TABLE,
                result.ranks().stream()
                        .filter(row -> row.policy().equals(policy))
                        .toList());
        page.table(ScoreRow.TABLE, scores);
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

    private static String sentence(StressResult result, String policy, List<ScoreRow> scores) {
        if (policy.equals(result.reference())) {
            return policy + " is what the others are measured against.";
        }
        List<String> wins = scores.stream()
                .filter(row -> !row.uncertain() && row.advantage().value() > 0)
                .map(row -> row.family() + " (" + points(row.advantage().value()) + ")")
                .toList();
        List<String> loses = scores.stream()
                .filter(ScoreRow::loses)
                .map(row -> row.family() + " (from hostility "
                        + String.format(Locale.ROOT, "%.2f", row.losesAt().value()) + ", seen on " + row.losesOn()
                        + ")")
                .toList();
        List<String> faults = scores.stream()
                .filter(row -> !row.status().equals(StressRow.OK))
                .map(row -> row.family() + ", " + row.status())
                .toList();
        return (scores.stream().anyMatch(ScoreRow::told) ? policy + " is told the truth: it bounds others. " : "")
                + (wins.isEmpty()
                        ? "It is better than " + result.reference() + " over no family as a whole."
                        : "Over a family as a whole it is better than " + result.reference() + " in "
                                + String.join(", ", wins) + ".")
                + (loses.isEmpty()
                        ? " On no rung does it lose to it."
                        : " It loses to it in " + String.join(", ", loses) + ".")
                + (faults.isEmpty() ? "" : " Disqualified: " + String.join("; ", faults) + ".");
    }

    private static List<String> warnings(StressResult result) {
        List<String> warnings = new ArrayList<>();
        if (result.interrupted()) {
            warnings.add(
                    "Interrupted: " + result.titles().size() + " of " + result.families() + " families are finished.");
        }
        result.ofFamilies().stream()
                .filter(row -> !row.status().equals(StressRow.OK))
                .forEach(row ->
                        warnings.add(row.policy() + " is disqualified in " + row.family() + ", " + row.status()));
        return warnings;
    }

    /** The answer in one paragraph. */
    public static String answer(StressResult result) {
        List<RankRow> overall = overall(result);
        if (overall.isEmpty()) {
            return "No policy finished a family.";
        }
        RankRow best = overall.get(0);
        List<String> ties = overall.stream()
                .skip(1)
                .filter(row -> row.best() == 1)
                .map(RankRow::policy)
                .toList();
        Optional<RankRow> reference = overall.stream()
                .filter(row -> row.policy().equals(result.reference()))
                .findFirst();
        List<String> never = overall.stream()
                .filter(row -> row.lost() == 0 && !row.policy().equals(result.reference()))
                .map(RankRow::policy)
                .toList();
        boolean alone = best.policy().equals(result.reference()) && overall.size() == 1;
        if (alone) {
            return "Over " + families(result.titles().size()) + " of stress course " + result.version() + ", plain "
                    + best.policy() + " sampling answers " + percent(best.area().value())
                    + " of the tasks right on average over the hostility. No other policy is ranked.";
        }
        boolean others = overall.stream()
                .anyMatch(row -> !row.policy().equals(result.reference())
                        && !row.policy().equals(best.policy()));
        return "Over " + families(result.titles().size()) + " of stress course " + result.version() + ", "
                + best.policy()
                + " answers most tasks right, " + percent(best.area().value()) + " on average over the hostility"
                + (ties.isEmpty() ? ", and no other may be the best" : "; so may " + String.join(", ", ties))
                + ". "
                + reference
                        .map(row -> "Plain " + row.policy() + " sampling reaches "
                                + percent(row.area().value()) + " and ranks " + span(row) + " of " + row.ranked()
                                + ".")
                        .orElse("")
                + (best.policy().equals(result.reference()) || best.lost() == 0
                        ? ""
                        : " " + best.policy() + " loses to it on some rung of " + families(best.lost()) + ".")
                + (!never.isEmpty()
                        ? " None of these was seen to lose to it anywhere: " + String.join(", ", never) + "."
                        : others ? " Every other policy loses to it somewhere." : "");
    }

    private static String families(int count) {
        return count == 1 ? "1 family" : count + " families";
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
        screen.println(answer(result));
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
            Optional<ScoreRow> whole = result.scores().stream()
                    .filter(score -> score.policy().equals(row.policy())
                            && score.family().equals(RankRow.ALL))
                    .findFirst();
            Optional<ScoreRow> worst = result.ofFamilies().stream()
                    .filter(score -> score.policy().equals(row.policy())
                            && Double.isFinite(score.worstAdvantage().value()))
                    .min(Comparator.comparingDouble(
                            score -> score.worstAdvantage().value()));
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
                    worst.filter(score -> score.worstAdvantage().value() < 0)
                            .map(score -> points(score.worstAdvantage().value()) + " in " + score.family())
                            .orElse("")));
        }
        warnings(result).forEach(screen::println);
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

    private static String points(double share) {
        return (share > 0 ? "+" : "") + Numbers.plain(100 * share, 1) + " points";
    }
}
