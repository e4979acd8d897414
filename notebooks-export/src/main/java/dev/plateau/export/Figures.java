package dev.plateau.export;

import dev.plateau.result.AccuracyRow;
import dev.plateau.result.BudgetUnit;
import dev.plateau.result.ComparisonRow;
import dev.plateau.result.GainRow;
import dev.plateau.result.StudyResult;
import dev.plateau.stats.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;

/** Composes the pictures of a result. */
final class Figures {
    private static final double ROOM_FOR_ZONE_NAMES = 0.27;
    private static final double SHARE_OF_ZONE_NAMES = ROOM_FOR_ZONE_NAMES / (1.06 + ROOM_FOR_ZONE_NAMES);

    private final StudyResult result;
    private final Texts texts;
    private final List<String> worlds;
    private final List<String> policies;
    private final Map<String, Look.Line> looks;

    /** A picture and where it belongs: the world is empty if it shows all of them. */
    record Figure(String world, String name, String alternative, Slide slide) {}

    private record Drawing(List<Slide.Panel> panels, List<Slide.Entry> legend) {}

    private Figures(StudyResult result, Texts texts) {
        this.result = result;
        this.texts = texts;
        worlds =
                result.accuracy().stream().map(AccuracyRow::scenario).distinct().toList();
        policies =
                result.accuracy().stream().map(AccuracyRow::policy).distinct().toList();
        looks = Looks.of(policies, result::contends, this::reached);
    }

    /** Mean accuracy over worlds at the largest budget. */
    private double reached(String policy) {
        int largest = Collections.max(budgets(result.accuracy()));
        return result.accuracy().stream()
                .filter(row -> row.policy().equals(policy) && row.budget() == largest)
                .mapToDouble(row -> row.accuracy().value())
                .filter(Double::isFinite)
                .average()
                .orElse(0);
    }

    private Look.Line look(String policy) {
        return looks.getOrDefault(policy, Look.faint());
    }

    /** All pictures that the rows allow; those across worlds first. */
    static List<Figure> of(StudyResult result, Texts texts) {
        Figures figures = new Figures(result, texts);
        List<Figure> all = new ArrayList<>();
        if (figures.worlds.size() > 1) {
            figures.differencesByWorld().ifPresent(all::add);
            figures.policies.forEach(policy -> all.add(figures.acrossWorlds(policy)));
        }
        figures.worlds.forEach(world -> all.addAll(figures.ofWorld(world)));
        return all;
    }

    private List<Figure> ofWorld(String world) {
        List<AccuracyRow> rows = result.accuracy().stream()
                .filter(r -> r.scenario().equals(world))
                .toList();
        List<GainRow> gains =
                result.gains().stream().filter(r -> r.scenario().equals(world)).toList();
        List<ComparisonRow> comparison = result.comparison().stream()
                .filter(r -> r.scenario().equals(world) && !r.policy().equals(r.baseline()))
                .toList();
        List<Figure> figures = new ArrayList<>();
        figures.add(accuracy(world, rows));
        if (policies.size() > Look.CROWD) {
            ranking(world, rows).ifPresent(figures::add);
        }
        byLevel(world).ifPresent(figures::add);
        figures.add(coverage(world, rows));
        if (gains.stream().anyMatch(row -> Double.isFinite(row.gain().value()))) {
            figures.add(gain(world, rows, gains));
        }
        if (comparison.stream().anyMatch(row -> Double.isFinite(row.difference().value()))) {
            figures.add(difference(world, rows, comparison));
        }
        for (BudgetUnit unit : BudgetUnit.values()) {
            if (unit != BudgetUnit.ROLLOUTS || rows.stream().anyMatch(Figures::differsFromBudget)) {
                spent(world, rows, unit).ifPresent(figures::add);
            }
        }
        RegretBars bars = new RegretBars(
                result.regret().stream().filter(r -> r.scenario().equals(world)).toList(), texts);
        if (bars.drawable()) {
            figures.add(regret(world, bars));
        }
        figures.addAll(new FleetFigures(result, world, looks, texts).figures(titled(world)));
        return figures;
    }

    private Figure accuracy(String world, List<AccuracyRow> rows) {
        List<Curve> curves = byPolicy(rows, AccuracyRow::policy, row -> percent(row.budget(), row.accuracy()));
        XYChart chart = Charts.gridded(axis(rows, 0), ValueAxis.percent(texts.say("page.accuracy"), heights(curves)));
        Curve.draw(chart, curves);
        return figure(
                world,
                "accuracy",
                texts.say("figure.accuracy.alt", "policies", names(curves)),
                texts.sentences(texts.say("figure.accuracy"), intervals(rows)),
                List.of(chart),
                curves);
    }

    /** Every policy by name, which a crowd of lines cannot show. */
    private Optional<Figure> ranking(String world, List<AccuracyRow> rows) {
        Map<String, Look.Line> own = Looks.named(policies, result::contends);
        DotRows dots = new DotRows(
                texts.say("page.accuracy"),
                false,
                rows.stream()
                        .sorted(Comparator.comparingInt(AccuracyRow::budget)
                                .reversed()
                                .thenComparing(Comparator.<AccuracyRow>comparingDouble(
                                                row -> row.accuracy().value())
                                        .reversed()))
                        .map(row -> new DotRows.Dot(
                                texts.policyName(result, row.policy()),
                                row.budget(),
                                new Slide.Entry(row.policy(), own.getOrDefault(row.policy(), Look.total())),
                                row.accuracy()))
                        .toList());
        return !dots.drawable()
                ? Optional.empty()
                : Optional.of(figure(
                        world,
                        "ranking",
                        texts.say("figure.ranking.alt", "policies", texts.joined(dots.rows())),
                        texts.sentences(texts.say("figure.ranking"), texts.say("page.strokes")),
                        new Drawing(dots.panels(result.unit(), texts), List.of())));
    }

    /** Where the baseline is beaten, world by world. */
    private Optional<Figure> differencesByWorld() {
        DotRows dots = new DotRows(
                texts.say("figure.difference.axis"),
                true,
                result.comparison().stream()
                        .filter(row -> !row.policy().equals(row.baseline()))
                        .map(row -> new DotRows.Dot(
                                result.worldName(row.scenario()),
                                row.budget(),
                                new Slide.Entry(texts.policyName(result, row.policy()), look(row.policy())),
                                row.difference()))
                        .toList());
        return !dots.drawable() || policies.size() > Look.CROWD
                ? Optional.empty()
                : Optional.of(figure(
                        "",
                        "differences-by-world",
                        texts.say(
                                "figure.difference.worlds.alt",
                                "baseline",
                                result.baseline(),
                                "worlds",
                                texts.joined(dots.rows())),
                        texts.sentences(
                                texts.say("figure.difference.worlds", "baseline", result.baseline()),
                                texts.say("page.strokes")),
                        new Drawing(dots.panels(result.unit(), texts), dots.legend())));
    }

    /** At a middle and the largest budget. */
    private Optional<Figure> byLevel(String world) {
        DotRows dots = new DotRows(
                texts.say("page.accuracy"),
                false,
                result.levels().stream()
                        .filter(row -> row.scenario().equals(world))
                        .map(row -> new DotRows.Dot(
                                texts.say("figure.level", "level", row.level()),
                                row.budget(),
                                new Slide.Entry(texts.policyName(result, row.policy()), look(row.policy())),
                                row.accuracy()))
                        .toList());
        return !dots.drawable() || policies.size() > Look.CROWD
                ? Optional.empty()
                : Optional.of(figure(
                        world,
                        "levels",
                        texts.say("figure.levels.alt"),
                        texts.sentences(texts.say("figure.levels"), texts.say("page.strokes")),
                        new Drawing(dots.panels(result.unit(), texts), dots.legend())));
    }

    private static boolean differsFromBudget(AccuracyRow row) {
        return Math.abs(row.rolloutsPerTask() - row.budget()) > 0.01 * row.budget();
    }

    /** Empty if nothing was spent or nobody knows how much. */
    private Optional<Figure> spent(String world, List<AccuracyRow> rows, BudgetUnit unit) {
        List<AccuracyRow> there = rows.stream()
                .filter(row -> amount(row, unit) > 0
                        && Double.isFinite(amount(row, unit))
                        && Double.isFinite(row.accuracy().value()))
                .sorted(Comparator.comparingInt(AccuracyRow::budget))
                .toList();
        if (there.isEmpty()) {
            return Optional.empty();
        }
        List<Curve> curves = byPolicy(there, AccuracyRow::policy, row -> percent(amount(row, unit), row.accuracy()));
        XYChart chart = Charts.gridded(
                SpentAxis.of(there.stream().mapToDouble(row -> amount(row, unit)), unit, texts),
                ValueAxis.percent(texts.say("page.accuracy"), heights(curves)));
        Curve.draw(chart, curves);
        return Optional.of(figure(
                world,
                "spent-" + unit.plural().toLowerCase(Locale.ROOT),
                texts.say("figure.spent.alt", "unit", texts.plural(unit), "policies", names(curves)),
                texts.sentences(texts.say("figure.spent", "unit", texts.plural(unit)), intervals(there)),
                List.of(chart),
                curves));
    }

    private static double amount(AccuracyRow row, BudgetUnit unit) {
        return switch (unit) {
            case ROLLOUTS -> row.rolloutsPerTask();
            case TOKENS -> row.tokensPerTask();
            case TFLOP -> row.flopsPerTask() / 1e12;
        };
    }

    private Figure regret(String world, RegretBars bars) {
        return figure(
                world,
                "regret",
                texts.say(
                        "figure.regret.alt",
                        "budget",
                        texts.counted(bars.largestBudget(), result.unit()),
                        "policies",
                        texts.joined(bars.policies())),
                texts.say("figure.regret"),
                new Drawing(bars.panels(result.unit()), bars.legend()));
    }

    private Figure coverage(String world, List<AccuracyRow> rows) {
        List<Curve> coverage = byPolicy(rows, AccuracyRow::policy, row -> percent(row.budget(), row.coverage()));
        List<Curve> passRate = byPolicy(
                rows,
                AccuracyRow::policy,
                row -> percent(row.budget(), new Interval(row.passRate(), Double.NaN, Double.NaN)));
        XYChart left =
                Charts.gridded(axis(rows, 0), ValueAxis.percent(texts.say("figure.coverage.axis"), heights(coverage)));
        Curve.draw(left, coverage);
        XYChart right =
                Charts.gridded(axis(rows, 0), ValueAxis.percent(texts.say("figure.pass-rate.axis"), heights(passRate)));
        Curve.draw(right, passRate);
        return figure(
                world,
                "coverage",
                texts.say("figure.coverage.alt", "policies", names(coverage)),
                texts.say("figure.coverage"),
                List.of(left, right),
                coverage);
    }

    private Figure gain(String world, List<AccuracyRow> rows, List<GainRow> gains) {
        double efficient = 100 * result.efficientThreshold();
        double saturated = 100 * result.saturationThreshold();
        GainScale scale = GainScale.from(saturated);
        List<Curve> curves = byPolicy(
                gains,
                GainRow::policy,
                row -> new Curve.Point(
                        (BudgetAxis.position(row.budget()) + BudgetAxis.position(row.nextBudget())) / 2,
                        scale.position(100 * row.gain().value()),
                        scale.position(100 * row.gain().low()),
                        scale.position(100 * row.gain().high())));
        double upper = scale.position(efficient);
        double lower = scale.position(saturated);
        double min = Math.min(heights(curves).min().orElse(0), lower - 1.3) - 0.15;
        double max = Math.max(heights(curves).max().orElse(0), upper + 0.4) + 0.1;

        ValueAxis axis = scale.axis(texts.say("figure.gain.axis", "unit", unit()), min, max);
        XYChart chart = Charts.over(axis(rows, ROOM_FOR_ZONE_NAMES), axis);
        zone(chart, "zone above", 0, upper, max);
        zone(chart, "zone between", 1, lower, upper);
        zone(chart, "zone below", 2, min, lower);
        axis.drawGrid(chart, 1 - SHARE_OF_ZONE_NAMES, Look.PAPER);
        Charts.level(chart, "upper threshold", upper, 1 - SHARE_OF_ZONE_NAMES, Look.FAINT_INK, Look.thinDashed());
        Charts.level(chart, "lower threshold", lower, 1 - SHARE_OF_ZONE_NAMES, Look.FAINT_INK, Look.thinDashed());
        Curve.draw(chart, curves);
        nameZones(chart, min, lower, upper, max);
        return figure(
                world,
                "gain",
                texts.say("figure.gain.alt", "unit", unit(), "policies", names(curves)),
                texts.sentences(
                        texts.say(
                                "figure.gain",
                                "efficient",
                                number(efficient),
                                "saturated",
                                number(saturated),
                                "unit",
                                unit()),
                        texts.say("figure.gain.scale", "linear", number(scale.unit())),
                        intervals(rows)),
                List.of(chart),
                curves);
    }

    private String unit() {
        return texts.singular(result.unit());
    }

    private static void zone(XYChart chart, String name, int index, double from, double to) {
        double left = chart.getStyler().getXAxisMin();
        double right = chart.getStyler().getXAxisMax();
        Curve.area(
                chart,
                name,
                new double[] {left, right, right, left},
                new double[] {from, from, to, to},
                Look.ZONES.get(index));
    }

    /** Names at the right, where no line comes, kept apart if the thresholds are close together. */
    private void nameZones(XYChart chart, double min, double lower, double upper, double max) {
        double left = chart.getStyler().getXAxisMin();
        double right = chart.getStyler().getXAxisMax();
        double x = right - (right - left) * SHARE_OF_ZONE_NAMES * 0.48;
        double middle = (lower + upper) / 2;
        double apart = (max - min) * 0.07;
        name(chart, texts.say("zone.efficient"), x, Math.max((upper + max) / 2, middle + apart));
        name(chart, texts.say("zone.diminishing"), x, middle);
        name(chart, texts.say("zone.wasteful"), x, Math.min((min + lower) / 2, middle - apart));
    }

    private static void name(XYChart chart, String zone, double x, double y) {
        chart.addAnnotation(Word.centred(zone, Look.SMALL, Look.FAINT_INK, x, y));
    }

    private Figure difference(String world, List<AccuracyRow> rows, List<ComparisonRow> comparison) {
        List<Curve> curves =
                byPolicy(comparison, ComparisonRow::policy, row -> percent(row.budget(), row.difference()));
        XYChart chart = Charts.gridded(
                axis(rows, 0), ValueAxis.difference(texts.say("figure.difference.axis"), heights(curves)));
        Curve.draw(chart, curves);
        Charts.level(chart, "baseline", 0, 1, Look.INK, Look.thinDashed());
        return figure(
                world,
                "difference",
                texts.say("figure.difference.alt", "baseline", result.baseline(), "policies", names(curves)),
                texts.sentences(texts.say("figure.difference", "baseline", result.baseline()), intervals(rows)),
                List.of(chart),
                curves);
    }

    private Figure acrossWorlds(String policy) {
        List<AccuracyRow> rows = result.accuracy().stream()
                .filter(r -> r.policy().equals(policy))
                .toList();
        List<Curve> curves = new ArrayList<>();
        for (String world : worlds) {
            List<Curve.Point> points = rows.stream()
                    .filter(row -> row.scenario().equals(world))
                    .map(row -> percent(row.budget(), row.accuracy()))
                    .toList();
            if (!points.isEmpty()) {
                curves.add(
                        new Curve(result.worldName(world), Look.world(worlds.indexOf(world), worlds.size()), points));
            }
        }
        XYChart chart = Charts.gridded(axis(rows, 0), ValueAxis.percent(texts.say("page.accuracy"), heights(curves)));
        Curve.draw(chart, curves);
        return figure(
                "",
                "worlds-" + policy,
                texts.say("figure.worlds.alt", "policy", policy, "worlds", names(curves)),
                texts.sentences(texts.say("figure.worlds", "policy", policy), intervals(rows)),
                List.of(chart),
                curves);
    }

    private Figure figure(
            String world, String name, String alternative, String subtitle, List<XYChart> charts, List<Curve> curves) {
        return figure(
                world,
                name,
                alternative,
                subtitle,
                new Drawing(charts.stream().map(Slide.Panel::of).toList(), legend(curves)));
    }

    /** Faint lines share an entry. */
    private List<Slide.Entry> legend(List<Curve> curves) {
        List<Slide.Entry> entries = new ArrayList<>();
        curves.stream().filter(curve -> !curve.look().isFaint()).forEach(curve -> entries.add(curve.entry()));
        List<String> faint = curves.stream()
                .filter(curve -> curve.look().isFaint())
                .map(Curve::label)
                .toList();
        if (!faint.isEmpty()) {
            entries.add(new Slide.Entry(texts.joined(faint), Look.faint()));
        }
        return entries;
    }

    private Figure figure(String world, String name, String alternative, String subtitle, Drawing drawing) {
        return new Figure(
                world, name, alternative, new Slide(titled(world), subtitle, drawing.panels(), drawing.legend()));
    }

    private String titled(String world) {
        return worlds.size() > 1 && !world.isEmpty()
                ? texts.say("page.title", "title", texts.title(result.title()), "part", result.worldName(world))
                : texts.title(result.title());
    }

    private <R> List<Curve> byPolicy(List<R> rows, Function<R, String> label, Function<R, Curve.Point> point) {
        List<Curve> curves = new ArrayList<>();
        for (String policy : policies) {
            Curve curve = new Curve(
                    texts.policyName(result, policy),
                    look(policy),
                    rows.stream()
                            .filter(row -> label.apply(row).equals(policy))
                            .map(point)
                            .toList());
            if (!curve.points().isEmpty()) {
                curves.add(curve);
            }
        }
        return curves;
    }

    private static Curve.Point percent(double spent, Interval share) {
        return new Curve.Point(BudgetAxis.position(spent), 100 * share.value(), 100 * share.low(), 100 * share.high());
    }

    private static DoubleStream heights(List<Curve> curves) {
        return curves.stream().flatMapToDouble(Curve::heights);
    }

    private static List<Integer> budgets(List<AccuracyRow> rows) {
        return rows.stream().map(AccuracyRow::budget).distinct().sorted().toList();
    }

    private HorizontalAxis axis(List<AccuracyRow> rows, double roomAtTheRight) {
        return BudgetAxis.of(budgets(rows), result.unit(), roomAtTheRight, texts);
    }

    private String intervals(List<AccuracyRow> rows) {
        return texts.say(budgets(rows).size() > 1 ? "page.bands" : "page.bars");
    }

    private String names(List<Curve> curves) {
        return texts.joined(curves.stream().map(Curve::label).toList());
    }

    private static String number(double value) {
        return new BigDecimal(value)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }
}
