package dev.plateau.fidelity;

import java.util.Arrays;
import java.util.Locale;

/** Text with tables. */
final class Markdown {
    private final StringBuilder text = new StringBuilder();

    /** Begins a table. */
    Markdown head(String... cells) {
        return row(cells).row(Arrays.stream(cells).map(cell -> "---").toArray(String[]::new));
    }

    Markdown row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
        return this;
    }

    /** A line of text, or an empty one. */
    Markdown line(String line) {
        text.append(line).append('\n');
        return this;
    }

    /** A line with numbers, as {@link String#format}. */
    Markdown line(String format, Object... numbers) {
        return line(format(format, numbers));
    }

    static String format(String format, Object... numbers) {
        return String.format(Locale.ROOT, format, numbers);
    }

    /** Published / simulated (difference), in percent. */
    static String beside(double published, double simulated) {
        return format("%.1f / %.1f (%+.1f)", 100 * published, 100 * simulated, 100 * (simulated - published));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
