package dev.plateau.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links of the documents lead somewhere: to a file of the project, to a heading, or out of it. */
class DocumentLinksTest {
    private static final Pattern LINK = Pattern.compile("\\[[^\\]\\[]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("#{1,6} (.*)");
    private static final Pattern INLINE_CODE = Pattern.compile("`[^`]*`");
    private static final Pattern MARKED_LINK = Pattern.compile("\\[([^\\]]*)]\\([^)]*\\)");

    /** Names under docs/images that no page shows. */
    @Test
    void everyPictureIsShown() throws IOException {
        Set<Path> shown = new HashSet<>();
        for (Document page : Document.all()) {
            Path file = Document.root().resolve(page.name());
            links(page)
                    .forEach(
                            link -> shown.add(file.resolveSibling(link.target()).normalize()));
        }
        try (Stream<Path> images = Files.list(Document.root().resolve("docs/images"))) {
            assertThat(images.map(Path::normalize)).isSubsetOf(shown);
        }
    }

    @Test
    void noLinkIsDead() {
        List<String> dead = new ArrayList<>();
        int links = 0;
        for (Document page : Document.all()) {
            for (Link link : links(page)) {
                links++;
                if (isDead(page, link.target())) {
                    dead.add(page.name() + ":" + link.line() + ": " + link.target());
                }
            }
        }
        assertThat(dead).isEmpty();
        assertThat(links).isGreaterThan(200);
    }

    /** Every page below docs can be reached from its index. */
    @Test
    void theIndexHasEveryPage() {
        Document index = Document.of("docs/README.md");
        Set<String> named = new HashSet<>();
        links(index).forEach(link -> named.add("docs/" + link.target().replaceFirst("#.*", "")));
        assertThat(Document.all().stream()
                        .map(Document::name)
                        .filter(name -> name.startsWith("docs/") && !name.equals(index.name())))
                .allMatch(named::contains);
    }

    private record Link(int line, String target) {}

    private static List<Link> links(Document page) {
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < page.lines().size(); i++) {
            int at = i;
            if (page.blocks().stream().anyMatch(block -> block.from() <= at && at < block.to())) {
                continue;
            }
            Matcher matcher =
                    LINK.matcher(INLINE_CODE.matcher(page.lines().get(i)).replaceAll("code"));
            while (matcher.find()) {
                links.add(new Link(i + 1, matcher.group(1)));
            }
        }
        return links;
    }

    private static boolean isDead(Document page, String target) {
        if (target.startsWith("https://")) {
            return false;
        }
        String[] parts = target.split("#", 2);
        Path root = Document.root();
        Path file = parts[0].isEmpty()
                ? root.resolve(page.name())
                : root.resolve(page.name()).resolveSibling(parts[0]).normalize();
        if (!file.startsWith(root) || !Files.exists(file)) {
            return true;
        }
        return parts.length == 2
                && !anchors(Document.of(root.relativize(file).toString())).contains(parts[1]);
    }

    /** The names that GitHub gives to headings. */
    private static Set<String> anchors(Document page) {
        Map<String, Integer> seen = new HashMap<>();
        Set<String> anchors = new HashSet<>();
        for (int i = 0; i < page.lines().size(); i++) {
            int at = i;
            Matcher heading = HEADING.matcher(page.lines().get(i));
            if (heading.matches() && page.blocks().stream().noneMatch(block -> block.from() <= at && at < block.to())) {
                String slug = MARKED_LINK
                        .matcher(heading.group(1))
                        .replaceAll("$1")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}\\-_ ]", "")
                        .strip()
                        .replace(' ', '-');
                int before = seen.merge(slug, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? slug : slug + "-" + before);
            }
        }
        return anchors;
    }
}
