package dev.plateau.export;

import dev.plateau.result.AblationRow;
import dev.plateau.result.AccuracyRow;
import dev.plateau.result.CandidateRow;
import dev.plateau.result.Column;
import dev.plateau.result.ComparisonRow;
import dev.plateau.result.DesignRow;
import dev.plateau.result.DuelRow;
import dev.plateau.result.EffectRow;
import dev.plateau.result.FitCellRow;
import dev.plateau.result.FitCountRow;
import dev.plateau.result.FitCurveRow;
import dev.plateau.result.FitErrorRow;
import dev.plateau.result.FitFamilyRow;
import dev.plateau.result.FitHeldOutRow;
import dev.plateau.result.FitLawRow;
import dev.plateau.result.FitParameterRow;
import dev.plateau.result.FitRequestRow;
import dev.plateau.result.FitRoundRow;
import dev.plateau.result.FitTtspmRow;
import dev.plateau.result.FitVoteRow;
import dev.plateau.result.FleetRow;
import dev.plateau.result.GainRow;
import dev.plateau.result.IndexRow;
import dev.plateau.result.LadderRow;
import dev.plateau.result.LatencyRow;
import dev.plateau.result.LevelRow;
import dev.plateau.result.PairRow;
import dev.plateau.result.PhasePoint;
import dev.plateau.result.PhasePolicyRow;
import dev.plateau.result.PlanRow;
import dev.plateau.result.PointRow;
import dev.plateau.result.PredictionRow;
import dev.plateau.result.PromiseRow;
import dev.plateau.result.RankRow;
import dev.plateau.result.RegretRow;
import dev.plateau.result.SaturationRow;
import dev.plateau.result.ScoreRow;
import dev.plateau.result.SensitivityRow;
import dev.plateau.result.ServingRow;
import dev.plateau.result.StageRow;
import dev.plateau.result.StartRow;
import dev.plateau.result.StressRow;
import dev.plateau.result.StudyResult;
import dev.plateau.result.SweptRow;
import dev.plateau.result.TimelineRow;
import dev.plateau.result.VerifierRow;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;
import tech.tablesaw.io.csv.CsvReadOptions;
import tech.tablesaw.io.csv.CsvWriteOptions;

/**
 * Result rows as Tablesaw tables and as CSV files, both from the declared columns.
 *
 * <p>Numbers are rounded by their unit and written plainly, never with an exponent, with a point as decimal separator:
 *
 * <ul>
 *   <li>fraction, seconds, rates, energy and CO2: 6 decimals
 *   <li>fraction per rollout, dollars: 9 decimals, because a gain is divided by up to hundreds of rollouts, and a request costs
 *       little
 *   <li>settings, in the unit of their key: 9 decimals
 *   <li>FLOP: whole numbers
 *   <li>anything else (rollouts, tokens): 3 decimals
 *   <li>NaN or infinite (not defined): an empty field
 * </ul>
 *
 * Files are UTF-8 with a header line and line feeds. The same result gives the same bytes.
 */
public final class ResultTables {
    private static final String ENDING = ".csv";
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final List<dev.plateau.result.Table<?>> DECLARED = List.of(
            AccuracyRow.TABLE,
            GainRow.TABLE,
            SaturationRow.TABLE,
            ComparisonRow.TABLE,
            VerifierRow.TABLE,
            LevelRow.TABLE,
            RegretRow.TABLE,
            FleetRow.TABLE,
            LatencyRow.TABLE,
            TimelineRow.TABLE,
            PlanRow.TABLE,
            PromiseRow.TABLE,
            LadderRow.TABLE,
            SensitivityRow.TABLE,
            StressRow.TABLE,
            ScoreRow.TABLE,
            RankRow.TABLE,
            PairRow.TABLE,
            PhasePoint.TABLE,
            PhasePolicyRow.TABLE,
            DuelRow.TABLE,
            AblationRow.TABLE,
            StartRow.TABLE,
            PredictionRow.TABLE,
            FitParameterRow.TABLE,
            FitTtspmRow.TABLE,
            FitFamilyRow.TABLE,
            FitHeldOutRow.TABLE,
            FitCurveRow.TABLE,
            FitCountRow.TABLE,
            FitVoteRow.TABLE,
            FitRoundRow.TABLE,
            FitLawRow.TABLE,
            FitCellRow.TABLE,
            FitErrorRow.TABLE,
            FitRequestRow.TABLE,
            DesignRow.TABLE,
            StageRow.TABLE,
            ServingRow.TABLE,
            CandidateRow.TABLE,
            EffectRow.TABLE,
            IndexRow.TABLE,
            PointRow.table(List.of()),
            SweptRow.table(List.of()));

    private ResultTables() {}

    /**
     * Writes each table of {@link #of(StudyResult)} to NAME.csv.
     *
     * @param result to write
     * @param dir made if missing
     * @throws IOException if a file cannot be written; each file is whole or as before
     */
    public static void write(StudyResult result, Path dir) throws IOException {
        for (Table table : of(result)) {
            write(table, dir);
        }
    }

    /**
     * The tables of a result: accuracy, gain, saturation, comparison and verifier, maybe without rows. If tasks have levels of
     * difficulty, levels too; if regret was measured, regret too; if a fleet serves, fleet, latency and timeline.
     */
    public static List<Table> of(StudyResult result) {
        List<Table> tables = new ArrayList<>(List.of(
                of(AccuracyRow.TABLE, result.accuracy()),
                of(GainRow.TABLE, result.gains()),
                of(SaturationRow.TABLE, result.saturation()),
                of(ComparisonRow.TABLE, result.comparison()),
                of(VerifierRow.TABLE, result.verifiers())));
        if (!result.levels().isEmpty()) {
            tables.add(of(LevelRow.TABLE, result.levels()));
        }
        if (!result.regret().isEmpty()) {
            tables.add(of(RegretRow.TABLE, result.regret()));
        }
        if (!result.fleet().isEmpty()) {
            tables.add(of(FleetRow.TABLE, result.fleet()));
            tables.add(of(LatencyRow.TABLE, result.latency()));
            tables.add(of(TimelineRow.TABLE, result.timeline()));
        }
        return tables;
    }

    /** The declarations of all tables that {@link #of(StudyResult)} may have, in that order. */
    public static List<dev.plateau.result.Table<?>> ofRuns() {
        return List.of(
                AccuracyRow.TABLE,
                GainRow.TABLE,
                SaturationRow.TABLE,
                ComparisonRow.TABLE,
                VerifierRow.TABLE,
                LevelRow.TABLE,
                RegretRow.TABLE,
                FleetRow.TABLE,
                LatencyRow.TABLE,
                TimelineRow.TABLE);
    }

    /**
     * Writes one table to NAME.csv.
     *
     * @param declaration names the file and its columns
     * @param rows in the order of the file
     * @param dir made if missing
     * @throws IOException if the file cannot be written
     */
    public static <R> void write(dev.plateau.result.Table<R> declaration, List<R> rows, Path dir) throws IOException {
        write(of(declaration, rows), dir);
    }

    private static void write(Table table, Path dir) throws IOException {
        WholeFile.write(dir.resolve(table.name() + ENDING), csv(table));
    }

    /**
     * A Tablesaw table of the rows, numbers rounded as in the file.
     *
     * @param declaration of the columns
     * @param rows any number
     */
    public static <R> Table of(dev.plateau.result.Table<R> declaration, List<R> rows) {
        Table table = Table.create(declaration.name());
        for (Column<R> column : declaration.columns()) {
            table.addColumns(columnOf(column, rows));
        }
        return table;
    }

    /** All tables that any command writes. Two that no folder has together may have the same name. */
    public static List<dev.plateau.result.Table<?>> declared() {
        return DECLARED;
    }

    /**
     * The declaration of a table that was read: its meaning, and unit and meaning of its columns.
     *
     * @return of those with its name the one that shares the most columns with it; empty if no command writes such a table
     */
    public static Optional<dev.plateau.result.Table<?>> declaration(Table table) {
        List<String> names = table.columnNames();
        return DECLARED.stream()
                .filter(declared -> declared.name().equals(table.name()))
                .max(Comparator.comparingLong(declared -> declared.columns().stream()
                        .filter(column -> names.contains(column.name()))
                        .count()));
    }

    /**
     * Reads the tables of a folder, whichever command wrote them: every NAME.csv becomes a table with that name, in the order
     * of {@link #declared()}, then others by name. What is declared gets its type; any other column is whole numbers, numbers
     * or words by what is in it.
     *
     * @param folder with results
     * @throws IOException if a file cannot be read, or is no table
     */
    public static List<Table> read(Path folder) throws IOException {
        List<String> order =
                DECLARED.stream().map(dev.plateau.result.Table::name).toList();
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(ENDING) && Files.isRegularFile(file))
                    .sorted(Comparator.comparing((Path file) -> order.contains(stem(file)) ? 0 : 1)
                            .thenComparing(file -> order.indexOf(stem(file)))
                            .thenComparing(ResultTables::stem))
                    .toList();
        }
        List<Table> tables = new ArrayList<>();
        for (Path file : files) {
            tables.add(readFile(file));
        }
        return tables;
    }

    /**
     * Reads one table, as {@link #read(Path)} does.
     *
     * @param csv its file, NAME.csv
     * @throws IOException if it cannot be read, or is no table
     */
    public static Table readFile(Path csv) throws IOException {
        try {
            return read(csv, stem(csv));
        } catch (NoSuchFileException | AccessDeniedException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new IOException(csv + " is not a table: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a table back from DIR/NAME.csv, column types from the declaration.
     *
     * @param declaration that it was written with
     * @param dir that it was written to
     * @throws IOException if the file cannot be read
     */
    public static Table read(dev.plateau.result.Table<?> declaration, Path dir) throws IOException {
        return read(dir.resolve(declaration.name() + ENDING), declaration.name());
    }

    private static Table read(Path file, String name) throws IOException {
        Map<String, ColumnType> types = new HashMap<>();
        DECLARED.stream()
                .filter(declared -> declared.name().equals(name))
                .flatMap(declared -> declared.columns().stream())
                .forEach(column -> types.put(
                        column.name(),
                        switch (column.type()) {
                            case TEXT -> ColumnType.STRING;
                            case INTEGER -> ColumnType.LONG;
                            case NUMBER -> ColumnType.DOUBLE;
                        }));
        Table table;
        try (Reader reader = Files.newBufferedReader(file)) {
            // Only an empty field is missing: a policy may well be called "NA".
            table = Table.read()
                    .usingOptions(CsvReadOptions.builder(reader)
                            .tableName(name)
                            .columnTypes(column -> types.getOrDefault(column, ColumnType.STRING))
                            .missingValueIndicator("")
                            .locale(Locale.ROOT)
                            .sample(false));
        }
        for (String column : table.columnNames()) {
            if (!types.containsKey(column)) {
                table.replaceColumn(inferred(table.stringColumn(column)));
            }
        }
        return table;
    }

    private static tech.tablesaw.columns.Column<?> inferred(StringColumn words) {
        List<String> values =
                words.asList().stream().filter(word -> !word.isEmpty()).toList();
        if (values.isEmpty()
                || !values.stream().allMatch(word -> NUMBER.matcher(word).matches())) {
            return words;
        }
        if (values.stream().allMatch(word -> WHOLE.matcher(word).matches())) {
            LongColumn whole = LongColumn.create(words.name());
            words.forEach(word -> {
                if (word.isEmpty()) {
                    whole.appendMissing();
                } else {
                    whole.append(Long.parseLong(word));
                }
            });
            return whole;
        }
        DoubleColumn numbers = DoubleColumn.create(words.name());
        words.forEach(word -> numbers.append(word.isEmpty() ? Double.NaN : Double.parseDouble(word)));
        return numbers;
    }

    private static String stem(Path csv) {
        String name = csv.getName(csv.getNameCount() - 1).toString();
        return name.substring(0, name.length() - ENDING.length());
    }

    /** The text of a table's file. */
    public static String csv(Table table) {
        return csv(table, true);
    }

    /** The same with or without the line of names. */
    static String csv(Table table, boolean header) {
        StringWriter text = new StringWriter();
        table.write()
                .usingOptions(CsvWriteOptions.builder(text)
                        .header(header)
                        .lineEnd("\n")
                        .usePrintFormatters(true)
                        .build());
        return text.toString();
    }

    private static <R> tech.tablesaw.columns.Column<?> columnOf(Column<R> column, List<R> rows) {
        return switch (column.type()) {
            case TEXT -> {
                StringColumn words = StringColumn.create(column.name());
                rows.forEach(row -> words.append((String) column.value().apply(row)));
                yield words;
            }
            case INTEGER -> {
                LongColumn integers = LongColumn.create(column.name());
                rows.forEach(row -> integers.append((long) column.value().apply(row)));
                yield integers;
            }
            case NUMBER -> {
                int decimals = decimals(column.unit());
                DoubleColumn numbers = DoubleColumn.create(column.name());
                rows.forEach(
                        row -> numbers.append(rounded((double) column.value().apply(row), decimals)));
                DecimalFormat format = new DecimalFormat("0", DecimalFormatSymbols.getInstance(Locale.ROOT));
                format.setMaximumFractionDigits(decimals);
                numbers.setPrintFormatter(new NumberColumnFormatter(format, ""));
                yield numbers;
            }
        };
    }

    private static int decimals(String unit) {
        return switch (unit) {
            case "fraction", "s", "1/s", "tasks/s", "1/task", "Wh", "g" -> 6;
            case "fraction per rollout", "USD" -> 9;
            case PhasePoint.AS_KEY -> 9;
            case "FLOP" -> 0;
            default -> 3;
        };
    }

    /** Rounds to even; never a negative zero, which would be written as -0. */
    private static double rounded(double value, int decimals) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value)
                        .setScale(decimals, RoundingMode.HALF_EVEN)
                        .doubleValue()
                : Double.NaN;
    }
}
