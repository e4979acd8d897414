package dev.plateau.export;

import java.awt.Color;
import java.util.List;

/** The colours of the pictures for pages that draw for themselves, as {@code #rrggbb}. */
public final class Palette {
    /** Colours before they repeat. */
    public static final int COLORS = Look.COLORS;

    private Palette() {}

    /** Of the policy with this index, as in every picture. */
    public static String policy(int index) {
        return hex(Look.policy(index).color());
    }

    /** Of the efficient, the diminishing and the wasteful zone, on white. */
    public static List<String> zones() {
        return Look.ZONES.stream().map(Palette::hex).toList();
    }

    private static String hex(Color color) {
        return "#%06x".formatted(color.getRGB() & 0xFFFFFF);
    }
}
