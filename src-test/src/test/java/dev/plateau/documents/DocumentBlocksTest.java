package dev.plateau.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.catalog.Policies;
import dev.plateau.documents.Document.Kind;
import dev.plateau.documents.Document.Part;
import dev.plateau.scenario.Catalogue;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fenced block of the documents: commands run and print what stands below them, scenarios are valid, Java compiles, Python runs,
 * JSON parses. What is not run is named here, with the reason. docs/your-own-policy.md is followed by OwnPolicyTest.
 */
@DisabledOnOs(OS.WINDOWS)
class DocumentBlocksTest {
    private static final String OWN_POLICY = "docs/your-own-policy.md";

    /** Followed in the default build: half a minute together. */
    private static final Set<String> QUICK =
            Set.of("docs/concepts/saturation.md", "docs/concepts/difficulty.md", "docs/concepts/correlation.md");

    /** Commands that are not run, by page and beginning, and why. */
    private static final Map<String, String> NOT_RUN = notRun();

    private static Map<String, String> notRun() {
        Map<String, String> reasons = new LinkedHashMap<>();
        String cluster = "needs a cluster; ClusterTest";
        reasons.put("README.md ./plateau run my.yaml --on spark", cluster);
        reasons.put("README.md mvn verify", "runs this test");
        reasons.put("docs/benchmarks.md docs/benchmarks.sh", "measures speed for twelve minutes");
        reasons.put(
                "docs/calibration.md ./plateau calibrate sequential_algoverse", "its data are not part of the project");
        reasons.put("docs/cluster.md ./plateau run my.yaml --on spark", cluster);
        reasons.put("docs/cluster.md export SPARK_HOME", cluster);
        reasons.put("docs/cluster.md docs/laptop-cluster.sh", cluster);
        reasons.put("docs/cluster.md ./plateau run saturation", cluster);
        reasons.put("docs/cluster.md $SPARK_HOME/bin/spark-submit", cluster);
        reasons.put(
                "docs/stress.md ./plateau stress --plugins my.jar", "a jar that is not there; FaultyPolicyCourseTest");
        return reasons;
    }

    /** What is between marks and not compared, by page and mark, and why. */
    private static final Map<String, String> NOT_COMPARED = notCompared();

    private static Map<String, String> notCompared() {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String minutes : List.of(
                "docs/calibration.md design",
                "docs/choosing.md best-budget",
                "docs/choosing.md best-parameters",
                "docs/choosing.md effects",
                "docs/choosing.md indices",
                "docs/phases.md phase-verifier",
                "docs/phases.md phase-embeddings",
                "docs/phases.md phase-worst",
                "docs/phases.md worst-world",
                "docs/phases.md best-world",
                "docs/plan.md plan",
                "docs/stress.md stress")) {
            reasons.put(minutes, "takes minutes; docs/regenerate.sh writes it");
        }
        reasons.put("docs/calibration.md rounds", "its data are not part of the project");
        reasons.put("docs/calibration.md table", "a fit of many minutes; docs/fidelity.sh");
        return reasons;
    }

    /** Blocks without a language that no command printed, by page and first line, and what they are. */
    private static final Map<String, String> NOT_PRINTED = Map.of(
            "CONTRIBUTING.md sim-engine", "a tree of folders",
            "CONTRIBUTING.md mvn -o -q test", "builds; this is a test",
            "CONTRIBUTING.md Count the tokens", "an example of a commit",
            "docs/cluster.md policy      budget", "a cluster printed it; ClusterTest",
            "docs/fleet.md $ ./plateau fleet AzureLLM", "its data are not part of the project",
            "docs/running.md plateau: results/my/results.sqlite has", "a refusal; InterruptedRunTest",
            "docs/running.md plateau: cannot write", "a full disk; FullDiskTest",
            "docs/running.md The same to the byte", "RerunCommandTest");

    /** Files that commands of a page name and no block of it is. */
    private static final Map<String, Map<String, String>> FRAMES = Map.of(
            "README.md",
                    Map.of(
                            "my.yaml", "policies: [parallel, rebase, dora]\nbudgets: [1, 4, 16]\n",
                            "pilot.csv",
                                    "problem_id,n_samples,n_correct\na,20,3\nb,20,0\nc,20,11\nd,20,1\ne,20,20\nf,20,2\n"
                                            + "g,20,0\nh,20,7\ni,20,4\nj,20,16\nk,20,1\nl,20,9\n",
                            "t.csv", "arrival_s,prompt_tokens,output_tokens\n0,200,300\n0.5,100,400\n",
                            "machines.yaml", "models: {policy: llama-3.1-8b}\nfleet: {accelerator: h100}\n"),
            "docs/choosing.md",
                    Map.of(
                            "my.yaml",
                            "policies: [parallel, rebase, dora]\nbudgets: [16, 64]\nattempts: {steps: 4}\nbaseline: parallel\n"),
            "docs/cluster.md", Map.of("my.yaml", "policies: [parallel, dora]\nbudgets: [1, 4]\n"),
            "docs/phases.md",
                    Map.of(
                            "my.yaml",
                            "policies: [parallel, rebase, dora]\nbudgets: [16]\nattempts: {steps: 4}\nverifier: {step-noise: 1}\n"),
            "docs/stress.md",
                    Map.of(
                            "mine.py",
                            "import json, sys\nsys.stdin.readline()\nprint('{}', flush=True)\nfor line in sys.stdin:\n"
                                    + "    asked = json.loads(line)\n    rest = [0] * (len(asked['scores']) - 1)\n"
                                    + "    print(json.dumps([asked['N']] + rest), flush=True)\n"),
            "docs/running.md",
                    Map.of(
                            "my.yaml", "policies: [parallel, dora]\nbudgets: [1, 4]\n",
                            "served.yaml",
                                    "budgets: [4]\nfleet: {accelerator: h100, tasks: 50, traffic: {poisson: {rate: 2}}}\n"));

    /** What must have been run before the first command of a page. */
    private static final Map<String, String> BEFORE = Map.of(
            "README.md", "./plateau run --quiet",
            "docs/notebooks.md", "./plateau run --precision 0.03 --quiet",
            "docs/stress.md", "./plateau stress --quick --quiet --out old\ncp -r old new");

    /** The file of plateau fleet, which is no scenario. */
    private static final String OF_FLEETS = "docs/fleet.md models: {policy: llama-3.1-8b}";

    private static final Pattern CATALOGUE_RUN = Pattern.compile("\\./plateau run (?!--|\\S+\\.yaml)(?!.*--trace)");

    @TempDir
    Path folder;

    private static List<Document> pages() {
        return Document.all().stream()
                .filter(page -> !page.name().equals(OWN_POLICY))
                .toList();
    }

    private static boolean isCompared(Document page, String mark) {
        return !NOT_COMPARED.containsKey(page.name() + " " + mark);
    }

    private static boolean isRun(Document page, String command) {
        return NOT_RUN.keySet().stream().noneMatch(key -> (page.name() + " " + command).startsWith(key));
    }

    /** The commands of a block, each on one line, without what is said of them. */
    private static List<String> commands(Part block) {
        return block.text()
                .replace("\\\n", " ")
                .lines()
                .map(line -> line.replaceFirst("(^|\\s+)#\\s.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** A study of a few tasks in the place of a precise one, so that a command is over in seconds. */
    private static String rougher(String command) {
        String[] words = command.split(" +", 3);
        if (words.length < 2 || !words[0].endsWith("plateau")) {
            return command;
        }
        return switch (words[1]) {
            case "run" -> command.contains("--trace") ? command : without(command, "precision") + " --precision 0.1";
            case "plan" -> stopped(command);
            case "stress" ->
                command.contains("--compare")
                        ? command
                        : command.replace(" --quick", "").replace(" --family herding", "") + " --quick --family herding"
                                + (command.contains("--policy") ? "" : " --policy dora");
            case "phase" -> without(command, "tasks") + " --tasks 128 --cells 4";
            case "worst" -> without(command, "worlds|starts|tasks") + " --worlds 30 --starts 1 --tasks 2560";
            case "sensitivity" -> without(command, "size|tasks") + " --size 4 --tasks 128";
            case "best" -> command + " --within 0.2";
            case "calibrate" -> command.contains("dora-figure-3") ? stopped(command) : command;
            case "explore" -> stopped(command.contains("--port") ? command : command + " --port 0 --no-browser");
            default -> command;
        };
    }

    /** Where nothing that is shown hangs on it, a scenario of the catalogue is not run to its end: some have 20 policies. */
    private static String shorter(String command) {
        String rough = rougher(command);
        return CATALOGUE_RUN.matcher(command).lookingAt() ? stopped(rough) : rough;
    }

    private static String without(String command, String options) {
        return command.replaceAll(" --(?:" + options + ") \\S+", "");
    }

    /** A command that goes on for long, or until it is stopped: it is, after a while. */
    private static String stopped(String command) {
        return "timeout -s INT 4 " + command + " || test $? = 124";
    }

    @Test
    void everyBlockIsOfAKindThatIsRun() {
        Set<String> languages = new HashSet<>();
        Set<String> unused = new HashSet<>(NOT_RUN.keySet());
        unused.addAll(NOT_COMPARED.keySet());
        unused.addAll(NOT_PRINTED.keySet());
        List<String> unknown = new ArrayList<>();
        for (Document page : pages()) {
            boolean marked = false;
            for (Part part : page.parts()) {
                marked = part.kind() == Kind.BEGIN || (marked && part.kind() != Kind.END);
                if (part.kind() == Kind.BEGIN) {
                    unused.remove(page.name() + " " + part.word());
                } else if (part.kind() == Kind.CODE) {
                    languages.add(part.word());
                    if (part.word().equals("sh")) {
                        for (String command : commands(part)) {
                            unused.removeIf(key -> (page.name() + " " + command).startsWith(key));
                        }
                    } else if (part.word().isEmpty() && !marked) {
                        String line = page.name() + " " + part.firstLine();
                        boolean named = unused.removeIf(line::startsWith)
                                || NOT_PRINTED.keySet().stream().anyMatch(line::startsWith);
                        if (!named && !part.firstLine().startsWith("$ ")) {
                            unknown.add(page.place(part) + ": " + part.firstLine());
                        }
                    }
                }
            }
        }
        assertThat(unknown).as("blocks that no command printed").isEmpty();
        assertThat(unused).as("reasons for what is not there any more").isEmpty();
        assertThat(languages).isSubsetOf("", "sh", "yaml", "java", "python", "json");
    }

    /** A scenario may leave out everything; so a part of one is a scenario too. */
    @Test
    void scenariosAreValid() throws Exception {
        int read = 0;
        for (Document page : pages()) {
            for (Part block : page.blocks()) {
                if (block.word().equals("yaml")) {
                    String file = Files.writeString(folder.resolve("block.yaml"), block.text())
                            .toString();
                    Catalogue catalogue = new Catalogue(Policies.factories());
                    boolean fleets = (page.name() + " " + block.firstLine()).equals(OF_FLEETS);
                    assertThatCode(() -> {
                                if (fleets) {
                                    catalogue.readFleets(file, Optional.empty());
                                } else {
                                    catalogue.readSweep(file);
                                }
                            })
                            .as(page.place(block))
                            .doesNotThrowAnyException();
                    read++;
                }
            }
        }
        assertThat(read).isGreaterThan(15);
    }

    @Test
    void jsonParses() {
        for (Document page : pages()) {
            for (Part block : page.blocks()) {
                if (block.word().equals("json")) {
                    assertThatCode(() -> new ObjectMapper().readTree(block.text()))
                            .as(page.place(block))
                            .doesNotThrowAnyException();
                }
            }
        }
    }

    /** The rule of CONTRIBUTING.md as it is, the line of the catalogue in a list, and lines to follow in a method each. */
    @Test
    void javaCompiles() throws IOException {
        List<String> files = new ArrayList<>();
        for (Document page : pages()) {
            for (Part block : page.blocks()) {
                if (block.word().equals("java")) {
                    files.add(Files.writeString(
                                    folder.resolve(
                                            block.text().startsWith("package ")
                                                    ? "HalvingPolicy.java"
                                                    : "Frame" + files.size() + ".java"),
                                    framed(block.text(), "Frame" + files.size()))
                            .toString());
                }
            }
        }
        assertThat(files).hasSize(3);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> options =
                List.of("-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
        boolean compiled = compiler.getTask(
                        said,
                        null,
                        null,
                        options,
                        null,
                        compiler.getStandardFileManager(null, null, null)
                                .getJavaFileObjects(files.toArray(String[]::new)))
                .call();
        assertThat(compiled).as(said.toString()).isTrue();
    }

    private static String framed(String text, String name) {
        String imports =
                "package dev.plateau.policy;\nimport dev.plateau.random.*;\nimport java.util.*;\nimport java.util.function.*;\n";
        if (text.startsWith("package ")) {
            return text;
        }
        if (text.startsWith("new ")) {
            return imports + "class " + name
                    + " { record BuiltIn(String id, String meaning, List<Parameter> parameters, Function<Settings, Policy> policy) {}\n"
                    + "List<BuiltIn> all = List.of(" + text.strip().replaceFirst(",$", "") + "); }";
        }
        StringBuilder frame =
                new StringBuilder(imports).append("class ").append(name).append(" {\n");
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            frame.append(
                    "void line" + i + "(KeyedStream stream, long key, Random random) {\n" + lines.get(i) + "\n}\n");
        }
        return frame.append("}").toString();
    }

    static Stream<String> quick() {
        return QUICK.stream().sorted();
    }

    static Stream<String> slow() {
        return pages().stream()
                .filter(page -> !QUICK.contains(page.name()))
                .filter(page -> IntStream.range(0, page.parts().size())
                        .anyMatch(i -> page.parts().get(i).is(Kind.CODE, "sh") && isFollowed(page, i)))
                .map(Document::name);
    }

    /** Whether the page shows what a block of commands prints or draws, and it is compared. */
    private static boolean isFollowed(Document page, int block) {
        return PageRun.isFollowed(page.parts(), block, mark -> isComparedAsPrinted(page, mark));
    }

    /** Whether what stands between these marks is all that the commands above print; whatStandsBelowACommand... has the others. */
    private static boolean isComparedAsPrinted(Document page, String mark) {
        return isCompared(page, mark)
                && !page.printed(mark).isEmpty()
                && !page.printed(mark).startsWith("$ ");
    }

    @ParameterizedTest
    @MethodSource("quick")
    void aQuickPageIsTrue(String name) throws Exception {
        follow(Document.of(name), UnaryOperator.identity());
    }

    /** As precisely as the page says; the gallery, which shows no numbers, roughly. */
    @ParameterizedTest
    @MethodSource("slow")
    @Tag("documents")
    void aPageIsTrue(String name) throws Exception {
        follow(Document.of(name), name.endsWith("gallery.md") ? DocumentBlocksTest::rougher : UnaryOperator.identity());
    }

    private void follow(Document page, UnaryOperator<String> changed) throws Exception {
        PageRun run = new PageRun(folder, changed);
        run.follow(page, mark -> isComparedAsPrinted(page, mark), new PageRun.Reader() {
            @Override
            public void printed(String mark, String text) {
                assertThat(PageRun.masked(text.stripTrailing() + "\n"))
                        .as(page.name() + ", " + mark)
                        .isEqualTo(PageRun.masked(page.printed(mark)));
            }

            @Override
            public void picture(Path file, String shown) {
                assertThat(file).as(page.name()).isRegularFile();
            }
        });
    }

    /** Blocks that begin with a dollar: the command, and what it prints; two dots stand for lines that are left out. */
    @Test
    @Tag("long")
    void whatStandsBelowACommandIsWhatItPrints() throws Exception {
        int compared = 0;
        for (Document page : pages()) {
            List<Part> dollars = page.blocks().stream()
                    .filter(block -> block.word().isEmpty() && block.firstLine().startsWith("$ "))
                    .filter(block -> NOT_PRINTED.keySet().stream()
                            .noneMatch(key -> (page.name() + " " + block.firstLine()).startsWith(key)))
                    .toList();
            if (dollars.isEmpty()) {
                continue;
            }
            PageRun run = new PageRun(Files.createDirectory(folder.resolve("d" + compared)), UnaryOperator.identity());
            prepare(page, run);
            for (Part part : page.parts()) {
                if (part.kind() == Kind.FILE) {
                    run.write(
                            part.word(),
                            page.parts().get(page.parts().indexOf(part) + 1).text());
                } else if (dollars.contains(part)) {
                    String[] halves = part.text().split("\n", 2);
                    PageRun.Printed printed = run.run(halves[0].substring(2));
                    String said = PageRun.masked(printed.code() == 2 ? printed.err() : printed.out());
                    String[] shown = PageRun.masked(halves[1]).split("(?m)^\\.\\.\n");
                    assertThat(said).as(page.place(part)).startsWith(shown[0]).endsWith(shown[shown.length - 1]);
                    assertThat(shown.length > 1 || said.equals(shown[0]))
                            .as(page.place(part))
                            .isTrue();
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(6);
    }

    private static void prepare(Document page, PageRun run) throws Exception {
        for (Map.Entry<String, String> file :
                FRAMES.getOrDefault(page.name(), Map.of()).entrySet()) {
            run.write(file.getKey(), file.getValue());
        }
        if (BEFORE.containsKey(page.name())) {
            assertThat(run.run(BEFORE.getOrDefault(page.name(), "")).code()).isZero();
        }
    }

    static Stream<String> withCommands() {
        return pages().stream()
                .filter(page -> IntStream.range(0, page.parts().size())
                        .anyMatch(i -> page.parts().get(i).is(Kind.CODE, "sh")
                                && !isFollowed(page, i)
                                && commands(page.parts().get(i)).stream().anyMatch(command -> isRun(page, command))))
                .map(Document::name);
    }

    /** All other commands end well, on a few tasks; those of a page in their order, since one may need what another wrote. */
    @ParameterizedTest
    @MethodSource("withCommands")
    @Tag("documents")
    void commandsRun(String name) throws Exception {
        Document page = Document.of(name);
        List<String> failed = new ArrayList<>();
        PageRun run = new PageRun(folder, DocumentBlocksTest::shorter);
        prepare(page, run);
        for (int i = 0; i < page.parts().size(); i++) {
            Part part = page.parts().get(i);
            if (part.kind() == Kind.FILE) {
                run.write(part.word(), page.parts().get(i + 1).text());
            }
            if (!part.is(Kind.CODE, "sh") || isFollowed(page, i)) {
                continue;
            }
            for (String command : commands(part)) {
                if (isRun(page, command)) {
                    PageRun.Printed printed = run.run(command);
                    if (printed.code() != 0) {
                        failed.add(page.place(part) + ": " + command + "\n" + printed.err());
                    }
                }
            }
        }
        assertThat(failed).isEmpty();
    }

    private static boolean hasPandas(PageRun run, String program) {
        try {
            return run.run(program + " -c 'import pandas'").code() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    @Test
    @Tag("long")
    void pythonRuns() throws Exception {
        PageRun run = new PageRun(folder, DocumentBlocksTest::rougher);
        Optional<String> python = Stream.of("python3", "/usr/bin/python3")
                .filter(program -> hasPandas(run, program))
                .findFirst();
        assumeThat(python).as("a python3 that has pandas").isPresent();
        run.write("my.yaml", "policies: [parallel]\nbudgets: [1, 2]\n");
        run.run("./plateau run my.yaml");
        int blocks = 0;
        for (Document page : pages()) {
            for (Part block : page.blocks()) {
                if (block.word().equals("python")) {
                    run.write("block.py", block.text());
                    PageRun.Printed printed = run.run(python.orElseThrow() + " block.py");
                    assertThat(printed.code())
                            .as(page.place(block) + "\n" + printed.err())
                            .isZero();
                    blocks++;
                }
            }
        }
        assertThat(blocks).isPositive();
    }
}
