package dev.plateau.export;

import dev.plateau.result.BudgetUnit;
import dev.plateau.result.PhasePoint;
import dev.plateau.result.PhasePolicyRow;
import dev.plateau.result.PhaseResult;
import dev.plateau.result.Range;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tech.tablesaw.api.Table;

/** Says in words, tables and a picture who wins over two settings. The same result gives the same bytes. */
public final class PhaseReport {
    private PhaseReport() {}

    /**
     * Writes phase.csv, phase-policies.csv, plots/phase and report.html.
     *
     * @param result to report
     * @param warnings what to mind
     * @param texts in which the page is
     * @param origin of the result
     * @param dir made if missing
     * @throws IOException if a file cannot be written
     */
    public static void write(PhaseResult result, List<String> warnings, Texts texts, Origin origin, Path dir)
            throws IOException {
        ResultTables.write(PhasePoint.TABLE, result.distinct(), dir);
        ResultTables.write(PhasePolicyRow.TABLE, result.accuracies(), dir);
        Page page = new Page(BudgetUnit.ROLLOUTS, texts);
        page.head(
                texts.say("phase.title", "x", result.x().key(), "y", result.y().key()));
        List<String> all = new ArrayList<>(warnings);
        if (result.interrupted()) {
            all.add(texts.say("phase.interrupted"));
        }
        page.warnings(all);
        if (result.cells().isEmpty()) {
            page.lead(texts.say("phase.nothing"));
        } else {
            PhaseGround ground = PhaseGround.of(result);
            page.lead(winners(result, ground, texts));
            summary(result, ground, texts, page);
            page.picture(Plots.write(
                    PhaseFigure.of(result, texts),
                    "",
                    PhaseFigure.alternative(result, texts),
                    dir.resolve("plots"),
                    "phase"));
        }
        Trust.write(
                page,
                texts,
                origin,
                List.of(texts.say("phase.assumed")),
                result.cells().isEmpty() ? List.of() : List.of(texts.say("phase.sampling"), simulated(result, texts)));
        page.tables();
        page.table(PhasePoint.TABLE, result.distinct());
        page.table(PhasePolicyRow.TABLE, result.accuracies());
        WholeFile.write(dir.resolve("report.html"), page.end());
    }

    /** One row per policy: where it wins, and by how much at most. */
    private static void summary(PhaseResult result, PhaseGround ground, Texts texts, Page page) {
        page.beginTable(texts.say("phase.summary"));
        page.heading(texts.say("page.policy"), "", true);
        page.heading(texts.say("phase.column.certain"), texts.say("phase.column.ground"), false);
        page.heading(texts.say("phase.column.ahead"), texts.say("phase.column.ground"), false);
        page.heading(texts.say("phase.column.margin"), texts.say("report.points"), false);
        page.heading(texts.say("phase.column.over"), "", true);
        page.heading(result.x().key(), texts.say("phase.column.there"), false);
        page.heading(result.y().key(), texts.say("phase.column.there"), false);
        page.beginRows();
        for (int p = 0; p < result.policies().size(); p++) {
            String policy = result.policies().get(p);
            Optional<PhasePoint> largest = largest(result, policy);
            page.html().append("<tr>");
            page.rowHeading(policy);
            page.cell(PhaseFigure.percent(ground.share(p, true), texts), false);
            page.cell(PhaseFigure.percent(ground.share(p, false), texts), false);
            page.cell(
                    largest.map(point -> texts.interval(
                                    plain(point.margin().value()),
                                    plain(point.margin().low()),
                                    plain(point.margin().high())))
                            .orElse(""),
                    false);
            page.cell(largest.map(PhasePoint::second).orElse(""), true);
            page.cell(largest.map(point -> number(point.x())).orElse(""), false);
            page.cell(largest.map(point -> number(point.y())).orElse(""), false);
            page.html().append("</tr>\n");
        }
        page.endTable();
        page.note(texts.say("phase.notes"));
    }

    /** Where a policy is certain to win by most; empty if it is nowhere. */
    private static Optional<PhasePoint> largest(PhaseResult result, String policy) {
        return result.distinct().stream()
                .filter(point -> point.winner().equals(policy) && point.certain())
                .max(Comparator.comparingDouble(point -> point.margin().value()));
    }

    /** The tables. */
    public static List<Table> tables(PhaseResult result) {
        return List.of(
                ResultTables.of(PhasePoint.TABLE, result.distinct()),
                ResultTables.of(PhasePolicyRow.TABLE, result.accuracies()));
    }

    /** The answer, in English. */
    public static List<String> sentences(PhaseResult result) {
        Texts texts = Texts.ENGLISH;
        if (result.cells().isEmpty()) {
            return List.of(texts.say("phase.nothing"));
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(winners(result, PhaseGround.of(result), texts));
        for (String policy : result.policies()) {
            largest(result, policy)
                    .ifPresent(point -> sentences.add(texts.say(
                            "phase.most",
                            "policy",
                            policy,
                            "x",
                            result.x().key() + " " + Range.plain(point.x()),
                            "y",
                            result.y().key() + " " + Range.plain(point.y()),
                            "margin",
                            texts.interval(
                                    points(point.margin().value(), texts),
                                    points(point.margin().low(), texts),
                                    points(point.margin().high(), texts)),
                            "second",
                            point.second())));
        }
        sentences.add(simulated(result, texts));
        return sentences;
    }

    /** Who is certain to win on how much of the ground. */
    private static String winners(PhaseResult result, PhaseGround ground, Texts texts) {
        List<String> wins = new ArrayList<>();
        List<String> never = new ArrayList<>();
        double certain = 0;
        for (int p = 0; p < result.policies().size(); p++) {
            double share = ground.share(p, true);
            String policy = result.policies().get(p);
            certain += share;
            if (share > 0) {
                wins.add(texts.say("phase.wins.one", "policy", policy, "share", PhaseFigure.percent(share, texts)));
            } else {
                never.add(policy);
            }
        }
        return texts.sentences(
                wins.isEmpty() ? texts.say("phase.wins.none") : texts.say("phase.wins", "policies", texts.joined(wins)),
                texts.say("phase.open", "share", PhaseFigure.percent(1 - certain, texts)),
                never.isEmpty() || wins.isEmpty() ? "" : texts.say("phase.never", "policies", texts.joined(never)));
    }

    private static String simulated(PhaseResult result, Texts texts) {
        return texts.say(
                "phase.simulated",
                "count",
                result.simulated(),
                "all",
                result.full(),
                "share",
                PhaseFigure.percent((double) result.simulated() / result.full(), texts),
                "tasks",
                result.points().get(0).tasks());
    }

    private static String points(double share, Texts texts) {
        return texts.say("phase.points", "points", plain(share));
    }

    /** As a setting is written, with a true minus. */
    private static String number(double setting) {
        return Range.plain(setting).replace('-', '\u2212');
    }

    private static String plain(double share) {
        return Numbers.plain(100 * share, 1);
    }
}
