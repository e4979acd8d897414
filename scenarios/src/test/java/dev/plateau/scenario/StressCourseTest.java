package dev.plateau.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.catalog.Policies;
import dev.plateau.experiment.FleetStudy;
import dev.plateau.stress.Course;
import dev.plateau.stress.Family;
import dev.plateau.stress.Rung;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StressCourseTest {
    /** Of every published version. Never change one that is there: give the course another version and add its hash. */
    private static final Map<String, String> PUBLISHED =
            Map.of("1", "9d6c86d3eb96f1951483a41d163d5aa2ec52c27c255703daef6d678fe59e71fe");

    private final Catalogue catalogue = new Catalogue(Policies.factories());

    private Course course() throws ScenarioException {
        return StressCourse.read(catalogue, StressCourse.families());
    }

    @Test
    void aPublishedCourseIsNeverChanged() throws Exception {
        assertThat(StressCourse.hash())
                .as("the files of the course have changed: it needs a version of its own")
                .isEqualTo(PUBLISHED.get(StressCourse.VERSION));
    }

    @Test
    void everyFamilyLeadsFromBenignToHostile() throws Exception {
        for (Family family : course().families()) {
            List<Rung> rungs = family.rungs();
            assertThat(rungs).as(family.id()).hasSizeBetween(4, 6);
            assertThat(rungs.get(0).hostility()).isZero();
            assertThat(rungs.get(rungs.size() - 1).hostility()).isEqualTo(1);
            assertThat(rungs).extracting(Rung::label).doesNotHaveDuplicates();
            assertThat(rungs)
                    .extracting(r -> r.world().world() + " " + r.service())
                    .doesNotHaveDuplicates();
            assertThat(family.budget()).isEqualTo(16);
            assertThat(family.study().entrants()).allMatch(e -> e.selection().equals(StressCourse.VOTE));
            rungs.forEach(rung -> rung.service().ifPresent(service -> {
                assertThat(service.tasks()).isEqualTo(FleetStudy.REPLICATIONS * 64);
                assertThat(service.warmUp()).isZero();
            }));
        }
    }

    @Test
    void unknownNamesAreRefusedWithWhatIsValid() {
        assertThatThrownBy(() -> StressCourse.read(catalogue, List.of("hearding")))
                .hasMessageContaining("--family: no family of the stress course 'hearding'")
                .hasMessageContaining("Did you mean 'herding'?");
        assertThatThrownBy(() -> StressCourse.contest(Policies.factories(), List.of("dorra")))
                .hasMessageContaining("--policy: no policy 'dorra'")
                .hasMessageContaining("Did you mean 'dora'?");
    }
}
