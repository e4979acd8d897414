package dev.plateau.export;

import dev.plateau.result.PointRow;
import dev.plateau.result.SweepAxis;
import dev.plateau.stats.Interval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;

/**
 * Says in words, pictures and a table what a sweep found. With one swept key of numbers: accuracy and saturation budget
 * against it; with one of words: accuracy by its values; with several: maps over the two that matter most, of the best
 * policy and of each policy's accuracy. The same result gives the same bytes.
 */
public final class SweepReport {
    /** Policies that have a map of their own. */
    private static final int MOST_MAPS = 12;
    /** Ratio of the ends from which a key is drawn by equal factors. */
    private static final double WIDE = 30;

    private static final double MOST_TICKS = 8;

    private final SweepDigest digest;
    private final Texts texts;
    private final Path plots;
    private final List<Plot> written = new ArrayList<>();

    private SweepReport(SweepDigest digest, Texts texts, Path dir) {
        this.digest = digest;
        this.texts = texts;
        this.plots = dir.resolve("plots");
    }

    /**
     * Writes plots/ and report.html.
     *
     * @param digest of the sweep
     * @param warnings what to mind beside the warnings of points
     * @param texts in which the page is
     * @param origin of the sweep
     * @param dir made if missing
     * @throws IOException if a file cannot be written
     */
    public static void write(SweepDigest digest, List<String> warnings, Texts texts, Origin origin, Path dir)
            throws IOException {
        SweepReport report = new SweepReport(digest, texts, dir);
        if (!digest.policies().isEmpty()) {
            report.draw();
        }
        Page page = new Page(digest.unit(), texts);
        page.head(texts.title(digest.title()));
        List<String> all = new ArrayList<>(warnings);
        all.addAll(digest.warnings(texts));
        page.warnings(all);
        page.lead(digest.brief(texts));
        report.summary(page);
        for (Plot plot : report.written) {
            page.picture(plot);
        }
        Trust.write(
                page,
                texts,
                origin,
                List.of(texts.say("sweep.size", "points", digest.points(), "tasks", grouped(digest.tasks()))),
                List.of(texts.say("sweep.sampling")));
        page.tables();
        List<Object[]> rows = digest.firstPoints();
        page.element("p", texts.say("sweep.files"));
        if (rows.size() < digest.points()) {
            page.element("p", texts.say("sweep.first", "count", rows.size(), "all", digest.points()));
        }
        page.table(SweepDigest.ofRows(PointRow.table(digest.axes())), rows);
        WholeFile.write(dir.resolve("report.html"), page.end());
    }

    /** One row per policy: where it is most accurate, and where it saturates there. */
    private void summary(Page page) {
        if (digest.policies().isEmpty()) {
            return;
        }
        page.beginTable(texts.say("sweep.summary"));
        page.heading(texts.say("page.policy"), "", true);
        page.heading(texts.say("report.accuracy"), "%", false);
        page.heading(texts.say("report.budget"), texts.plural(digest.unit()), false);
        page.heading(texts.say("report.saturation"), texts.plural(digest.unit()), false);
        page.heading(texts.say("sweep.at"), "", true);
        page.beginRows();
        for (SweepDigest.Best best : digest.ranked()) {
            page.html().append("<tr>");
            page.rowHeading(name(best.policy()));
            page.cell(SweepDigest.accuracy(best.accuracy(), "", texts), false);
            page.cell(Integer.toString(best.budget()), false);
            page.cell(
                    Double.isFinite(best.saturation().value())
                            ? SweepDigest.range(best.saturation(), texts)
                            : texts.say("report.not-reached"),
                    false);
            page.cell(digest.values(best, texts), true);
            page.html().append("</tr>\n");
        }
        page.endTable();
        page.note(texts.say("page.brackets"));
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private void draw() throws IOException {
        if (digest.y() >= 0) {
            maps();
        } else if (axis().isNumeric()) {
            lines();
        } else {
            dots();
        }
    }

    private SweepAxis axis() {
        return digest.axes().get(digest.x());
    }

    private void add(Sheet picture, String alternative, String name) throws IOException {
        written.add(Plots.write(picture, "", alternative, plots, name));
    }

    private void maps() throws IOException {
        add(
                SweepMap.best(digest, texts),
                texts.say(
                        "sweep.best.alt",
                        "x",
                        axis().key(),
                        "y",
                        digest.axes().get(digest.y()).key()),
                "best-policy");
        List<String> policies = digest.policies().stream().limit(MOST_MAPS).toList();
        List<String> names = new ArrayList<>(Plots.safeNames(policies).values());
        for (int p = 0; p < policies.size(); p++) {
            add(
                    SweepMap.accuracy(digest, policies.get(p), texts),
                    texts.say(
                            "sweep.accuracy.alt",
                            "policy",
                            policies.get(p),
                            "x",
                            axis().key(),
                            "y",
                            digest.axes().get(digest.y()).key()),
                    "accuracy-" + names.get(p));
        }
    }

    private Look.Line look(String policy) {
        return Looks.of(digest.policies(), p -> !digest.told(p), this::reached).getOrDefault(policy, Look.faint());
    }

    private double reached(String policy) {
        return digest.bests().stream()
                .filter(best -> best.policy().equals(policy))
                .mapToDouble(best -> best.accuracy().value())
                .findFirst()
                .orElse(0);
    }

    private String name(String policy) {
        return digest.told(policy) ? texts.told(policy) : policy;
    }

    private boolean logarithmic() {
        double[] values = axis().numbers();
        double low = Arrays.stream(values).min().orElse(0);
        double high = Arrays.stream(values).max().orElse(0);
        return low > 0 && high / low >= WIDE;
    }

    private List<Curve> curves(BiFunction<String, Integer, Optional<Interval>> value, double factor) {
        double[] positions = axis().numbers();
        boolean logarithmic = logarithmic();
        int[] xs = IntStream.range(0, digest.xs().length)
                .boxed()
                .sorted((a, b) -> Double.compare(positions[digest.xs()[a]], positions[digest.xs()[b]]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<Curve> curves = new ArrayList<>();
        for (String policy : digest.policies()) {
            List<Curve.Point> points = new ArrayList<>();
            for (int i : xs) {
                double number = positions[digest.xs()[i]];
                value.apply(policy, i)
                        .ifPresent(mean -> points.add(new Curve.Point(
                                logarithmic ? BudgetAxis.position(number) : number,
                                factor * mean.value(),
                                factor * mean.low(),
                                factor * mean.high())));
            }
            if (!points.isEmpty()) {
                curves.add(new Curve(name(policy), look(policy), points));
            }
        }
        return curves;
    }

    private HorizontalAxis horizontal() {
        double[] values = axis().numbers();
        if (logarithmic()) {
            return SpentAxis.of(DoubleStream.of(values), axis().key());
        }
        double low = Arrays.stream(values).min().orElse(0);
        double high = Arrays.stream(values).max().orElse(0);
        double margin = high > low ? 0.03 * (high - low) : 1;
        return new HorizontalAxis(
                axis().key(),
                low - margin,
                high + margin,
                ValueAxis.ticks(
                        low - margin,
                        high + margin,
                        MOST_TICKS,
                        value -> Numbers.plain(value.doubleValue(), value.scale())));
    }

    private static DoubleStream heights(List<Curve> curves) {
        return curves.stream().flatMapToDouble(Curve::heights);
    }

    private void lines() throws IOException {
        List<Curve> accuracy = curves((policy, i) -> digest.accuracy(policy, i, 0), 100);
        chart(
                accuracy,
                ValueAxis.percent(texts.say("page.accuracy"), heights(accuracy)),
                "accuracy",
                texts.sentences(answered(), texts.say("page.bands")));
        List<Curve> saturation = curves((policy, i) -> digest.saturation(policy, i, 0), 1);
        if (!saturation.isEmpty()) {
            chart(
                    saturation,
                    ValueAxis.amounts(
                            texts.say("sweep.saturation.axis", "unit", texts.plural(digest.unit())),
                            heights(saturation)),
                    "saturation",
                    texts.say("sweep.saturation", "key", axis().key()));
        }
    }

    private String answered() {
        return texts.say("sweep.answered", "budget", digest.budget(texts), "key", axis().key());
    }

    private void chart(List<Curve> curves, ValueAxis values, String name, String subtitle) throws IOException {
        XYChart chart = Charts.gridded(horizontal(), values);
        Curve.draw(chart, curves);
        add(
                new Slide(
                        texts.title(digest.title()),
                        texts.sentences(subtitle, digest.leftOut(texts)),
                        List.of(Slide.Panel.of(chart)),
                        curves.stream().map(Curve::entry).toList()),
                subtitle,
                name);
    }

    private void dots() throws IOException {
        List<DotRows.Dot> dots = new ArrayList<>();
        for (int i = 0; i < digest.xs().length; i++) {
            for (String policy : digest.policies()) {
                String value = axis().values().get(digest.xs()[i]);
                digest.accuracy(policy, i, 0)
                        .ifPresent(mean ->
                                dots.add(new DotRows.Dot(value, 1, new Slide.Entry(name(policy), look(policy)), mean)));
            }
        }
        DotRows rows = new DotRows(texts.say("page.accuracy"), false, dots);
        String subtitle = texts.sentences(answered(), texts.say("page.strokes"), digest.leftOut(texts));
        if (rows.drawable()) {
            add(new Slide(texts.title(digest.title()), subtitle, rows.panels(), rows.legend()), subtitle, "accuracy");
        }
    }
}
