package dev.plateau.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.plateau.catalog.PluginException;
import dev.plateau.policy.GivenFrontier;
import dev.plateau.policy.PolicyException;
import dev.plateau.policy.Settings;
import dev.plateau.policy.StepwisePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that answer, and that do not. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class PolicyServiceTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final GivenFrontier TWO = GivenFrontier.of(new double[] {0.2, 0.8});

    @TempDir
    Path directory;

    /** A command that ends only when it is ended, and by which it is found. */
    private static final String NAP = "sleep 9" + ProcessHandle.current().pid();

    private final Set<Long> before = children();

    /** Processes that this one started, and those that outlived their parents. */
    private static Set<Long> children() {
        return Stream.concat(
                        ProcessHandle.current().descendants(),
                        ProcessHandle.allProcesses()
                                .filter(handle -> handle.info()
                                        .commandLine()
                                        .map(line -> line.endsWith(NAP))
                                        .orElse(false)))
                .filter(ProcessHandle::isAlive)
                .map(ProcessHandle::pid)
                .collect(Collectors.toSet());
    }

    /** Whatever a test did, no process of it is left. */
    @AfterEach
    void noOrphanRemains() throws InterruptedException {
        Set<Long> left = Set.of();
        for (int wait = 0; wait < 40; wait++) {
            left = children();
            left.removeAll(before);
            if (left.isEmpty()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(left).as("processes that are left").isEmpty();
    }

    @BeforeEach
    void needsAShell() {
        assumeThat(Files.isExecutable(Path.of("/bin/sh"))).as("/bin/sh exists").isTrue();
    }

    /** A shell that greets and then goes on so. */
    private PolicyService shell(String rest, Duration patience) throws IOException {
        Path script = Files.writeString(
                directory.resolve("s.sh"), "read hello; echo '{}'\n" + rest.replace("NAP", NAP) + "\n");
        return PolicyService.start("mine", "sh '" + script + "'", patience);
    }

    private static StepwisePolicy rule(PolicyService service) {
        return (StepwisePolicy) service.create(Settings.of(service.parameters(), Map.of()));
    }

    private static int[] ask(PolicyService service) {
        int[] counts = new int[2];
        rule(service).allocate(TWO, 4, counts);
        return counts;
    }

    @Test
    void answersAreTakenAndProcessesKept() throws IOException {
        try (PolicyService service = shell("while read line; do echo '[1, 3]'; done", LONG)) {
            assertThat(service.id()).isEqualTo("mine");
            assertThat(service.summary()).startsWith("a service: sh ");
            for (int i = 0; i < 100; i++) {
                assertThat(ask(service)).containsExactly(1, 3);
            }
            Set<Long> own = children();
            own.removeAll(before);
            assertThat(own).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            read x; echo garbage          | answered what is not JSON: garbage
            read x; echo '[1]'            | answered 1 counts for 2 prefixes
            read x; exit 7                | ended with exit code 7 instead of answering
            read x; echo one >&2; echo two >&2; exit 1 | ended with exit code 1 instead of answering; its last words on standard error: one / two
            read x; exec >&-; NAP    | closed its output instead of answering
            read x; kill -9 $$            | ended with exit code 137 instead of answering
            read x; head -c 3000000 /dev/zero; NAP | answered a line longer than 1048576 bytes
            """)
    void aFaultIsNamedAndTheNextIsAskedAfresh(String rest, String said) throws IOException {
        try (PolicyService service = shell(rest, LONG)) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> ask(service))
                        .isInstanceOf(PolicyException.class)
                        .hasMessageContaining(said);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"read x; NAP", "read x; (NAP)", "trap '' TERM INT HUP; while :; do :; done", "read x; yes >&2"})
    void whoIsLateIsEnded(String rest) throws IOException {
        try (PolicyService service = shell(rest, Duration.ofMillis(300))) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> ask(service))
                    .isInstanceOf(PolicyException.class)
                    .hasMessageContaining("did not answer within 0.3 s")
                    .hasMessageContaining("must flush its output");
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(20));
        }
    }

    /** A line of a megabyte fits no pipe, and nobody reads it. */
    @Test
    void whoDoesNotReadIsLateToo() throws IOException {
        int k = 400;
        GivenFrontier many = GivenFrontier.of(new SplittableRandom(1).doubles(k).toArray());
        try (PolicyService service = shell("NAP", Duration.ofMillis(300))) {
            assertThatThrownBy(() -> rule(service).allocate(many, 4, new int[k]))
                    .hasMessageContaining("did not answer within 0.3 s");
        }
    }

    @Test
    void twoLinesForOneAreAFault() throws Exception {
        try (PolicyService service = shell("while read x; do echo '[1, 3]'; echo '[3, 1]'; done", LONG)) {
            ask(service);
            TimeUnit.MILLISECONDS.sleep(200);
            assertThatThrownBy(() -> ask(service)).hasMessageContaining("answered more than one line");
        }
    }

    /** Ctrl-C reaches it too, but what is under way is to be finished. */
    @Test
    void anInterruptOfTheTerminalIsSurvived() throws Exception {
        Path mark = directory.resolve("mark");
        String rest = "read x; if [ -e '" + mark + "' ]; then echo '[1, 3]'; else touch '" + mark + "'; exit 130; fi";
        try (PolicyService service = shell(rest, LONG)) {
            assertThat(ask(service)).containsExactly(1, 3);
        }
    }

    /** It has started a process of its own, which holds the pipes, and ends neither. */
    @Test
    void theStubbornAreEndedWithAllThatTheyStarted() throws IOException {
        try (PolicyService service = shell("NAP & read x; echo '[1, 3]'; trap '' HUP TERM; wait; NAP", LONG)) {
            ask(service);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            no-such-program x           | --service mine: cannot start 'no-such-program': no such program
            /tmp                        | it is not allowed to be run
            sh -c 'echo oops >&2'       | ended with exit code 0 instead of answering; its last words on standard error: oops
            sh -c 'read x; echo hello'  | policy mine answered what is not JSON: hello
            sh -c                       | ended with exit code 2
            sh 'x                       | a quote ' is not closed
            ~  ~                        | there is no command
            """)
    void whatCannotBeStartedIsRefused(String command, String said) {
        assertThatThrownBy(() -> PolicyService.start("mine", command, LONG))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining(said);
    }

    private void answerGarbage(int times) throws IOException {
        SplittableRandom random = new SplittableRandom(9);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < times; i++) {
            random.ints(random.nextInt(1, 40), 32, 127).forEach(lines::appendCodePoint);
            lines.append('\n');
        }
        Path garbage = Files.writeString(directory.resolve("garbage"), lines);
        Path count = Files.writeString(directory.resolve("count"), "0\n");
        String rest =
                "read n <'%s'; n=$((n + 1)); echo $n >'%s'; read x; sed -n ${n}p '%s'".formatted(count, count, garbage);
        long files = openFiles();
        try (PolicyService service = shell(rest, LONG)) {
            for (int i = 0; i < times; i++) {
                assertThatThrownBy(() -> ask(service)).isInstanceOf(PolicyException.class);
            }
            assertThat(Files.readString(count).strip()).isEqualTo(Integer.toString(times));
        }
        assertThat(openFiles()).isLessThan(files + 10);
    }

    private static long openFiles() throws IOException {
        Path open = Path.of("/proc/self/fd");
        if (!Files.isDirectory(open)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(open)) {
            return all.count();
        }
    }

    @Test
    void garbageLeaksNothing() throws IOException {
        answerGarbage(60);
    }

    @Test
    @Tag("long")
    void aThousandTimesOver() throws IOException {
        answerGarbage(1000);
    }
}
