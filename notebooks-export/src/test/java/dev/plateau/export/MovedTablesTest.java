package dev.plateau.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.export.Texts.Language;
import dev.plateau.result.AblationRow;
import dev.plateau.result.CandidateRow;
import dev.plateau.result.Column;
import dev.plateau.result.DuelRow;
import dev.plateau.result.EffectRow;
import dev.plateau.result.IndexRow;
import dev.plateau.result.PairRow;
import dev.plateau.result.PhasePoint;
import dev.plateau.result.PhasePolicyRow;
import dev.plateau.result.RankRow;
import dev.plateau.result.ScoreRow;
import dev.plateau.result.StartRow;
import dev.plateau.result.StressRow;
import dev.plateau.result.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the simulator says in the reports of the stress course, of phase diagrams and of searches is known in Japanese. */
class MovedTablesTest {
    private static final Texts JAPANESE = new Texts(Language.JA);
    private static final Path FAMILIES =
            Path.of("../scenarios/src/main/resources/dev/plateau/scenario/catalogue/stress");
    private static final List<Table<?>> TABLES = List.of(
            StressRow.TABLE,
            ScoreRow.TABLE,
            RankRow.TABLE,
            PairRow.TABLE,
            PhasePoint.TABLE,
            PhasePolicyRow.TABLE,
            DuelRow.TABLE,
            AblationRow.TABLE,
            StartRow.TABLE,
            CandidateRow.TABLE,
            EffectRow.TABLE,
            IndexRow.TABLE);

    @Test
    void everyTableIsExplained() {
        for (Table<?> table : TABLES) {
            explained(table.name(), table.meaning());
            for (Column<?> column : table.columns()) {
                explained(table.name() + "." + column.name(), column.meaning());
            }
        }
    }

    @Test
    void everyFamilyOfTheCourseHasATitle() throws IOException {
        try (Stream<Path> families = Files.list(FAMILIES)) {
            for (Path family : families.toList()) {
                String title = Files.readAllLines(family).stream()
                        .filter(line -> line.startsWith("title: \""))
                        .findFirst()
                        .orElseThrow();
                explained(family.toString(), title.substring("title: \"".length(), title.length() - 1));
            }
        }
    }

    private static void explained(String where, String said) {
        assertThat(JAPANESE.engine(said))
                .as(where)
                .matches("(?s).*[\u3040-\u9fff].*")
                .doesNotContainPattern("[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}");
    }
}
