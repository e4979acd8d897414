package dev.plateau.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.policy.Parameter;
import dev.plateau.policy.Policy;
import dev.plateau.policy.PolicyFactory;
import dev.plateau.policy.SamplingPolicy;
import dev.plateau.policy.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies from jars and folders that the command line names. */
class PluginOptionTest {
    private static final String REGISTRY = "META-INF/services/" + PolicyFactory.class.getName();

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Stops after three attempts. */
    public static class Three implements PolicyFactory {
        @Override
        public String id() {
            return "three";
        }

        @Override
        public String summary() {
            return "three attempts";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public Policy create(Settings settings) {
            return (SamplingPolicy) tally -> tally.size() == 3;
        }
    }

    /** Has the name of a policy of Plateau. */
    public static final class Usurper extends Three {
        @Override
        public String id() {
            return "rebase";
        }
    }

    /** Has the name of another. */
    public static final class Twin extends Three {}

    /** Has no proper name. */
    public static final class Shouter extends Three {
        @Override
        public String id() {
            return "Three Times";
        }
    }

    /** Cannot say its parameters. */
    public static final class Mumbler extends Three {
        @Override
        public List<Parameter> parameters() {
            return List.of(Parameter.number("label", 0, 1, 0.5, "a name"));
        }
    }

    /** Says one twice. */
    public static final class Stutterer extends Three {
        @Override
        public List<Parameter> parameters() {
            return List.of(Parameter.number("x", 0, 1, 0.5, "it"), Parameter.number("x", 0, 1, 0.5, "it"));
        }
    }

    /** Cannot be made. */
    public static final class Locked extends Three {
        private Locked() {}
    }

    private int plateau(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private Path folder(String name, String... factories) throws IOException {
        Path registry = directory.resolve(name).resolve(REGISTRY);
        Files.createDirectories(registry.getParent());
        Files.writeString(registry, String.join("\n", factories));
        return directory.resolve(name);
    }

    private Path jar(String name, String entry, String text) throws IOException {
        Path jar = directory.resolve(name);
        Files.createDirectories(jar.getParent());
        try (JarOutputStream stream = new JarOutputStream(Files.newOutputStream(jar))) {
            stream.putNextEntry(new JarEntry(entry));
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    private Path scenario() throws IOException {
        return Files.writeString(
                directory.resolve("three.yaml"),
                "title: Three\npolicies: [parallel, three]\nbudgets: [2, 8]\nprecision: 0.2\n");
    }

    @Test
    void allThatNamePoliciesKnowThem() throws IOException {
        String folder = folder("a", Three.class.getName()).toString();
        String scenario = scenario().toString();
        assertThat(plateau("list", "policies", "--plugins", folder)).isZero();
        assertThat(out.toString()).contains("three attempts");
        assertThat(plateau("validate", "--plugins", folder, scenario)).isZero();
        Path results = directory.resolve("results");
        assertThat(plateau("run", scenario, "--plugins", folder, "--quiet", "--out", results.toString()))
                .as(err.toString())
                .isZero();
        assertThat(results.resolve("accuracy.csv")).content().contains("three");
        JsonNode record =
                new ObjectMapper().readTree(results.resolve("run.json").toFile());
        assertThat(record.get("command").asText()).contains(" --plugins " + folder + " ");
        assertThat(plateau("validate", scenario)).isEqualTo(2);
        assertThat(err.toString()).contains("three.yaml:2:").contains("no policy 'three'");
    }

    @Test
    void theyComeFromJarsToo() throws IOException {
        Path jar = jar("jars/three.jar", REGISTRY, Three.class.getName());
        jar("jars/other.jar", "nothing", "");
        for (Path place : List.of(jar, jar.getParent())) {
            assertThat(plateau("validate", scenario().toString(), "--plugins", place.toString()))
                    .as(err.toString())
                    .isZero();
        }
        Path results = directory.resolve("results");
        assertThat(plateau(
                        "run",
                        scenario().toString(),
                        "--plugins",
                        jar.toString(),
                        "--quiet",
                        "--out",
                        results.toString()))
                .isZero();
        assertThat(new ObjectMapper()
                        .readTree(results.resolve("run.json").toFile())
                        .get("plugins_sha256")
                        .get(jar.toString())
                        .asText())
                .isEqualTo(RunRecord.sha256(Files.readAllBytes(jar)));
    }

    private void assertRefused(String complaint, Path... places) {
        List<String> arguments = new ArrayList<>(List.of("list", "policies"));
        for (Path place : places) {
            arguments.addAll(List.of("--plugins", place.toString()));
        }
        err.getBuffer().setLength(0);
        assertThat(plateau(arguments.toArray(String[]::new))).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("plateau: " + complaint)
                .endsWith(".");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aPlaceWithoutPoliciesIsRefused() throws IOException {
        Path none = directory.resolve("none.jar");
        assertRefused("--plugins '" + none + "': no such file or folder.", none);
        Path text = Files.writeString(directory.resolve("bold.jar"), "no jar");
        assertRefused("--plugins '" + text + "': not a jar, nor a folder.", text);
        Path bare = jar("bare/bare.jar", "nothing", "");
        String absent = "': there is no policy in it, as it has no file " + REGISTRY + " that names one.";
        assertRefused("--plugins '" + bare + absent, bare);
        assertRefused("--plugins '" + bare.getParent() + absent, bare.getParent());
    }

    @Test
    void namesAreUnique() throws IOException {
        String three = Three.class.getName();
        assertRefused(
                "two policies have the id 'rebase', that of Plateau itself (dev.plateau.catalog.Policies) and that of "
                        + Usurper.class.getName() + ". Give yours an id of its own.",
                folder("a", Usurper.class.getName()));
        assertRefused(
                "two policies have the id 'three', that of " + three + " and that of " + Twin.class.getName() + ".",
                folder("b", three),
                folder("c", Twin.class.getName()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            $Shouter   | the policy factory dev.plateau.cli.PluginOptionTest$Shouter has the id 'Three Times'. An id is of lower-case words
            $Mumbler   | the policy factory dev.plateau.cli.PluginOptionTest$Mumbler cannot say what it makes: java.lang.IllegalArgumentException: a parameter cannot be called 'label'.
            $Stutterer | the policy factory dev.plateau.cli.PluginOptionTest$Stutterer has two parameters 'x'.
            """)
    void whatCannotBeLoadedIsNamed(String name, String complaint) throws IOException {
        assertRefused(complaint, folder("a", PluginOptionTest.class.getName() + name));
    }

    /** The reason is in the words of the JDK, which change. */
    @ParameterizedTest
    @ValueSource(strings = {"$Absent", "$Locked", "", " x"})
    void soIsWhatIsNoFactory(String name) throws IOException {
        Path folder = folder("a", PluginOptionTest.class.getName() + name);
        assertRefused("a policy cannot be loaded: ", folder);
        assertThat(err.toString())
                .contains(name.equals(" x") ? REGISTRY + ":1" : PluginOptionTest.class.getName() + name)
                .contains(". Registered are policies in "
                        + folder.resolve(REGISTRY).toUri().toURL() + ", each line the name of");
    }

    /** A class of a later Java than any. */
    @Test
    void soIsAClassThatThisJavaCannotRead() throws IOException {
        Path folder = folder("a", "Later");
        Files.write(
                folder.resolve("Later.class"),
                new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0x7F, 0, 0, 1});
        assertRefused("a policy cannot be loaded: ", folder);
        assertThat(err.toString()).contains("Later");
    }
}
