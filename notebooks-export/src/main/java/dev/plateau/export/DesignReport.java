package dev.plateau.export;

import dev.plateau.calibrate.PilotPlan;
import dev.plateau.result.BudgetUnit;
import dev.plateau.result.DesignRow;
import dev.plateau.result.Spending;
import dev.plateau.result.StageRow;
import dev.plateau.stats.Interval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;

/** Says in words, tables and a picture how large a pilot must be. The same plan gives the same bytes. */
public final class DesignReport {
    private static final double ROOM = 0.15;
    private static final double TERA = 1e12;
    /** Half of the 95 % interval of a share of a half, in percentage points, times the root of how many there are. */
    private static final double WORST_SHARE = 98;

    private DesignReport() {}

    /**
     * Writes design.csv, stages.csv, plots and report.html.
     *
     * @param plan to report
     * @param title of the scenario
     * @param sentences that the page begins with
     * @param origin lines that say how it was made
     * @param texts in which page and picture are
     * @param dir made if missing
     * @throws IOException if a file cannot be written
     */
    public static void write(
            PilotPlan plan, String title, List<String> sentences, List<String> origin, Texts texts, Path dir)
            throws IOException {
        ResultTables.write(DesignRow.TABLE, plan.designs(), dir);
        ResultTables.write(StageRow.TABLE, plan.stages(), dir);
        Page page = new Page(BudgetUnit.ROLLOUTS, texts);
        page.head(texts.say("fit.pilot", "title", texts.title(title)));
        page.lead(texts.engineSentences(sentences.get(0)));
        summary(plan, texts, page);
        sentences.stream().skip(1).forEach(sentence -> page.element("p", texts.engineSentences(sentence)));
        page.picture(Plots.write(figure(plan, title, texts), dir.resolve("plots"), "gain"));
        trust(plan, texts, page);
        page.element("h2", texts.say("report.part.again"));
        page.element("p", texts.say("report.again"));
        page.code(origin.get(1));
        page.note("Plateau " + origin.get(0));
        page.tables();
        page.table(StageRow.TABLE, plan.stages());
        page.table(DesignRow.TABLE, plan.designs());
        WholeFile.write(dir.resolve("report.html"), page.end());
    }

    /** The cheapest pilots that are enough, one of each procedure. */
    private static void summary(PilotPlan plan, Texts texts, Page page) {
        List<DesignRow> enough = Stream.of(plan.parallel(), plan.sequential())
                .flatMap(Optional::stream)
                .toList();
        if (enough.isEmpty()) {
            return;
        }
        boolean served = plan.fleet().isPresent();
        page.beginTable(texts.say("fit.pilot.summary"));
        page.heading(texts.say("fit.pilot.procedure"), "", true);
        page.heading(texts.say("fit.pilot.problems"), "", false);
        page.heading(texts.say("fit.pilot.samples"), texts.say("fit.pilot.samples.each"), false);
        page.heading(
                texts.say("fit.pilot.within", "factor", Numbers.significant(plan.factor(), 3)),
                texts.say("fit.pilot.within.of"),
                false);
        page.heading(texts.say("stress.column.spent"), texts.say("page.unit.tokens"), false);
        if (served) {
            page.heading(texts.say("fit.pilot.time"), "s", false);
            page.heading(texts.say("fit.pilot.rent"), "USD", false);
        }
        page.beginRows();
        for (DesignRow row : enough) {
            page.html().append("<tr>");
            page.rowHeading(texts.say(row.procedure().equals("parallel") ? "fit.pilot.sample" : "fit.pilot.round"));
            page.cell(FitAnswer.grouped(row.problems()), false);
            page.cell(FitAnswer.grouped(row.samples()), false);
            page.cell(Numbers.plain(100 * row.within(), 0) + " %", false);
            page.cell(FitAnswer.grouped(Math.round(row.spending().tokens())), false);
            if (served) {
                page.cell(Numbers.significant(row.spending().seconds(), 3), false);
                page.cell(Numbers.significant(row.spending().dollars(), 3), false);
            }
            page.html().append("</tr>\n");
        }
        page.endTable();
    }

    /** What was assumed, and both kinds of error. */
    private static void trust(PilotPlan plan, Texts texts, Page page) {
        page.element("h2", texts.say("report.part.assumed"));
        page.html().append("<ul>\n");
        page.element("li", texts.say("fit.pilot.assumed"));
        page.element("li", texts.say("fit.pilot.assumed.fit"));
        page.html().append("</ul>\n");
        page.element("h2", texts.say("report.part.sampling"));
        page.element(
                "p",
                plan.designs().stream().mapToInt(DesignRow::pilots).min().stream()
                        .mapToObj(pilots -> texts.say(
                                "fit.pilot.sampling",
                                "pilots",
                                pilots,
                                "points",
                                Numbers.significant(WORST_SHARE / Math.sqrt(pilots), 2)))
                        .findFirst()
                        .orElseGet(() -> texts.say("fit.pilot.sampling.none")));
        page.element("h2", texts.say("report.part.model"));
        page.element(
                "p",
                texts.sentences(
                        texts.say("fit.pilot.model"),
                        plan.fleet().isPresent()
                                ? texts.say(
                                        "report.model.machines",
                                        "error",
                                        Numbers.significant(100 * plan.timeError(), 2))
                                : ""));
    }

    /** What a plan says. */
    public static List<String> sentences(PilotPlan plan) {
        List<String> sentences = new ArrayList<>();
        sentences.add(sentence(plan, "parallel", plan.parallelSaturation(), plan.parallel(), "samples each"));
        sentences.add(sentence(
                plan,
                "sequential",
                plan.sequentialSaturation(),
                plan.sequential(),
                "rounds at most, stopped when right"));
        StageRow first = plan.stages().get(0);
        StageRow last = plan.stages().get(plan.stages().size() - 1);
        sentences.add("The gain per sample falls from "
                + points(first.parallel().gain().value()) + " at " + first.samples() + " to "
                + points(last.parallel().gain().value()) + " at " + last.samples() + ", per round from "
                + points(first.sequential().gain().value()) + " to "
                + points(last.sequential().gain().value()) + ".");
        sentences.add(comparison(plan));
        rule(plan, StageRow::parallel)
                .ifPresent(stage -> sentences.add("To stop while it runs, with " + plan.problems()
                        + " problems: double the samples, and stop sampling when few enough problems are solved exactly once, at "
                        + stage.samples() + " samples at most "
                        + stage.parallel().allowed()
                        + " (stages.csv has the number of every stage). "
                        + Numbers.plain(100 * stage.parallel().stopped(), 0)
                        + " % of the pilots have stopped by then."));
        rule(plan, StageRow::sequential)
                .ifPresent(stage ->
                        sentences.add("Likewise stop refining when the later half of the rounds newly solves few"
                                + " enough, at " + stage.samples() + " rounds at most "
                                + stage.sequential().allowed() + "; "
                                + Numbers.plain(100 * stage.sequential().stopped(), 0)
                                + " % of the pilots have stopped by then."));
        if (plan.interrupted()) {
            sentences.add("Interrupted: larger pilots were not tried.");
        }
        return sentences;
    }

    /** The stage at which most pilots stop, or the last one that may. */
    private static Optional<StageRow> rule(PilotPlan plan, Function<StageRow, StageRow.Procedure> of) {
        List<StageRow> open = plan.stages().stream()
                .filter(stage -> of.apply(stage).allowed() >= 0)
                .toList();
        return open.stream()
                .filter(stage -> of.apply(stage).stopped() > 0.5)
                .findFirst()
                .or(() -> open.isEmpty() ? Optional.empty() : Optional.of(open.get(open.size() - 1)));
    }

    private static String sentence(
            PilotPlan plan, String procedure, long saturation, Optional<DesignRow> enough, String what) {
        if (saturation == Long.MAX_VALUE) {
            return "The " + procedure
                    + " curve of this scenario saturates beyond what was simulated: no pilot was designed.";
        }
        String begin =
                "The " + procedure + " curve of this scenario saturates at " + FitAnswer.grouped(saturation) + ". ";
        return begin
                + enough.map(row -> "A pilot of " + row.problems() + " problems x " + row.samples() + " " + what
                                + " places that within a factor of " + Numbers.significant(plan.factor(), 3) + " in "
                                + Numbers.plain(100 * row.within(), 0) + " % of " + row.pilots()
                                + " simulated pilots, for " + cost(row.spending(), plan) + ". " + intervals(row))
                        .orElse((stopped(plan, procedure)
                                        ? "Interrupted before a pilot was found that places that within a factor of "
                                        : "No pilot that was tried places that within a factor of ")
                                + Numbers.significant(plan.factor(), 3)
                                + (stopped(plan, procedure)
                                        ? " often enough."
                                        : " often enough, with intervals that hold: try more problems, a wider factor or"
                                                + " a larger epsilon."));
    }

    /** Whether the search for a pilot of a procedure was interrupted: then there is none of the procedures after it. */
    private static boolean stopped(PilotPlan plan, String procedure) {
        int last = plan.designs().size() - 1;
        return plan.interrupted()
                && (last < 0
                        || plan.designs().get(last).procedure().equals(procedure)
                        || procedure.equals("sequential"));
    }

    private static String intervals(DesignRow row) {
        String own = "The pilots' own intervals hold it in " + Numbers.plain(100 * row.holds(), 0) + " %";
        return row.widening() == 1
                ? own + " and need no widening."
                : own + "; widened at both ends by a factor of " + Numbers.significant(row.widening(), 3)
                        + ", as half of the pilots ask for, those of the others hold it in "
                        + Numbers.plain(100 * row.widenedHolds(), 0) + " %.";
    }

    private static String cost(Spending spending, PilotPlan plan) {
        String tokens = FitAnswer.grouped(Math.round(spending.tokens())) + " tokens and "
                + Numbers.significant(spending.flops() / TERA, 2) + " TFLOP";
        return plan.fleet()
                .map(fleet -> tokens + ": " + dollars(spending.dollars()) + " in "
                        + Numbers.significant(spending.seconds(), 3) + " s on " + fleet + ", within "
                        + Numbers.significant(100 * plan.timeError(), 2) + " %")
                .orElse(tokens);
    }

    private static String dollars(double amount) {
        return "$" + Numbers.significant(amount, 3);
    }

    /** Both procedures for the same tokens, where samples cease to be worth it or, if they do not, at the last stage. */
    private static String comparison(PilotPlan plan) {
        StageRow stage = plan.stages().stream()
                .filter(row -> row.parallel().gain().value() <= plan.epsilon())
                .findFirst()
                .orElse(plan.stages().get(plan.stages().size() - 1));
        double dollars = stage.parallel().dollarsPerSolved();
        double sequentialDollars = stage.sequential().dollarsPerSolved();
        return "For the tokens of " + stage.samples() + " samples, which solve "
                + percent(stage.parallel().solved()) + ", chains may have " + stage.rounds() + " rounds, which solve "
                + percent(stage.sameTokens()) + ". The doubling to " + stage.samples() + " newly solves "
                + rate(stage.parallel().solvedPerMillion())
                + " problems per million tokens by samples and "
                + rate(stage.sequential().solvedPerMillion()) + " by rounds"
                + (Double.isFinite(dollars) && Double.isFinite(sequentialDollars)
                        ? ", at " + dollars(dollars) + " and " + dollars(sequentialDollars) + " a problem."
                        : ".");
    }

    /** None, where no problem was left to be solved and so no token was spent. */
    private static String rate(double solvedPerMillion) {
        return Double.isFinite(solvedPerMillion) ? Numbers.significant(solvedPerMillion, 3) : "none";
    }

    private static String percent(double share) {
        return Numbers.plain(100 * share, 1) + " %";
    }

    private static String points(double gain) {
        return Numbers.significant(100 * gain, 2) + " percentage points";
    }

    private static Figures.Figure figure(PilotPlan plan, String title, Texts texts) {
        GainScale scale = GainScale.from(100 * plan.epsilon());
        List<Curve> gains = List.of(
                curve(
                        plan,
                        scale,
                        texts.say("fit.pilot.sample"),
                        0,
                        stage -> stage.parallel().gain()),
                curve(
                        plan,
                        scale,
                        texts.say("fit.pilot.round"),
                        1,
                        stage -> stage.sequential().gain()));
        double epsilon = scale.position(100 * plan.epsilon());
        double top = gains.stream().flatMapToDouble(Curve::heights).max().orElse(0);
        XYChart chart = Charts.gridded(
                axis(plan, texts), scale.axis(texts.say("fit.pilot.axis"), -ROOM, Math.max(top, epsilon) + ROOM));
        Curve.draw(chart, gains);
        Charts.level(chart, "epsilon", epsilon, 1, Look.INK, Look.thinDashed());
        return new Figures.Figure(
                "",
                "gain",
                texts.say("fit.pilot.alt"),
                new Slide(
                        texts.say("fit.pilot", "title", texts.title(title)),
                        texts.say(
                                "fit.pilot.figure",
                                "problems",
                                plan.problems(),
                                "epsilon",
                                Numbers.significant(100 * plan.epsilon(), 2),
                                "linear",
                                scale.label(1)),
                        List.of(Slide.Panel.of(chart)),
                        gains.stream().map(Curve::entry).toList()));
    }

    private static HorizontalAxis axis(PilotPlan plan, Texts texts) {
        return BudgetAxis.of(plan.stages().stream().map(StageRow::samples).toList(), BudgetUnit.ROLLOUTS, 0, texts);
    }

    private static Curve curve(
            PilotPlan plan, GainScale scale, String name, int index, Function<StageRow, Interval> gain) {
        return new Curve(
                name,
                Look.policy(index),
                plan.stages().stream()
                        .map(stage -> {
                            Interval y = gain.apply(stage);
                            return new Curve.Point(
                                    BudgetAxis.position(stage.samples()),
                                    scale.position(100 * y.value()),
                                    scale.position(100 * y.low()),
                                    scale.position(100 * y.high()));
                        })
                        .toList());
    }
}
