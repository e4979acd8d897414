package dev.plateau.export;

import dev.plateau.result.PlanResult;
import dev.plateau.result.StudyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.internal.chartpart.IChart;

/**
 * Pictures of a result, each as PNG (1600 x 900 pixels, 160 dots per inch) and as SVG.
 *
 * <p>In DIR/plots, or for several worlds in DIR/plots/WORLD:
 *
 * <ul>
 *   <li>accuracy: against budget
 *   <li>coverage: coverage and pass rate against budget
 *   <li>gain: accuracy gained per added rollout in three zones; left out if there is one budget
 *   <li>difference: paired difference to the baseline; left out if there is no other policy
 *   <li>spent-rollouts: accuracy against the rollouts really spent; left out if all are within 1 % of their budgets
 *   <li>spent-tokens, spent-tflop: accuracy against tokens and 10^12 floating-point operations really spent
 *   <li>ranking: accuracy of every policy at the middle and the largest budget; only of more than twelve policies
 *   <li>regret: accuracy lost against the oracle in its parts; left out if it was not measured
 *   <li>if a fleet serves: accuracy-latency, accuracy-cost, accuracy-energy: the trade-offs, with the Pareto front;
 *       latency-FLEET: the distribution of latency; timeline-FLEET: batch size, queue and KV memory; if several fleets do,
 *       fleets: latency and cost by fleet
 * </ul>
 *
 * With several worlds, DIR/plots also has worlds-POLICY: accuracy of one policy, one line per world; and
 * differences-by-world: the paired differences to the baseline. A policy has the same colour in all pictures; of more than
 * twelve only the best few have one, and those that are told the truth are dark and dashed. The same result gives the same bytes.
 */
public final class Plots {
    private static final String FOLDER = "plots";
    private static final int LONGEST_NAME = 80;

    private Plots() {}

    /**
     * Draws and writes, in English.
     *
     * @throws IOException if a file cannot be written; each file is whole or as before
     */
    public static List<Plot> write(StudyResult result, Path dir) throws IOException {
        return write(result, Texts.ENGLISH, dir);
    }

    /**
     * Draws and writes.
     *
     * @param result to draw; without accuracy rows nothing is drawn
     * @param texts in which the pictures are
     * @param dir gets a folder plots
     * @return the pictures, those across worlds first
     * @throws IOException if a file cannot be written; each file is whole or as before
     */
    public static List<Plot> write(StudyResult result, Texts texts, Path dir) throws IOException {
        List<Figures.Figure> figures = Figures.of(result, texts);
        Map<String, String> folders =
                safeNames(figures.stream().map(Figures.Figure::world).toList());
        boolean single = folders.size() == 1;
        Map<String, Map<String, String>> files = new LinkedHashMap<>();
        folders.keySet()
                .forEach(world -> files.put(
                        world,
                        safeNames(figures.stream()
                                .filter(figure -> figure.world().equals(world))
                                .map(Figures.Figure::name)
                                .toList())));
        List<Plot> plots = new ArrayList<>();
        for (Figures.Figure figure : figures) {
            Path folder = dir.resolve(FOLDER);
            if (!single && !figure.world().isEmpty()) {
                folder = folder.resolve(named(folders, figure.world()));
            }
            plots.add(write(figure, folder, named(files.getOrDefault(figure.world(), Map.of()), figure.name())));
        }
        return plots;
    }

    /**
     * Where the PNG of a picture of one world is, below the folder that was written to.
     *
     * @param worlds all of the result, in the order of its rows
     * @param world one of them
     * @param name of the picture, such as accuracy
     */
    public static Path png(List<String> worlds, String world, String name) {
        Path folder = Path.of(FOLDER);
        return (worlds.size() > 1 ? folder.resolve(named(safeNames(worlds), world)) : folder).resolve(name + ".png");
    }

    /** Draws DIR/plots/plan, and then all that there is to draw of the study behind the plan. */
    static List<Plot> write(PlanResult plan, Texts texts, Path dir) throws IOException {
        List<Plot> plots = new ArrayList<>();
        Optional<Figures.Figure> figure = PlanFigure.of(plan, texts);
        if (figure.isPresent()) {
            plots.add(write(figure.get(), dir.resolve("plots"), figure.get().name()));
        }
        plots.addAll(write(plan.study(), texts, dir));
        return plots;
    }

    /** Draws one figure as FOLDER/NAME.png and .svg. */
    static Plot write(Figures.Figure figure, Path folder, String name) throws IOException {
        return write(figure.slide(), figure.world(), figure.alternative(), folder, name);
    }

    /** Draws a picture as FOLDER/NAME.png and .svg. */
    static Plot write(IChart picture, String world, String alternative, Path folder, String name) throws IOException {
        Path png = folder.resolve(name + ".png");
        Path svg = folder.resolve(name + ".svg");
        WholeFile.write(
                png, path -> BitmapEncoder.saveBitmapWithDPI(picture, path.toString(), BitmapFormat.PNG, Look.DPI));
        WholeFile.write(svg, path -> Files.write(path, ChartEncoder.getBytes(picture, "svg")));
        return new Plot(world, alternative, png, svg);
    }

    private static String named(Map<String, String> names, String key) {
        return names.getOrDefault(key, "unnamed");
    }

    /** Names for files that every file system takes, distinct also where case does not count. */
    public static Map<String, String> safeNames(List<String> names) {
        Map<String, String> safe = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (String name : new LinkedHashSet<>(names)) {
            String plain = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[.-]+|[.-]+$", "");
            String stem = plain.isEmpty() ? "unnamed" : plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
            String candidate = stem;
            for (int i = 2; !taken.add(candidate.toLowerCase(Locale.ROOT)); i++) {
                candidate = stem + "-" + i;
            }
            safe.put(name, candidate);
        }
        return safe;
    }
}
