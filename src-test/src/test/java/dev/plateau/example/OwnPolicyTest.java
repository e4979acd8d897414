package dev.plateau.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.catalog.Policies;
import dev.plateau.experiment.Experiment;
import dev.plateau.experiment.Progress;
import dev.plateau.policy.PolicyFactory;
import dev.plateau.result.StudyResult;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.ScenarioException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/your-own-policy.md: compiled as it stands there, found by the catalogue, checked and run. */
class OwnPolicyTest {
    private static final Path PAGE = Path.of("../docs/your-own-policy.md");
    private static final Pattern CLASS = Pattern.compile("public final class (\\w+)");

    @TempDir
    Path directory;

    private ClassLoader before;
    private URLClassLoader example;
    private Path scenario;

    private static List<String> blocks(String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher matcher =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }

    @BeforeEach
    void compileThePage() throws IOException {
        Path classes = Files.createDirectory(directory.resolve("classes"));
        List<String> arguments =
                new ArrayList<>(List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
        for (String code : blocks("java")) {
            Matcher name = CLASS.matcher(code);
            assertThat(name.find()).isTrue();
            arguments.add(Files.writeString(directory.resolve(name.group(1) + ".java"), code)
                    .toString());
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(
                services.resolve(PolicyFactory.class.getName()),
                blocks("services").get(0));
        scenario =
                Files.writeString(directory.resolve("bold.yaml"), blocks("yaml").get(0));
        before = Thread.currentThread().getContextClassLoader();
        example = new URLClassLoader(new URL[] {classes.toUri().toURL()}, before);
        Thread.currentThread().setContextClassLoader(example);
    }

    @AfterEach
    void forgetIt() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        example.close();
    }

    @Test
    void theRuleIsFoundAndRuns() throws Exception {
        StudyResult result = new Experiment(
                        new Catalogue(Policies.factories())
                                .read(scenario.toString())
                                .study(),
                        2)
                .run(Progress.NONE);
        assertThat(result.accuracy()).anyMatch(row -> row.policy().equals("bold") && row.budget() == 16);
    }

    @Test
    void theRuleKeepsTheContract() throws Exception {
        Object violations = example.loadClass("example.BoldPolicyCheck")
                .getMethod("violations")
                .invoke(null);
        assertThat(violations).isEqualTo(List.of());
    }

    @Test
    void aWrongParameterIsReportedWithItsPlace() throws Exception {
        Files.writeString(scenario, Files.readString(scenario).replace("0.8", "8"));
        assertThatThrownBy(() -> new Catalogue(Policies.factories()).read(scenario.toString()))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("bold.yaml:6:")
                .hasMessageContaining("boldness of policy bold")
                .hasMessageContaining("8");
    }
}
