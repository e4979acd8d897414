package dev.plateau.result;

import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * What one setting does in an extreme world, or some that cannot be told apart: the world with it put back to the base, and the
 * base with it alone moved.
 *
 * @param setting key, or what its keys have in common
 * @param base value in the scenario
 * @param found value in the world that was found
 * @param bounds of the search
 * @param back difference of the policies with the setting put back
 * @param vanished by how much that is nearer to nothing than the difference in the world that was found; paired
 * @param alone difference of the policies where this setting alone is moved
 */
public record AblationRow(
        String setting, String base, String found, String bounds, Interval back, Interval vanished, Interval alone) {

    /** The table settings.csv. */
    public static final Table<AblationRow> TABLE = new Table<>(
            "settings",
            "Which settings matter in the world that was found: each is put back to the base, the others stay; and each alone is"
                    + " moved in the base. Tasks are those of difference.csv.",
            columns());

    private static List<Column<AblationRow>> columns() {
        List<Column<AblationRow>> columns = new ArrayList<>(List.of(
                new Column<>(
                        "setting", TEXT, "", "Key of the scenario, or keys that go together.", AblationRow::setting),
                new Column<>("base", TEXT, "", "In the scenario.", AblationRow::base),
                new Column<>("found", TEXT, "", "In the world that was found.", AblationRow::found),
                new Column<>("bounds", TEXT, "", "Where it was sought.", AblationRow::bounds)));
        Column.interval(
                columns, "back", "fraction", "Policy less rival when it is put back to the base.", AblationRow::back);
        Column.interval(
                columns,
                "vanished",
                "fraction",
                "How much of the difference that takes away, paired; below 0 it adds to it.",
                AblationRow::vanished);
        Column.interval(
                columns,
                "alone",
                "fraction",
                "Policy less rival if it alone is moved in the base.",
                AblationRow::alone);
        return columns;
    }
}
