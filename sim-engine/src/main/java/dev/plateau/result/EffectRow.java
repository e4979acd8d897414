package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * What a setting does to an output by its elementary effects: changes of the output scaled to the whole range of the setting.
 *
 * @param output name
 * @param unit of the output and of all effects
 * @param setting and its range
 * @param muStar mean absolute effect
 * @param mu mean effect
 * @param sigma standard deviation of the effect
 * @param noise mu* that the luck of the tasks alone would give
 * @param trajectories that it comes from
 */
public record EffectRow(
        String output,
        String unit,
        Range setting,
        Interval muStar,
        double mu,
        double sigma,
        double noise,
        int trajectories) {

    /** Whether it is more than noise: the whole interval lies above what noise alone would give. */
    public boolean matters() {
        return muStar.low() > noise;
    }

    /** Mean of the effects that raise the output, others taken as 0. */
    public double raising() {
        return (muStar.value() + mu) / 2;
    }

    /** Mean of the effects that lower the output, others taken as 0; at least 0. */
    public double lowering() {
        return (muStar.value() - mu) / 2;
    }

    /** The table effects.csv. */
    public static final Table<EffectRow> TABLE = new Table<>(
            "effects", "Elementary effects of every setting on every output, the largest first.", columns());

    private static List<Column<EffectRow>> columns() {
        List<Column<EffectRow>> columns = new ArrayList<>(List.of(
                new Column<>("output", TEXT, "", "What comes out.", EffectRow::output),
                new Column<>(
                        "setting",
                        TEXT,
                        "",
                        "Key of the scenario.",
                        r -> r.setting().key()),
                new Column<>(
                        "from",
                        NUMBER,
                        PhasePoint.AS_KEY,
                        "Lower end of its range.",
                        r -> r.setting().low()),
                new Column<>(
                        "to",
                        NUMBER,
                        PhasePoint.AS_KEY,
                        "Upper end of its range.",
                        r -> r.setting().high())));
        Column.interval(
                columns,
                "mu_star",
                PhasePoint.AS_KEY,
                "Mean absolute change of the output over the whole range of the setting.",
                EffectRow::muStar);
        columns.add(new Column<>(
                "mu",
                NUMBER,
                PhasePoint.AS_KEY,
                "Mean change: as large as mu_star where the output always rises, the same below 0 where it always falls.",
                EffectRow::mu));
        columns.add(new Column<>(
                "sigma",
                NUMBER,
                PhasePoint.AS_KEY,
                "Standard deviation of the change: 0 if it is the same whatever the others are.",
                EffectRow::sigma));
        columns.add(new Column<>(
                "noise",
                NUMBER,
                PhasePoint.AS_KEY,
                "The mu_star that the luck of the tasks alone would give.",
                EffectRow::noise));
        columns.add(new Column<>(
                "matters", INTEGER, "", "1 if mu_star_low is above noise, else 0.", r -> r.matters() ? 1L : 0L));
        columns.add(new Column<>("trajectories", INTEGER, "trajectories", "Where the output was defined.", r ->
                (long) r.trajectories()));
        columns.add(new Column<>("unit", TEXT, "", "Of the output and its changes.", EffectRow::unit));
        return columns;
    }
}
