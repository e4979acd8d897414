package dev.plateau.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.plateau.export.Texts.Language;
import dev.plateau.policy.Handed;
import dev.plateau.policy.PolicyException;
import dev.plateau.result.AccuracyRow;
import dev.plateau.result.ComparisonRow;
import dev.plateau.result.DesignRow;
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
import dev.plateau.result.LadderRow;
import dev.plateau.result.LevelRow;
import dev.plateau.result.PlanRow;
import dev.plateau.result.PointRow;
import dev.plateau.result.PredictionRow;
import dev.plateau.result.PromiseRow;
import dev.plateau.result.RegretRow;
import dev.plateau.result.SaturationRow;
import dev.plateau.result.SensitivityRow;
import dev.plateau.result.StageRow;
import dev.plateau.result.StudyResult;
import dev.plateau.result.SweptRow;
import dev.plateau.result.Table;
import dev.plateau.result.VerifierRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JapaneseReportTest {
    private static final Texts JAPANESE = new Texts(Language.JA);
    private static final List<Table<?>> TABLES = List.of(
            AccuracyRow.TABLE,
            GainRow.TABLE,
            SaturationRow.TABLE,
            ComparisonRow.TABLE,
            VerifierRow.TABLE,
            LevelRow.TABLE,
            RegretRow.TABLE,
            FleetRow.TABLE,
            PlanRow.TABLE,
            PromiseRow.TABLE,
            LadderRow.TABLE,
            SensitivityRow.TABLE,
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
            PredictionRow.TABLE,
            StageRow.TABLE,
            DesignRow.TABLE,
            PointRow.table(List.of()),
            SweptRow.table(List.of()));

    @TempDir
    Path dir;

    @Test
    void everyTableIsExplained() {
        List<String> english = new ArrayList<>();
        for (Table<?> table : TABLES) {
            english.add(table.meaning());
            table.columns().forEach(column -> english.add(column.meaning()));
        }
        english.removeIf(meaning ->
                meaning.matches("\\S+\\.") || JAPANESE.engine(meaning).matches(".*[\u3040-\u9fff].*"));
        assertThat(english).as("meanings that the bundle engine does not know").isEmpty();
    }

    @Test
    void noEnglishIsLeft() throws IOException {
        List<String> worlds = List.of("default");
        assertNothingLeft(Samples.bounded(Samples.typical()), worlds);
        assertNothingLeft(
                Samples.served(
                        Samples.study("Machines", List.of("w", "v"), List.of("parallel", "dora"), List.of(1, 4, 16)),
                        List.of("one h100", "two h100")),
                List.of("w", "v"));
    }

    private void assertNothingLeft(StudyResult result, List<String> worlds) throws IOException {
        StudyResult warned = Samples.warned(
                result,
                "default: stopped by max-tasks at 4096 tasks with a half-width of 0.0123, wider than the 0.0100 asked for.");
        Origin origin =
                new Origin("0.1", "plateau run x --language ja", 7, 0.01, "title: Some made up text", "abc", List.of());
        Report.write(warned, Plots.write(warned, JAPANESE, dir), JAPANESE, Optional.of(origin), dir);
        String page = Files.readString(dir.resolve("report.html"));
        List<String> names = new ArrayList<>(worlds);
        names.add(result.title());
        names.add(result.baseline());
        result.accuracy().forEach(row -> names.add(row.policy()));
        result.fleet().forEach(row -> names.add(row.fleet()));

        assertThat(page).contains("<html lang=\"ja\">", "max-tasks により 4096 課題で止まりました", "plateau rerun run.json");
        assertThat(LeftEnglish.of(page, names, TABLES)).isEmpty();
    }

    @Test
    void faultsOfPoliciesAreToldInJapanese() {
        PolicyException fault =
                assertThrows(PolicyException.class, () -> Handed.requireWeights(new double[] {0.5, 0.2}, 2));
        String where = "after step 1 of a search with N = 4 and 2 active prefixes";
        String told = "w: " + fault.of("mine").when(where).of("mine").getMessage();

        assertThat(JAPANESE.engine(told))
                .isEqualTo("w：方策 mine は合計が 0.7 の重みを与えました（N = 4 の探索のステップ 1 の後、活性な接頭辞は 2 個）。重みは 0 以上で、合計は 1 でなければ"
                        + "なりません（dev.plateau.policy.PolicyContract がテストで確かめます）");
        assertThat(JAPANESE.engine(PolicyException.by(Object.class, new IllegalStateException("boom"))
                        .of("mine")
                        .getMessage()))
                .isEqualTo("方策 mine はjava.lang.IllegalStateException: boom in java.lang.Object を投げました。答えがなければ Plateau は"
                        + "続けられません");
    }

    @Test
    void titlesOfUsersStayAsTheyWroteThem() {
        assertThat(JAPANESE.title("Correlated votes saturate early")).isEqualTo("相関のある投票は早く飽和する");
        assertThat(JAPANESE.title("layers")).isEqualTo("layers");
        assertThat(Texts.ENGLISH.title("Correlated votes saturate early")).isEqualTo("Correlated votes saturate early");
    }

    @Test
    void whatIsNotKnownStaysAsItIs() {
        assertThat(JAPANESE.engine("Something new happened.")).isEqualTo("Something new happened.");
        assertThat(JAPANESE.engine("possible with an accuracy of 70.0 % instead of 80.0 % and 9 kW instead of 5"))
                .isEqualTo("次の条件なら可能です：80.0 % に代えて 70.0 % の正答率、5 に代えて 9 kW");
        assertThat(Texts.ENGLISH.engine("possible with 9 kW instead of 5"))
                .isEqualTo("possible with 9 kW instead of 5");
    }
}
