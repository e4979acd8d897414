package dev.plateau.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.plateau.browser.Chromium;
import dev.plateau.catalog.Policies;
import dev.plateau.experiment.Experiment;
import dev.plateau.experiment.Progress;
import dev.plateau.experiment.Study;
import dev.plateau.result.AccuracyRow;
import dev.plateau.result.SaturationRow;
import dev.plateau.scenario.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The explorer as a reader sees it, in a real browser. Screenshots of every view are left in {@code target/explorer}. */
class ExplorerBrowserTest {
    private static final Path SHOTS = Path.of("target", "explorer");
    private static final double PATIENCE = 600_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Chromium chromium;
    private static Explorer explorer;
    private BrowserContext context;
    private Page page;
    private final List<String> faults = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.start();
        Files.createDirectories(SHOTS);
        explorer = new Explorer(0, Runtime.getRuntime().availableProcessors(), fault -> {
            throw new AssertionError(fault);
        });
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (explorer != null) {
            explorer.close();
        }
    }

    @BeforeEach
    void open() {
        page(1440, 900, ColorScheme.LIGHT, "en-GB");
    }

    @AfterEach
    void closeAndLookForFaults() {
        context.close();
        assertThat(faults).as("errors in the page, and requests to other hosts").isEmpty();
    }

    private void page(int width, int height, ColorScheme scheme, String locale) {
        if (context != null) {
            context.close();
        }
        context = chromium.browser().newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setLocale(locale)
                .setAcceptDownloads(true));
        page = context.newPage();
        page.setDefaultTimeout(PATIENCE);
        page.onPageError(faults::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                faults.add(message.text());
            }
        });
        page.onRequest(request -> {
            if (!request.url().startsWith(explorer.address()) && !request.url().startsWith("data:")) {
                faults.add("request to " + request.url());
            }
        });
    }

    private void go(String link) {
        page.navigate(explorer.address() + link);
        page.waitForFunction("() => window.explorer?.look && window.explorer?.story");
    }

    private void settle() {
        page.waitForFunction("() => window.explorer.settled && window.explorer.look.settled && window.explorer.story");
    }

    private JsonNode look() throws IOException {
        return JSON.readTree((String) page.evaluate("() => JSON.stringify(window.explorer.look)"));
    }

    private void shot(String name) {
        page.waitForTimeout(400);
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(SHOTS.resolve(name + ".png")));
    }

    private void assertAccessible(String view) throws IOException {
        assertThat(Chromium.violations(page)).as(view).isEmpty();
    }

    private void assertNothingIsCut(String view) {
        assertThat(Chromium.overflow(page)).as(view).isLessThanOrEqualTo(0);
    }

    @Test
    void everyLessonIsWalkedThrough() throws IOException {
        go("");
        JsonNode lessons = JSON.readTree(Explorer.asset("lessons.json"));
        for (int lesson = 0; lesson < lessons.size(); lesson++) {
            page.locator("#lesson-list button").nth(lesson).click();
            int steps = lessons.get(lesson).get("steps").size();
            for (int step = 0; step < steps; step++) {
                settle();
                page.locator("#reveal").click();
                String answer = page.locator("#lesson-answer").textContent();
                System.out.println("lesson " + (lesson + 1) + "." + (step + 1) + ": " + answer);
                assertThat(answer)
                        .isNotBlank()
                        .doesNotContain("\u2026")
                        .doesNotContain("{")
                        .doesNotContain("NaN");
                shot("lesson-" + (lesson + 1) + "-" + (step + 1));
                if (step + 1 < steps) {
                    page.locator("#next").click();
                    page.waitForFunction("() => !window.explorer.settled");
                }
            }
        }
        page.locator("#next").click();
        assertThat(page.locator("#lesson").isVisible()).isFalse();
    }

    @Test
    void movedSlidersShowWhatARunOfTheSavedScenarioFinds() throws Exception {
        go("");
        settle();
        double before =
                look().get("policies").get(0).get("accuracy").get(6).get(0).asDouble();
        page.locator("#slider-chance").focus();
        for (int i = 0; i < 10; i++) {
            page.keyboard().press("ArrowRight");
        }
        page.locator("#policy-sequential").click();
        page.locator("#slider-largest").fill("5");
        page.locator("#vote").selectOption("majority");
        page.waitForFunction("() => !window.explorer.settled");
        settle();
        JsonNode look = look();
        assertThat(page.locator("#slider-chance-value").textContent()).startsWith("43");
        assertThat(look.get("policies").get(0).get("accuracy").get(5).get(0).asDouble())
                .isNotEqualTo(before);
        shot("moved");

        Download download = page.waitForDownload(() -> page.locator("#save").click());
        Path file = SHOTS.resolve(download.suggestedFilename());
        download.saveAs(file);
        Study study = new Catalogue(Policies.factories()).read(file.toString()).study();
        var run = new Experiment(study, 2).run(Progress.NONE);
        int at = 0;
        for (JsonNode policy : look.get("policies")) {
            for (JsonNode accuracy : policy.get("accuracy")) {
                AccuracyRow row = run.accuracy().get(at++);
                assertThat(row.tasks()).isEqualTo(look.get("tasks").asLong());
                assertThat(accuracy.get(0).asDouble()).isEqualTo(row.accuracy().value());
                assertThat(accuracy.get(1).asDouble()).isEqualTo(row.accuracy().low());
                assertThat(accuracy.get(2).asDouble()).isEqualTo(row.accuracy().high());
            }
        }
        assertThat(at).isEqualTo(run.accuracy().size());
        SaturationRow saturation = run.saturation().get(0);
        assertThat(look.get("policies").get(0).get("saturation").get(0).asDouble())
                .isEqualTo(saturation.saturation().value());

        // With other tasks the curves agree within their intervals: 18 differences at 5 standard errors.
        var other = new Experiment(study.withSeed(7), 2).run(Progress.NONE);
        for (int i = 0; i < other.accuracy().size(); i++) {
            var a = other.accuracy().get(i).accuracy();
            var b = run.accuracy().get(i).accuracy();
            double error = Math.hypot(a.halfWidth(), b.halfWidth()) / 1.96;
            assertThat(a.value()).isCloseTo(b.value(), within(5 * error));
        }
    }

    @Test
    void aLinkBringsBackTheState() throws IOException {
        go("#chance=0.5&policies=rebase,dora&vote=best-of-n&largest=16&story-task=12");
        settle();
        assertThat(look().get("budgets")).hasSize(5);
        assertThat(page.locator("#policy-parallel").isChecked()).isFalse();
        assertThat(page.locator("#vote").inputValue()).isEqualTo("best-of-n");
        assertThat(page.locator("#story-task").inputValue()).isEqualTo("12");
        assertThat(page.url()).contains("chance=0.5").contains("story-task=12");
    }

    @Test
    void twoSearchesAreWatchedStepByStep() throws IOException {
        go("");
        assertThat(page.locator("#sides .side")).isNotNull();
        page.locator("#position").focus();
        page.keyboard().press("Home");
        assertThat(page.locator("#back").isDisabled()).isTrue();
        page.locator("#forward").click();
        page.locator("#forward").click();
        page.locator("#forward").click();
        page.locator("#forward").click();
        shot("story-middle");
        page.locator("#play").click();
        page.waitForFunction("() => document.getElementById('forward').disabled");
        shot("story-end");
        assertThat(page.locator("#story-live").textContent()).contains("REBASE").contains("DORA");
    }

    @Test
    void everyViewIsAccessibleAndFits() throws IOException {
        for (String language : List.of("en-GB", "ja-JP")) {
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                for (int width : new int[] {1440, 390}) {
                    String view = language.substring(0, 2) + "-"
                            + scheme.toString().toLowerCase(java.util.Locale.ROOT) + "-" + width;
                    page(width, 844, scheme, language);
                    go("#lesson=directions&step=1");
                    page.waitForFunction("() => window.explorer.look.tasks >= 1000");
                    page.locator("#reveal").click();
                    shot("lesson-" + view);
                    assertAccessible(view);
                    assertNothingIsCut(view);
                    go("#show=closed,ttspm");
                    page.reload();
                    page.waitForFunction("() => window.explorer?.look?.tasks >= 1000 && window.explorer?.story");
                    shot("page-" + view);
                    assertAccessible(view);
                    assertNothingIsCut(view);
                }
            }
        }
    }

    @Test
    void itIsShownInTheDocuments() {
        page(1440, 1360, ColorScheme.LIGHT, "en-GB");
        go("");
        settle();
        page.waitForTimeout(400);
        page.screenshot(new Page.ScreenshotOptions().setPath(SHOTS.resolve("explorer.png")));
    }

    @Test
    void itPrints() {
        go("");
        settle();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        page.pdf(new Page.PdfOptions().setFormat("A4").setPath(SHOTS.resolve("print.pdf")));
        shot("print");
    }

    @Test
    void theFirstCurveComesAtOnceAndTheSettledOneSoon() throws IOException {
        go("");
        settle();
        for (int i = 0; i < 4; i++) {
            page.locator("#slider-chance").press("ArrowRight");
            page.waitForFunction("() => !window.explorer.settled");
            settle();
        }
        JsonNode timings = JSON.readTree((String) page.evaluate("() => JSON.stringify(window.explorer.timings)"));
        for (JsonNode timing : timings) {
            System.out.printf(
                    "%s: first curve after %.0f ms, settled after %.0f ms%n",
                    timing.get("query").asText(),
                    timing.get("first").asDouble(),
                    timing.get("settled").asDouble());
        }
        assertThat(timings).hasSize(5);
    }

    @Test
    void thePageIsLight() throws IOException {
        go("");
        long weight = explorer.weight();
        System.out.println("the page weighs " + weight + " bytes");
        assertThat(weight).isLessThan(300_000);
        try (Stream<Path> shots = Files.list(SHOTS)) {
            assertThat(shots).isNotNull();
        }
    }
}
