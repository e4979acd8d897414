package dev.plateau.export;

import dev.plateau.export.ValueAxis.Tick;
import dev.plateau.result.FleetRow;
import dev.plateau.result.LatencyRow;
import dev.plateau.result.StudyResult;
import dev.plateau.result.TimelineRow;
import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.knowm.xchart.XYChart;

/** Composes the pictures of what it takes to serve one world. */
final class FleetFigures {
    private static final int MOST_LETTERS = 48;
    private static final double TOP = 111;
    private static final double HEADING = 106;

    private final StudyResult result;
    private final Texts texts;
    private final String world;
    private final Map<String, Look.Line> looks;
    private final List<String> policies;
    private final List<String> fleets;
    private final List<FleetRow> rows;
    private final List<LatencyRow> latency;

    /**
     * Takes what concerns one world.
     *
     * @param looks of the policies, in the order of the rows
     * @param texts for all words
     */
    FleetFigures(StudyResult result, String world, Map<String, Look.Line> looks, Texts texts) {
        this.result = result;
        this.texts = texts;
        this.world = world;
        this.looks = looks;
        policies = List.copyOf(looks.keySet());
        fleets = result.fleet().stream().map(FleetRow::fleet).distinct().toList();
        rows = result.fleet().stream().filter(r -> r.scenario().equals(world)).toList();
        latency = result.latency().stream()
                .filter(r -> r.scenario().equals(world) && r.latency() > 0)
                .toList();
    }

    /** All pictures that the rows allow. */
    List<Figures.Figure> figures(String title) {
        List<Figures.Figure> figures = new ArrayList<>();
        for (ServedCost cost : ServedCost.values()) {
            TradeOff tradeOff = new TradeOff(cost, rows, looks, fleets, result::contends, texts);
            if (tradeOff.drawable()) {
                figures.add(tradeOff(title, cost, tradeOff));
            }
        }
        FleetDots dots = new FleetDots(rows, looks, fleets, texts);
        if (fleets.size() > 1 && dots.drawable()) {
            figures.add(dots(title, dots));
        }
        for (String fleet : fleets) {
            distribution(title, fleet).ifPresent(figures::add);
            timeline(title, fleet).ifPresent(figures::add);
        }
        return figures;
    }

    private Figures.Figure tradeOff(String title, ServedCost cost, TradeOff tradeOff) {
        List<Slide.Entry> legend = new ArrayList<>();
        for (int p = 0; p < policies.size(); p++) {
            String policy = policies.get(p);
            if (rows.stream().noneMatch(row -> row.policy().equals(policy) && cost.drawable(row))) {
                continue;
            }
            legend.add(new Slide.Entry(policy, fleets.size() == 1 ? look(policy) : Look.unmarked(look(policy), p)));
        }
        for (int f = 0; f < fleets.size() && fleets.size() > 1; f++) {
            legend.add(new Slide.Entry(texts.say("fleet.on", "fleet", fleets.get(f)), Look.fleet(f)));
        }
        legend.add(new Slide.Entry(texts.say("fleet.front"), Look.front()));
        legend.add(new Slide.Entry(texts.say("fleet.sampling"), Look.sampling()));
        legend.add(modelErrors(rows));
        String against = texts.say("fleet.against", "cost", cost.words(texts));
        return new Figures.Figure(
                world,
                "accuracy-" + cost.file(),
                texts.say("fleet.trade-off.alt", "cost", cost.words(texts), "policies", texts.joined(policies)),
                new Slide(
                        title,
                        texts.sentences(
                                tradeOff.oneBudget()
                                        ? texts.say(
                                                "fleet.trade-off.at",
                                                "against",
                                                place(against),
                                                "budget",
                                                budget(tradeOff.largestBudget()))
                                        : texts.say("fleet.trade-off.budgets", "against", place(against)),
                                overloaded(rows),
                                texts.say("fleet.trade-off.rings"),
                                texts.say(tradeOff.crowded() ? "fleet.errors.front" : "fleet.errors.drawn")),
                        List.of(Slide.Panel.of(tradeOff.chart())),
                        legend));
    }

    private String place(String against) {
        return fleets.size() == 1 ? texts.say("fleet.against.on", "against", against, "fleet", fleets.get(0)) : against;
    }

    private Figures.Figure dots(String title, FleetDots dots) {
        List<Slide.Entry> legend = new ArrayList<>(dots.legend());
        legend.add(new Slide.Entry(texts.say("fleet.sampling"), Look.sampling()));
        legend.add(modelErrors(dots.rows()));
        return new Figures.Figure(
                world,
                "fleets",
                texts.say("fleet.dots.alt", "budget", budget(dots.budget()), "fleets", texts.joined(fleets)),
                new Slide(
                        title,
                        texts.sentences(
                                texts.say("fleet.dots", "budget", budget(dots.budget())),
                                overloaded(dots.rows()),
                                texts.say("fleet.errors.drawn")),
                        dots.panels(),
                        legend));
    }

    /** Empty if the fleet keeps up with nothing. */
    private Optional<Figures.Figure> distribution(String title, String fleet) {
        List<LatencyRow> there =
                latency.stream().filter(r -> r.fleet().equals(fleet)).toList();
        List<Integer> budgets =
                there.stream().map(LatencyRow::budget).distinct().sorted().toList();
        if (there.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> shown = budgets.size() < 2
                ? budgets
                : List.of(budgets.get((budgets.size() - 1) / 2), budgets.get(budgets.size() - 1));
        List<FleetRow> served = rows.stream()
                .filter(row -> row.fleet().equals(fleet) && shown.contains(row.budget()))
                .toList();
        List<Slide.Panel> panels = new ArrayList<>();
        for (int budget : shown) {
            panels.add(Slide.Panel.of(distribution(
                    there.stream().filter(row -> row.budget() == budget).toList(),
                    served.stream().filter(row -> row.budget() == budget).toList())));
        }
        List<Slide.Entry> legend =
                new ArrayList<>(curves(there).stream().map(Curve::entry).toList());
        legend.add(new Slide.Entry(texts.say("fleet.sampling"), Look.sampling()));
        legend.add(modelErrors(served));
        return Optional.of(new Figures.Figure(
                world,
                named("latency", fleet),
                texts.say(
                        "fleet.answered.alt",
                        "fleet",
                        fleet,
                        "budgets",
                        words(shown),
                        "policies",
                        texts.joined(curves(there).stream().map(Curve::label).toList())),
                new Slide(
                        title,
                        texts.sentences(
                                texts.say("fleet.answered", "fleet", fleet),
                                overloaded(served),
                                texts.say("fleet.answered.errors")),
                        panels,
                        legend)));
    }

    private XYChart distribution(List<LatencyRow> shares, List<FleetRow> served) {
        List<Curve> curves = curves(shares);
        List<Tick> ticks = new ArrayList<>();
        for (int percent = 0; percent <= 100; percent += 20) {
            ticks.add(new Tick(percent, Integer.toString(percent)));
        }
        XYChart chart = Charts.gridded(
                SpentAxis.of(shares.stream().mapToDouble(LatencyRow::latency), texts.say("fleet.answered.x")),
                new ValueAxis(texts.say("fleet.answered.y"), -1.5, TOP, ticks));
        double left = chart.getStyler().getXAxisMin();
        double right = chart.getStyler().getXAxisMax();
        Curve.draw(chart, curves);
        for (FleetRow row : served) {
            Interval p95 = row.latencyP95();
            if (row.stable() && p95.low() > 0 && p95.high() < Double.POSITIVE_INFINITY) {
                double[] ends = {BudgetAxis.position(p95.low()), BudgetAxis.position(p95.high())};
                Curve.stroke(chart, "sampling " + row.policy(), ends, new double[] {95, 95})
                        .setLineColor(Look.INK)
                        .setLineStyle(Look.whisker());
            }
        }
        double error = served.stream().mapToDouble(FleetRow::timeError).max().orElse(0);
        double end = right - 0.03 * (right - left);
        double[] bar = {Math.max(left, end - BudgetAxis.position((1 + error) / (1 - error))), end};
        Curve.stroke(chart, "model error", bar, new double[] {4, 4})
                .setLineColor(Look.PALE)
                .setLineStyle(Look.errorBar(Look.ERROR_WIDTH));
        chart.addAnnotation(Word.centred(
                texts.say("page.at-budget", "budget", budget(shares.get(0).budget())),
                Look.SMALL,
                Look.INK,
                (left + right) / 2,
                HEADING));
        return chart;
    }

    private List<Curve> curves(List<LatencyRow> shares) {
        List<Curve> curves = new ArrayList<>();
        for (String policy : policies) {
            List<Curve.Point> points = shares.stream()
                    .filter(row -> row.policy().equals(policy))
                    .map(row -> new Curve.Point(
                            BudgetAxis.position(row.latency()), 100 * row.share(), Double.NaN, Double.NaN))
                    .toList();
            if (!points.isEmpty()) {
                curves.add(new Curve(policy, look(policy), points));
            }
        }
        return curves;
    }

    /** Of the most accurate policy at the largest budget that the fleet keeps up with, or at the smallest if there is none. */
    private Optional<Figures.Figure> timeline(String title, String fleet) {
        Optional<FleetRow> chosen = rows.stream()
                .filter(row -> row.fleet().equals(fleet))
                .max(Comparator.comparing(FleetRow::stable)
                        .thenComparingInt(row -> row.stable() ? row.budget() : -row.budget())
                        .thenComparingDouble(row -> row.accuracy().value()));
        List<TimelineRow> spans = chosen.stream()
                .flatMap(cell -> result.timeline().stream()
                        .filter(row -> row.scenario().equals(world)
                                && row.fleet().equals(fleet)
                                && row.policy().equals(cell.policy())
                                && row.budget() == cell.budget()))
                .toList();
        if (chosen.isEmpty() || spans.isEmpty()) {
            return Optional.empty();
        }
        FleetRow cell = chosen.get();
        Look.Line look = look(cell.policy());
        String choice = texts.say("fleet.choice", "policy", cell.policy(), "budget", budget(cell.budget()));
        return Optional.of(new Figures.Figure(
                world,
                named("timeline", fleet),
                texts.say("fleet.timeline.alt", "fleet", fleet, "choice", choice),
                new Slide(
                        title,
                        texts.sentences(
                                texts.say("fleet.timeline", "fleet", fleet, "choice", choice),
                                cell.stable() ? "" : texts.say("fleet.timeline.overloaded")),
                        List.of(Slide.Panel.of(Lanes.chart(spans, look, texts))),
                        List.of(new Slide.Entry(
                                texts.say("fleet.choice", "policy", cell.policy(), "budget", cell.budget()), look)))));
    }

    private Look.Line look(String policy) {
        return looks.getOrDefault(policy, Look.faint());
    }

    private String named(String picture, String fleet) {
        return fleets.size() == 1 ? picture : picture + "-" + fleet;
    }

    private String words(List<Integer> budgets) {
        return texts.say(
                "page.counted",
                "amount",
                texts.listed(budgets.stream().map(String::valueOf).toList()),
                "unit",
                texts.plural(result.unit()));
    }

    private String budget(int budget) {
        return texts.counted(budget, result.unit());
    }

    private Slide.Entry modelErrors(List<FleetRow> rows) {
        double[] errors =
                rows.stream().mapToDouble(FleetRow::timeError).sorted().toArray();
        String least = percent(errors[0]);
        String most = percent(errors[errors.length - 1]);
        return new Slide.Entry(
                texts.say("fleet.model-error", "error", least.equals(most) ? least : texts.range(least, most)),
                Look.modelError());
    }

    private static String percent(double share) {
        return Numbers.significant(100 * share, 2);
    }

    /** What is not drawn, and why; empty if everything is. */
    private String overloaded(List<FleetRow> some) {
        List<FleetRow> out = some.stream().filter(row -> !row.stable()).toList();
        boolean severalFleets = some.stream().map(FleetRow::fleet).distinct().count() > 1;
        if (out.isEmpty()) {
            return "";
        }
        String names = texts.joined(out.stream()
                .map(row -> severalFleets
                        ? texts.say(
                                "fleet.choice.on", "policy", row.policy(), "budget", row.budget(), "fleet", row.fleet())
                        : texts.say("fleet.choice", "policy", row.policy(), "budget", row.budget()))
                .toList());
        return names.length() <= MOST_LETTERS
                ? texts.say("fleet.left-out", "choices", names)
                : texts.say("fleet.left-out.many", "count", out.size());
    }
}
