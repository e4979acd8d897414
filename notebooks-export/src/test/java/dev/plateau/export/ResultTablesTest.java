package dev.plateau.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.result.AccuracyRow;
import dev.plateau.result.Column;
import dev.plateau.result.ComparisonRow;
import dev.plateau.result.FleetRow;
import dev.plateau.result.GainRow;
import dev.plateau.result.LatencyRow;
import dev.plateau.result.SaturationRow;
import dev.plateau.result.StudyResult;
import dev.plateau.result.Table;
import dev.plateau.result.TimelineRow;
import dev.plateau.result.VerifierRow;
import dev.plateau.stats.Interval;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultTablesTest {
    private static final Interval HALF = new Interval(0.5, 0.4, 0.6);

    @TempDir
    Path dir;

    @Test
    void writesPlainRoundedNumbers() throws IOException {
        ResultTables.write(
                AccuracyRow.TABLE,
                List.of(new AccuracyRow(
                        "w",
                        "dora",
                        256,
                        new Interval(1.0 / 3, 0.0000004, 0.99999951),
                        new Interval(1, -0.0000001, Double.NaN),
                        0.0000125,
                        1_234_567_890_123L,
                        812.50049,
                        1.234567e15,
                        12.5)),
                dir);

        assertThat(dir.resolve("accuracy.csv")).hasContent("""
                scenario,policy,budget,accuracy,accuracy_low,accuracy_high,coverage,coverage_low,coverage_high,pass_rate,\
                tasks,tokens_per_task,flops_per_task,rollouts_per_task
                w,dora,256,0.333333,0,1,1,0,,0.000012,1234567890123,812.5,1234567000000000,12.5
                """);
    }

    @Test
    void keepsSmallGains() throws IOException {
        ResultTables.write(
                GainRow.TABLE, List.of(new GainRow("w", "dora", 128, 256, new Interval(1.5e-7, -2.25e-6, 3e-6))), dir);

        assertThat(Files.readString(dir.resolve("gain.csv")))
                .contains("w,dora,128,256,0.00000015,-0.00000225,0.000003\n");
    }

    @Test
    void undefinedIsEmpty() throws IOException {
        Interval none = new Interval(Double.NaN, 65, Double.NaN);
        ResultTables.write(
                SaturationRow.TABLE,
                List.of(new SaturationRow("w", "dora", Double.NaN, none, 0.5, 0.1, 28, 0.49)),
                dir);

        assertThat(Files.readString(dir.resolve("saturation.csv"))).endsWith("\nw,dora,,,65,,0.5,0.1,28,0.49\n");
        assertThat(ResultTables.read(SaturationRow.TABLE, dir)
                        .doubleColumn("saturation_high")
                        .isMissing(0))
                .isTrue();
    }

    @Test
    void everyTableReadsBackAsItWas() throws IOException {
        StudyResult result = Samples.typical();

        ResultTables.write(result, dir);

        readsBack(AccuracyRow.TABLE, result.accuracy());
        readsBack(GainRow.TABLE, result.gains());
        readsBack(SaturationRow.TABLE, result.saturation());
        readsBack(ComparisonRow.TABLE, result.comparison());
        readsBack(VerifierRow.TABLE, result.verifiers());
    }

    @Test
    void writesWhatFleetsTake() throws IOException {
        StudyResult result = Samples.served(
                Samples.study("t", List.of("w"), List.of("parallel", "dora"), List.of(1, 4, 16)), List.of("h100"));

        ResultTables.write(result, dir);

        readsBack(FleetRow.TABLE, result.fleet());
        readsBack(LatencyRow.TABLE, result.latency());
        readsBack(TimelineRow.TABLE, result.timeline());
        assertThat(ResultTables.read(FleetRow.TABLE, dir)
                        .doubleColumn("latency_p95_s")
                        .isMissing(5))
                .isTrue();
        assertThat(Files.readAllLines(dir.resolve("fleet.csv")).get(0))
                .startsWith("policy,budget,fleet,latency_mean_s,latency_p50_s,latency_p95_s,latency_p99_s,ttft_p50_s,"
                        + "throughput_per_s,utilisation,preemptions,slo_attainment,cost_per_task,cost_per_correct,"
                        + "energy_wh_per_task,co2_g_per_task,");
        assertThat(Files.readString(dir.resolve("fleet.csv")))
                .contains(",0.0004,")
                .doesNotContain("NaN");
    }

    @Test
    void withoutAFleetThereAreNoTablesOfIt() throws IOException {
        ResultTables.write(Samples.typical(), dir);

        assertThat(dir).isDirectoryNotContaining("glob:**/{fleet,latency,timeline}.csv");
    }

    @Test
    void wordsSurvive() throws IOException {
        List<String> labels = List.of(
                "NA",
                "null",
                "NaN",
                "*",
                "-",
                "N/A",
                "a,b",
                "say \"so\"",
                "\"quoted\"",
                "two\nlines",
                "\u4e2d\u6587",
                "1.50",
                "#comment");
        List<AccuracyRow> rows = labels.stream()
                .map(label -> new AccuracyRow("w", label, 1, HALF, HALF, 0.5, 1, 1, 1, 1))
                .toList();

        ResultTables.write(AccuracyRow.TABLE, rows, dir);

        assertThat(ResultTables.read(AccuracyRow.TABLE, dir)
                        .stringColumn("policy")
                        .asList())
                .containsExactlyElementsOf(labels);
    }

    @Test
    void aTableWithoutRowsIsAHeader() throws IOException {
        ResultTables.write(GainRow.TABLE, List.of(), dir);

        assertThat(dir.resolve("gain.csv")).hasContent("scenario,policy,budget,next_budget,gain,gain_low,gain_high\n");
        assertThat(ResultTables.read(GainRow.TABLE, dir).rowCount()).isZero();
    }

    @Test
    void doesNotDependOnTheLocale() throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            ResultTables.write(Samples.typical(), dir.resolve("de"));
            Locale.setDefault(Locale.ROOT);
            ResultTables.write(Samples.typical(), dir.resolve("root"));
        } finally {
            Locale.setDefault(before);
        }

        assertThat(Files.mismatch(dir.resolve("de/accuracy.csv"), dir.resolve("root/accuracy.csv")))
                .isEqualTo(-1);
    }

    @Test
    void whatCannotBeWrittenLeavesNothingBehind() throws IOException {
        Files.createDirectories(dir.resolve("gain.csv/occupied"));

        assertThatThrownBy(() -> ResultTables.write(GainRow.TABLE, List.of(), dir))
                .isInstanceOf(IOException.class);
        assertThat(dir).isDirectoryNotContaining("glob:**/.part-*");
    }

    @Test
    void readsAFolderWithItsTypes() throws IOException {
        StudyResult result = Samples.typical();
        ResultTables.write(result, dir);
        Files.writeString(
                dir.resolve("accuracy.csv"),
                Files.readString(dir.resolve("accuracy.csv")).replaceAll("(?m)^default,dora", "7,NA"));
        Files.writeString(dir.resolve("zones.csv"), "point,note,value,count\n1,a,0.5,3\n2,,,\n");

        List<tech.tablesaw.api.Table> tables = ResultTables.read(dir);

        assertThat(tables)
                .extracting(tech.tablesaw.api.Table::name)
                .containsExactly("accuracy", "gain", "saturation", "comparison", "verifier", "zones");
        assertThat(tables.get(0).stringColumn("scenario").asList()).contains("7");
        assertThat(tables.get(0).stringColumn("policy").asList()).contains("NA");
        assertThat(tables.get(0).longColumn("budget").max()).isEqualTo(256);
        assertThat(tables.get(5).longColumn("point").asList()).containsExactly(1L, 2L);
        assertThat(tables.get(5).stringColumn("note").isMissing(1)).isTrue();
        assertThat(tables.get(5).doubleColumn("value").isMissing(1)).isTrue();
        assertThat(tables.get(5).longColumn("count").isMissing(1)).isTrue();
        assertThat(ResultTables.declaration(tables.get(2))).hasValue(SaturationRow.TABLE);
        assertThat(ResultTables.declaration(tables.get(5))).isEmpty();
    }

    /** Else numbers of which none is there would be read as words. */
    @Test
    void everyTableOfTheEngineIsDeclared() throws Exception {
        List<Table<?>> tables = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("../sim-engine/src/main/java/dev/plateau/result"))) {
            for (Path file : files.toList()) {
                Class<?> type = Class.forName("dev.plateau.result."
                        + file.getFileName()
                                .toString()
                                .replace("package-info", "Table")
                                .replace(".java", ""));
                for (Field field : type.getFields()) {
                    if (field.getName().equals("TABLE")) {
                        tables.add((Table<?>) field.get(null));
                    }
                }
            }
        }
        assertThat(tables).hasSizeGreaterThan(30);
        assertThat(ResultTables.declared()).containsAll(tables);
        assertThat(ResultTables.declared()).extracting(Table::name).contains("points", "sweep");
    }

    @Test
    void tablesOfOneNameAgreeOnTheTypesOfTheirColumns() {
        for (Table<?> one : ResultTables.declared()) {
            for (Table<?> other : ResultTables.declared()) {
                for (Column<?> column : one.columns()) {
                    other.columns().stream()
                            .filter(same -> one.name().equals(other.name())
                                    && same.name().equals(column.name()))
                            .forEach(same ->
                                    assertThat(same.type()).as(one.name()).isEqualTo(column.type()));
                }
            }
        }
    }

    private <R> void readsBack(Table<R> declaration, List<R> rows) throws IOException {
        tech.tablesaw.api.Table written = ResultTables.of(declaration, rows);
        tech.tablesaw.api.Table read = ResultTables.read(declaration, dir);

        assertThat(read.columnNames())
                .containsExactlyElementsOf(
                        declaration.columns().stream().map(Column::name).toList());
        assertThat(read.rowCount()).isEqualTo(rows.size());
        for (int i = 0; i < written.columnCount(); i++) {
            assertThat(read.column(i).type()).isEqualTo(written.column(i).type());
            for (int row = 0; row < rows.size(); row++) {
                assertThat(read.get(row, i)).as(written.column(i).name()).isEqualTo(written.get(row, i));
            }
        }
    }
}
