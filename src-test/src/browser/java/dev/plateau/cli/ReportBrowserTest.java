package dev.plateau.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.plateau.browser.Chromium;
import dev.plateau.calibrate.MomentFit;
import dev.plateau.export.Texts;
import dev.plateau.export.Texts.Language;
import dev.plateau.model.Levels;
import dev.plateau.scenario.PilotFile;
import dev.plateau.scenario.ScenarioException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Reports as their readers have them, in a real browser: on a desk and on a telephone, light and dark, on paper, by keyboard, and by
 * the rules of axe-core. Each page is left in {@code target/reports} as it looks.
 */
class ReportBrowserTest {
    private static final Path SHOTS = Path.of("target", "reports");
    private static final int DESK = 1280;
    private static final int PHONE = 390;
    /** A4 without its margins, at 96 dots per inch. */
    private static final int PAPER = 680;

    private static final int PAPER_LYING = 1009;

    private static final Pattern REFERENCE = Pattern.compile("(?:src|href|srcset|action)\\s*=\\s*[\"']?([^\"'> ]*)"
            + "|url\\(([^)]*)\\)|@import\\s+([^;]*)|<(?:script|iframe|object|embed|link|base)\\b");

    private static final String EVERYTHING =
            """
            title: All that a report may have
            tasks: {levels: {shares: [1, 2, 1]}}
            verifier: {slope: 0.7, direction-noise: 0.8, step-noise: 0.4}
            policies: [parallel, rebase, dora, adaptive-consistency, oracle]
            budgets: [1, 4, 16]
            precision: 0.05
            regret: true
            fleet: {accelerator: h100, traffic: {poisson: {rate: 0.5}}, tasks: 200, slo: 20}
            fleets: {one: {}, two: {replicas: 2}}
            """;
    private static final String WORLDS =
            """
            title: Two worlds, by tokens
            policies: [parallel, rebase, sequential]
            budget-unit: tokens
            budgets: [2000, 8000]
            precision: 0.05
            worlds: {easy: {tasks: {difficulty: {fixed: 0.6}}}, hard: {tasks: {difficulty: {fixed: 0.2}}}}
            """;
    private static final String SWEEP =
            """
            title: A sweep
            policies: [parallel, dora]
            budgets: [4, 16]
            precision: 0.1
            verifier: {slope: [0, 0.5, 1]}
            answers: {herding: [0, 0.5]}
            """;
    private static final String PLAN =
            """
            title: A small plan
            policies: [parallel, rebase]
            budgets: [1, 4, 16]
            precision: 0.05
            fleet: {accelerator: h100, traffic: {poisson: {rate: 2}}, tasks: 200}
            plan:
              accelerators: [l40s, h100]
              max-devices: 16
              slos: {kept: {accuracy: 0.5, p95-latency: 60}, never: {accuracy: 0.999, p95-latency: 60}}
            """;
    private static final String TABLE =
            """
            benchmark,metric,method,rollouts,value,band
            b,accuracy,beam,4,50,1
            b,accuracy,beam,16,54,1
            b,accuracy,temperature,4,49,1
            b,accuracy,temperature,16,53,1
            b,accuracy,dora,4,52,1
            b,accuracy,dora,16,57,1
            b,pass_rate,dora,16,45,2
            """;

    /** A page by its name and the command that makes it; FILE.yaml and FILE.csv are those above. */
    private static final Map<String, String> PAGES = new TreeMap<>(Map.ofEntries(
            Map.entry("run", "run everything.yaml"),
            Map.entry("run-worlds", "run worlds.yaml"),
            Map.entry("run-sweep", "run sweep.yaml"),
            Map.entry("plan", "plan plan.yaml"),
            Map.entry("stress", "stress --quick --policy rebase --policy oracle --family inversion --family machines"),
            Map.entry(
                    "phase",
                    "phase stress/inversion --policy temperature --policy rebase --over attempts.shares.direction=0..0.9"
                            + " --over budgets=2..8,log --cells 4 --tasks 128"),
            Map.entry(
                    "worst",
                    "worst stress/inversion --policy dora --rival rebase --worlds 10 --starts 1 --tasks 2560 --budget 4"),
            Map.entry(
                    "best",
                    "best stress/inversion --policy dora --policy oracle --over budgets=2,4 --price 0.002/rollout"
                            + " --within 0.1"),
            Map.entry(
                    "sensitivity",
                    "sensitivity stress/inversion --policy dora --rival rebase --of accuracy --of difference --of tokens"
                            + " --budget 4 --size 4 --tasks 128"),
            Map.entry(
                    "sensitivity-sobol",
                    "sensitivity stress/inversion --policy dora --method sobol --over verifier.slope=0..1.5"
                            + " --over answers.herding=0..0.9 --budget 4 --size 4 --tasks 128"),
            Map.entry("calibrate-counts", "calibrate counts.csv --predict 200,50"),
            Map.entry("calibrate-samples", "calibrate samples.csv --predict 4"),
            Map.entry("calibrate-rounds", "calibrate rounds.csv --predict 2"),
            Map.entry("calibrate-table", "calibrate table.csv --predict 64"),
            Map.entry("calibrate-log", "calibrate log.jsonl --fleet machine.yaml"),
            Map.entry("calibrate-design", "calibrate --design world.yaml --epsilon 0.01 --problems 50")));

    private static Chromium chromium;

    @TempDir
    Path directory;

    private final SoftAssertions all = new SoftAssertions();
    private BrowserContext context;
    private Page page;
    private final List<String> loaded = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.start();
        Files.createDirectories(SHOTS);
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open() {
        context = chromium.browser()
                .newContext(new Browser.NewContextOptions().setViewportSize(DESK, 900).setJavaScriptEnabled(true));
        page = context.newPage();
        page.onRequest(request -> loaded.add(request.url()));
    }

    @AfterEach
    void close() {
        context.close();
    }

    /** Of the kinds of fit one in Japanese: they are laid out alike, and their words are read by JapaneseReportsTest. */
    static Stream<Arguments> pages() {
        return Stream.of("en", "ja").flatMap(language -> PAGES.keySet().stream()
                .filter(name -> language.equals("en") || !name.startsWith("calibrate-") || name.equals("calibrate-rounds"))
                .map(name -> Arguments.of(name, language)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aReportIsReadByEverybody(String name, String language) throws IOException {
        for (Path file : made(name, language)) {
            String view = name + (file.endsWith("report.html") || name.startsWith("calibrate") ? "" : "-" + file.getFileName())
                    .replace(".html", "") + "-" + language;
            assertStandsAlone(file);
            loaded.clear();
            page.setViewportSize(DESK, 900);
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN).setColorScheme(ColorScheme.LIGHT));
            page.navigate(file.toUri().toString());
            all.assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
            boolean english = language.equals("en");
            if (english) {
                shot(view + "-" + DESK);
                assertTheKeyboardReachesAll(view);
            }
            assertOnPaperNothingIsFolded(view);
            page.evaluate("() => document.querySelectorAll('details').forEach(fold => fold.open = true)");
            if (english) {
                all.assertThat(Chromium.violations(page)).as(view).isEmpty();
            }
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            all.assertThat(english ? Chromium.violations(page, "color-contrast") : Chromium.violations(page))
                    .as(view + " in the dark")
                    .isEmpty();
            page.setViewportSize(PHONE, 844);
            all.assertThat(Chromium.overflow(page)).as(view + " on a telephone").isLessThanOrEqualTo(0);
            if (english) {
                all.assertThat(Chromium.violations(page, "scrollable-region-focusable", "target-size"))
                        .as(view + " on a telephone")
                        .isEmpty();
            } else {
                shot(view + "-" + PHONE);
            }
            all.assertThat(loaded).as("requests of " + view).allMatch(url -> url.startsWith("file:") || url.startsWith("data:"));
            all.assertThat(loaded.stream().filter(url -> url.startsWith("file:"))).as("files of " + view).hasSize(1);
        }
        all.assertAll();
    }

    private void shot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(SHOTS.resolve(name + ".png")));
    }

    /** It names nothing outside of itself: it may be sent as it is. */
    private void assertStandsAlone(Path file) throws IOException {
        String html = Files.readString(file).replaceAll("(?s)<pre.*?</pre>", "");
        all.assertThat(REFERENCE.matcher(html).results().map(found -> found.group()))
                .as(file.toString())
                .allMatch(found -> found.startsWith("src=\"data:image/png;base64,"));
    }

    /** Tab comes to all that can be used, from top to bottom, and one sees where it is; Enter opens and closes what is folded. */
    private void assertTheKeyboardReachesAll(String view) {
        int stops = (Integer) page.evaluate("() => document.querySelectorAll('summary, [tabindex], a[href], button')"
                + ".length - [...document.querySelectorAll('details:not([open]) :is([tabindex], a[href], button)')].length");
        double above = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < stops; i++) {
            page.keyboard().press("Tab");
            @SuppressWarnings("unchecked")
            Map<String, Object> at = (Map<String, Object>) page.evaluate("() => {"
                    + " const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();"
                    + " return {tag: at.tagName, outline: style.outlineStyle, width: parseFloat(style.outlineWidth),"
                    + "  top: box.top + scrollY, seen: box.bottom > 0 && box.top < innerHeight}; }");
            String stop = view + ", stop " + (i + 1) + " of " + stops + ": " + at;
            all.assertThat(at.get("tag")).as(stop).isNotEqualTo("BODY");
            all.assertThat(at.get("outline")).as(stop).isNotEqualTo("none");
            all.assertThat(((Number) at.get("width")).doubleValue()).as(stop).isGreaterThanOrEqualTo(2);
            all.assertThat(at.get("seen")).as(stop).isEqualTo(true);
            double top = ((Number) at.get("top")).doubleValue();
            all.assertThat(top).as(stop).isGreaterThanOrEqualTo(above);
            above = top;
        }
        if (page.locator("summary").count() > 0) {
            page.locator("summary").first().focus();
            Object before = page.evaluate("() => document.querySelector('details').open");
            page.keyboard().press("Enter");
            all.assertThat(page.evaluate("() => document.querySelector('details').open")).as(view).isNotEqualTo(before);
            page.keyboard().press("Enter");
        }
    }

    /** All is shown, also what is folded on the screen, and nothing is cut at the right. */
    private void assertOnPaperNothingIsFolded(String view) {
        page.setViewportSize(PAPER, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        all.assertThat((List<?>) page.evaluate("() => [...document.querySelectorAll('details *')]"
                        + ".filter(e => !e.closest('summary, svg') && !e.checkVisibility()).map(e => e.outerHTML.slice(0, 100))"))
                .as(view + " on paper: hidden")
                .isEmpty();
        all.assertThat((List<?>) page.evaluate("() => [...document.querySelectorAll('main *')]"
                        + ".filter(e => e.getBoundingClientRect().right > (e.closest('.wide, .wide ~ *') ? " + PAPER_LYING + " : innerWidth) + 1).map(e => e.outerHTML.slice(0, 100))"))
                .as(view + " on paper: cut")
                .isEmpty();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        page.setViewportSize(DESK, 900);
    }

    /** Makes a report, and returns its pages. */
    private List<Path> made(String name, String language) throws IOException {
        write("everything.yaml", EVERYTHING);
        write("worlds.yaml", WORLDS);
        write("sweep.yaml", SWEEP);
        write("plan.yaml", PLAN);
        write("table.csv", TABLE);
        write("counts.csv", counts());
        write("samples.csv", samples());
        write("rounds.csv", rounds());
        write("log.jsonl", log());
        write("machine.yaml", "models: {policy: llama-3.2-1b}\nfleet: {accelerator: l4, serves: [policy], max-sequences: 8}\n");
        write("world.yaml", "tasks: {difficulty: {fixed: 0.5}}\nattempts: {shares: {direction: 0}, steps: 1}\n"
                + "policies: [parallel]\nselect: oracle\nrefinement: {stickiness: 0, reuse: 0}\n");
        boolean fit = name.startsWith("calibrate") && !name.endsWith("design");
        Path out = directory.resolve(fit ? "out/s.yaml" : "out");
        List<String> words = new ArrayList<>();
        for (String word : PAGES.getOrDefault(name, "").split(" ")) {
            words.add(word.matches(".*\\.(yaml|csv|jsonl)") ? directory.resolve(word).toString() : word);
        }
        words.addAll(List.of("--quiet", "--language", language, "--out", out.toString()));
        if (name.endsWith("table")) {
            fitTable(language, out);
        } else {
            StringWriter err = new StringWriter();
            assertThat(Main.run(
                            new PrintWriter(new StringWriter(), true),
                            new PrintWriter(err, true),
                            words.toArray(String[]::new)))
                    .as(err.toString())
                    .isZero();
        }
        try (Stream<Path> files = Files.walk(directory.resolve("out"))) {
            return files.filter(file -> file.toString().endsWith(".html")).sorted().toList();
        }
    }

    /** As the command does, with the least effort: a fit that is good for something takes minutes. */
    private void fitTable(String language, Path out) throws IOException {
        CommandLine line = new CommandLine(new CalibrateCommand()).setErr(new PrintWriter(new StringWriter(), true));
        try {
            PilotFile pilot = PilotFile.read(
                    directory.resolve("table.csv"), new PilotFile.Choice(Optional.empty(), Optional.empty()));
            new TableFit(
                            line.getCommandSpec(),
                            true,
                            new Texts(Language.of(language).orElseThrow()),
                            new MomentFit.Effort(1, 1, 4, 64, 1, 64, 1, 256, 2))
                    .run(
                            pilot,
                            new TableFit.Wish(List.of(64), Levels.NONE, 0.001, 5, 2),
                            CalibrationFiles.around(out),
                            List.of(" 1 with this command:", "plateau calibrate table.csv"));
        } catch (ScenarioException e) {
            throw new IOException(e);
        }
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(directory.resolve(file), text);
    }

    /** Right samples of 20 at as many problems. */
    private static final int[] RIGHT = {0, 0, 0, 1, 0, 3, 7, 0, 2, 0, 12, 0, 20, 1, 0, 0, 5, 0, 0, 1};

    private static String counts() {
        StringBuilder text = new StringBuilder("problem_id,n_samples,n_correct\n");
        for (int i = 0; i < RIGHT.length; i++) {
            text.append(i).append(",20,").append(RIGHT[i]).append('\n');
        }
        return text.toString();
    }

    private static String samples() {
        StringBuilder text = new StringBuilder("problem_id,sample,answer_id,correct,score\n");
        for (int i = 0; i < RIGHT.length; i++) {
            for (int n = 0; n < 6; n++) {
                int right = (n * 7 + i) % 20 < RIGHT[i] ? 1 : 0;
                int answer = right == 1 ? 0 : 1 + (n * n + i) % 3;
                double score = right + 0.1 * ((n * 5 + i * 3) % 7) - 0.5;
                text.append(i + "," + n + "," + answer + "," + right + "," + score + "\n");
            }
        }
        return text.toString();
    }

    private static String rounds() {
        StringBuilder text = new StringBuilder("problem_id,turn,correct\n");
        for (int i = 0; i < 40; i++) {
            int first = i % 5;
            for (int t = 0; t <= Math.min(first, 2); t++) {
                text.append(i + "," + t + "," + (t == first ? 1 : 0) + "\n");
            }
        }
        return text.toString();
    }

    private static String log() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            int begin = 1000 + 4 * i;
            text.append("{\"arrival_time\": " + begin + ", \"input_toks\": 100, \"output_toks\": 20, \"first_token_ts\": "
                    + (begin + 0.1) + ", \"last_token_ts\": " + (begin + 3) + "}\n");
        }
        return text.toString();
    }
}
