package dev.plateau.export;

import dev.plateau.result.ScoreRow;
import dev.plateau.result.StressResult;
import dev.plateau.result.StressRow;
import java.util.List;
import java.util.Locale;

/**
 * One policy's lead over plain parallel sampling along the hostility, with its 95 % band: a small picture for each family, all with
 * the same scale. An upright line is where it comes to lose.
 */
final class StressCurves {
    private static final double WIDTH = 156;
    private static final double HEIGHT = 108;
    private static final double INNER_WIDTH = 140;
    private static final double INNER_HEIGHT = 78;
    private static final double TOP = 22;
    private static final double LEAST_SCALE = 0.05;

    private StressCurves() {}

    /** Small SVG elements, as many beside each other as there is room for, and their caption; empty if the policy finished no rung. */
    static String svg(StressResult result, String policy, Texts texts) {
        List<StressRow> rows = result.rows().stream()
                .filter(row -> row.policy().equals(policy)
                        && Double.isFinite(row.difference().value()))
                .toList();
        if (rows.isEmpty()) {
            return "";
        }
        double scale = rows.stream()
                .mapToDouble(row -> Math.abs(row.difference().value()))
                .reduce(LEAST_SCALE, Math::max);
        String caption = texts.say(
                "stress.curves",
                "policy",
                result.reference(),
                "low",
                Numbers.signed(-100 * scale, 1),
                "high",
                Numbers.signed(100 * scale, 1));
        StringBuilder svg = new StringBuilder("<figure>\n<div role=\"img\" aria-label=\"")
                .append(Page.escaped(caption))
                .append("\">\n");
        for (String family : result.titles().keySet()) {
            double losesAt = result.ofFamilies().stream()
                    .filter(score ->
                            score.family().equals(family) && score.policy().equals(policy) && score.loses())
                    .mapToDouble((ScoreRow score) -> score.losesAt().value())
                    .findFirst()
                    .orElse(Double.NaN);
            svg.append("<svg aria-hidden=\"true\" width=\"")
                    .append(number(WIDTH))
                    .append("\" height=\"")
                    .append(number(HEIGHT))
                    .append("\" font-size=\"12\" fill=\"currentColor\"><g transform=\"translate(4 ")
                    .append(number(TOP))
                    .append(")\"><text y=\"-6\">")
                    .append(Page.escaped(family))
                    .append("</text>");
            panel(svg, rows.stream().filter(row -> row.family().equals(family)).toList(), scale, losesAt);
            svg.append("</g></svg>\n");
        }
        return svg.append("</div>\n<figcaption>")
                .append(Page.escaped(caption))
                .append("</figcaption></figure>\n")
                .toString();
    }

    private static void panel(StringBuilder svg, List<StressRow> rows, double scale, double losesAt) {
        line(svg, 0, INNER_HEIGHT / 2, INNER_WIDTH, INNER_HEIGHT / 2);
        if (Double.isFinite(losesAt)) {
            line(svg, losesAt * INNER_WIDTH, 0, losesAt * INNER_WIDTH, INNER_HEIGHT);
        }
        if (rows.isEmpty()) {
            return;
        }
        svg.append("<polygon fill=\"#0072b2\" fill-opacity=\"0.25\" points=\"");
        rows.forEach(row -> point(svg, row, row.difference().high(), scale));
        for (int i = rows.size() - 1; i >= 0; i--) {
            point(svg, rows.get(i), rows.get(i).difference().low(), scale);
        }
        svg.append("\"/><polyline fill=\"none\" stroke=\"#0072b2\" stroke-width=\"2\" points=\"");
        rows.forEach(row -> point(svg, row, row.difference().value(), scale));
        svg.append("\"/>");
        rows.forEach(row -> svg.append("<circle r=\"2.5\" fill=\"#0072b2\" cx=\"")
                .append(number(row.hostility() * INNER_WIDTH))
                .append("\" cy=\"")
                .append(number(down(row.difference().value(), scale)))
                .append("\"/>"));
    }

    private static void line(StringBuilder svg, double x, double y, double toX, double toY) {
        svg.append("<path stroke=\"currentColor\" stroke-opacity=\"0.5\" d=\"M")
                .append(number(x))
                .append(' ')
                .append(number(y))
                .append(" L")
                .append(number(toX))
                .append(' ')
                .append(number(toY))
                .append("\"/>");
    }

    private static void point(StringBuilder svg, StressRow row, double difference, double scale) {
        svg.append(number(row.hostility() * INNER_WIDTH))
                .append(',')
                .append(number(down(difference, scale)))
                .append(' ');
    }

    /** Vertical place; what lies beyond the scale stays at its end. */
    private static double down(double difference, double scale) {
        return INNER_HEIGHT / 2 * (1 - Math.max(-1, Math.min(1, difference / scale)));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
