package dev.plateau.scenario;

import dev.plateau.fleet.Accelerator;
import dev.plateau.fleet.Accelerator.Constants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Known accelerators by short name, from {@code hardware.csv}. */
public final class HardwarePresets {
    /** Error of times when the constants were fitted to another model on the same accelerator. */
    private static final double MOVED = 0.15;
    /** Error of times when the constants are those of another accelerator. */
    static final double DATA_SHEET = 0.3;

    private static final double GIGA = 1e9;
    private static final double TERA = 1e12;
    private static final double MICRO = 1e-6;

    private final Map<String, HardwarePreset> accelerators;

    private HardwarePresets(Map<String, HardwarePreset> accelerators) {
        this.accelerators = accelerators;
    }

    /** Reads the accelerators that come with Plateau. */
    public static HardwarePresets builtIn() {
        Map<String, HardwarePreset> accelerators = new LinkedHashMap<>();
        try {
            Csv csv = Csv.parse(new Source.Resource("", "hardware.csv").text(1_000_000));
            Map<String, Csv.Row> rows = new LinkedHashMap<>();
            csv.rows().forEach(row -> rows.put(csv.text(row, "name"), row));
            rows.forEach((name, row) -> accelerators.put(name, accelerator(csv, name, row, rows)));
        } catch (IOException e) {
            throw new UncheckedIOException("hardware.csv is damaged", e);
        }
        return new HardwarePresets(accelerators);
    }

    private static HardwarePreset accelerator(Csv csv, String name, Csv.Row row, Map<String, Csv.Row> rows) {
        String neighbour = csv.text(row, "constants_of");
        Csv.Row fitted = neighbour.isEmpty() ? row : rows.getOrDefault(neighbour, row);
        double low = number(csv, row, "cloud_usd_per_hour_low");
        double high = number(csv, row, "cloud_usd_per_hour_high");
        Accelerator accelerator = new Accelerator(
                name,
                GIGA * number(csv, row, "hbm_GB"),
                GIGA * number(csv, row, "hbm_bw_GBps"),
                TERA * number(csv, row, "dense_bf16_TFLOPS"),
                GIGA * number(csv, row, "intra_node_GBps_per_dir"),
                number(csv, row, "tdp_W"),
                (low + high) / 2,
                new Constants(
                        number(csv, fitted, "fit_eW"),
                        number(csv, fitted, "fit_eK"),
                        number(csv, fitted, "fit_eF"),
                        MICRO * number(csv, fitted, "fit_cL_us"),
                        MICRO * number(csv, fitted, "fit_cS_us")),
                neighbour.isEmpty() ? MOVED : DATA_SHEET);
        return new HardwarePreset(
                accelerator,
                csv.text(row, "accelerator"),
                low,
                high,
                csv.text(row, "price_source_and_date"),
                csv.text(row, "spec_source"),
                neighbour,
                csv.text(row, "uncertainty"));
    }

    /** The number that a cell begins with; words may follow. */
    private static double number(Csv csv, Csv.Row row, String column) {
        return Double.parseDouble(csv.text(row, column).split(" ", 2)[0]);
    }

    /** All accelerators by name, in the order of the help. */
    public Map<String, HardwarePreset> byName() {
        return Collections.unmodifiableMap(accelerators);
    }

    /** The accelerator with a short or full name, in whatever case. */
    Optional<HardwarePreset> find(String name) {
        return accelerators.values().stream()
                .filter(preset -> preset.name().equalsIgnoreCase(name)
                        || preset.fullName().equalsIgnoreCase(name))
                .findFirst();
    }
}
