package dev.plateau.fidelity;

import dev.plateau.data.Recorded;
import dev.plateau.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the sections of docs/fidelity.md between their marks. */
public final class FidelityPage {
    static final List<Section> SECTIONS = List.of(
            new PresetsSection(),
            new TtspmSection(),
            new SaturationSection(),
            new PassRatesSection(),
            new VotesSection(),
            new RefinementSection(),
            new CeilingsSection(),
            new OptimalAttemptsSection(),
            new CallsSection());

    private FidelityPage() {}

    /**
     * Writes sections.
     *
     * @param args their names, separated by commas, or all
     */
    public static void main(String[] args) throws IOException, ScenarioException {
        System.setProperty("java.awt.headless", "true");
        List<String> names = SECTIONS.stream().map(Section::name).toList();
        List<String> chosen = args[0].equals("all") ? names : List.of(args[0].split(","));
        Path home = home();
        for (Section section : SECTIONS) {
            if (!chosen.contains(section.name())) {
                continue;
            }
            List<String> missing =
                    section.needs().stream().filter(file -> !Recorded.has(file)).toList();
            if (missing.isEmpty()) {
                long start = System.nanoTime();
                write(page(home), section.name(), section.text(home));
                System.out.printf("%s: written in %.0f s%n", section.name(), (System.nanoTime() - start) / 1e9);
            } else {
                System.out.println(section.name() + ": left as it is, for want of " + String.join(", ", missing)
                        + " in the folder that PLATEAU_DATA names (docs/data/README.md)");
            }
        }
    }

    /** The folder of the project, from itself or one of its modules. */
    static Path home() {
        return Files.exists(Preset.TABLE) ? Path.of("") : Path.of("..");
    }

    static Path page(Path home) {
        return home.resolve(Path.of("docs", "fidelity.md"));
    }

    /** What stands between the marks. */
    static String read(Path page, String section) throws IOException {
        String text = Files.readString(page);
        return text.substring(text.indexOf(begin(section)) + begin(section).length(), text.indexOf(end(section)));
    }

    private static void write(Path page, String section, String between) throws IOException {
        String text = Files.readString(page);
        Files.writeString(
                page,
                text.substring(0, text.indexOf(begin(section)) + begin(section).length())
                        + between
                        + text.substring(text.indexOf(end(section))));
    }

    private static String begin(String section) {
        return "<!-- begin " + section + " -->\n";
    }

    private static String end(String section) {
        return "<!-- end " + section + " -->";
    }
}
