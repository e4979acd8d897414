package dev.plateau.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationFilesTest {
    @TempDir
    Path directory;

    private final StringWriter err = new StringWriter();

    private int calibrate(String scenario, int seed) throws IOException {
        StringBuilder text = new StringBuilder("problem_id,turn,correct\n");
        for (int i = 0; i < 40; i++) {
            text.append(i).append(",0,").append(i % 2).append('\n');
            if (i % 2 == 0) {
                text.append(i).append(",1,").append(i / 2 % 2).append('\n');
            }
        }
        Path data = Files.writeString(directory.resolve("rounds" + seed + ".csv"), text);
        return Main.run(
                new PrintWriter(new StringWriter()),
                new PrintWriter(err, true),
                "calibrate",
                data.toString(),
                "--out",
                directory.resolve("out").resolve(scenario).toString(),
                "--seed",
                Integer.toString(seed),
                "--quiet");
    }

    /** While a run holds the folder nothing is fitted, and nothing in it changes. */
    @Test
    void aFolderThatARunHoldsIsRefused() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("out"));
        try (FolderLock held = FolderLock.take(folder).orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(calibrate("s.yaml", 1)).isEqualTo(2);
            assertThat(err.toString())
                    .startsWith("plateau: --out: " + folder + " is in use by another run")
                    .doesNotContain("Exception");
            assertThat(folder.resolve("s.yaml")).doesNotExist();
            assertThat(folder.resolve("s.fit")).doesNotExist();
        }
        assertThat(calibrate("s.yaml", 1)).isZero();
        assertThat(folder.resolve(".plateau-lock")).doesNotExist();
    }

    /** Calibrations that put their files into a folder at once wait for each other; one scenario is of one of them. */
    @Test
    void calibrationsIntoOneFolderAtOnce() throws Exception {
        List<Callable<Integer>> all = new ArrayList<>();
        for (int seed = 1; seed <= 3; seed++) {
            int own = seed;
            all.add(() -> calibrate("same.yaml", own));
            all.add(() -> calibrate("own" + own + ".yaml", own + 3));
        }
        ExecutorService pool = Executors.newFixedThreadPool(all.size());
        try {
            for (Future<Integer> one : pool.invokeAll(all)) {
                assertThat(one.get()).as(err.toString()).isZero();
            }
        } finally {
            pool.shutdownNow();
        }
        Path folder = directory.resolve("out");
        assertThat(ResultFolder.files(folder)).noneMatch(file -> file.startsWith(".plateau"));
        for (String name : List.of("same", "own1", "own2", "own3")) {
            String command =
                    Files.readAllLines(folder.resolve(name + ".yaml")).get(1).substring(2);
            assertThat(Files.readString(folder.resolve(name + ".fit.html"))).contains(command);
        }
    }
}
