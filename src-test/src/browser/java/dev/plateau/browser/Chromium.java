package dev.plateau.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The Chromium of this machine, and the rules of axe-core; tests are skipped where one of them is missing. */
public final class Chromium implements AutoCloseable {
    private static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final Path AXE = Path.of("target", "axe", "package", "axe.min.js");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts it. */
    public static Chromium start() {
        Path chromium =
                PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst().orElse(null);
        Assumptions.assumeTrue(chromium != null, "no Chromium is installed");
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Chromium(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(chromium)
                                .setArgs(List.of("--no-sandbox"))));
    }

    /** The browser. */
    public Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    /**
     * What axe-core finds in a page as it is shown: a line for each element that breaks a rule.
     *
     * @param rules that are tried, by their names; none: all
     */
    public static List<String> violations(Page page, String... rules) throws IOException {
        Assumptions.assumeTrue(Files.exists(AXE), "axe-core was not fetched");
        if (!((Boolean) page.evaluate("() => 'axe' in window"))) {
            // By the debugger's protocol, which the page's policy on scripts does not concern.
            page.evaluate(Files.readString(AXE));
        }
        JsonNode found = JSON.readTree((String) page.evaluate(
                "async rules => JSON.stringify((await axe.run(document, rules.length ? {runOnly: rules} : {})).violations)",
                List.of(rules)));
        List<String> lines = new ArrayList<>();
        for (JsonNode violation : found) {
            for (JsonNode node : violation.get("nodes")) {
                String html = node.get("html").asText();
                lines.add(violation.get("id").asText() + ": " + html.substring(0, Math.min(200, html.length())) + ": "
                        + node.get("failureSummary").asText());
            }
        }
        return lines;
    }

    /** By how many pixels a page is wider than what shows it. */
    public static int overflow(Page page) {
        return (Integer) page.evaluate("() => document.documentElement.scrollWidth - innerWidth");
    }
}
