package dev.plateau.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.catalog.Policies;
import dev.plateau.policy.PolicyFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** One line per policy, the same in every picture. */
class LooksTest {
    private static final List<String> EIGHT =
            List.of("parallel", "sequential", "dora", "rebase", "beam", "top-k", "hybrid", "uniform");

    /** Those of the catalogue that no system can be: they are drawn as bounds. */
    private static final Set<String> TOLD = Set.of("oracle", "dora-true");

    private static List<String> catalogue() {
        return Policies.factories().stream()
                .map(PolicyFactory::id)
                .filter(id -> !TOLD.contains(id))
                .toList();
    }

    @Test
    void aPolicyLooksTheSameWhoeverIsBesideIt() {
        for (String policy : catalogue()) {
            Look.Line alone = Looks.of(List.of(policy)).get(policy);
            for (String other : catalogue()) {
                if (!other.equals(policy)) {
                    assertThat(Looks.of(List.of("mine", other, policy)).get(policy))
                            .as("%s beside %s", policy, other)
                            .isEqualTo(alone);
                }
            }
        }
    }

    /** Of a crowd of lines only the best have a colour; where each is named, all have their own. */
    @Test
    void namedOneByOneACrowdKeepsItsLooks() {
        List<String> all = catalogue();
        assertThat(all).hasSizeGreaterThan(Look.CROWD);
        assertThat(Looks.of(all).values()).contains(Look.faint());
        Map<String, Look.Line> named = Looks.named(all, policy -> true);
        all.forEach(policy -> assertThat(named.get(policy))
                .isEqualTo(Looks.of(List.of(policy)).get(policy)));
    }

    @Test
    void noTwoPoliciesLookTheSame() {
        Set<Look.Line> looks = new HashSet<>();
        catalogue().forEach(policy -> looks.add(Looks.of(List.of(policy)).get(policy)));
        assertThat(looks).hasSize(catalogue().size()).doesNotContain(Look.faint());
    }

    @Test
    void theEightThatAreComparedMostHaveAColourEach() {
        assertThat(EIGHT.stream()
                        .map(policy -> Looks.of(List.of(policy)).get(policy).color()))
                .doesNotHaveDuplicates();
    }

    /** In grey two colours may be one: then dashes or markers differ, and both do among the first seven. */
    @Test
    void theyAreToldApartInGrey() {
        List<Look.Line> lines = EIGHT.stream()
                .map(policy -> Looks.of(List.of(policy)).get(policy))
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (Math.abs(grey(lines.get(i)) - grey(lines.get(j))) < 40) {
                    assertThat(lines.get(i).stroke()).isNotEqualTo(lines.get(j).stroke());
                    assertThat(lines.get(i).marker()).isNotEqualTo(lines.get(j).marker());
                }
            }
        }
        assertThat(grey(Look.bar(Look.PARTS.get(0))) - grey(Look.bar(Look.PARTS.get(2))))
                .isGreaterThan(60);
        assertThat(grey(Look.bar(Look.PARTS.get(1))) - grey(Look.bar(Look.PARTS.get(0))))
                .isGreaterThan(40);
    }

    private static double grey(Look.Line line) {
        return 0.299 * line.color().getRed()
                + 0.587 * line.color().getGreen()
                + 0.114 * line.color().getBlue();
    }

    @Test
    void aLabelOfOnesOwnTakesAFreeColour() {
        Map<String, Look.Line> looks = Looks.of(List.of("mine", "parallel", "yours", "dora"));
        assertThat(looks.keySet()).containsExactly("mine", "parallel", "yours", "dora");
        assertThat(looks.values().stream().map(Look.Line::color)).doesNotHaveDuplicates();
    }

    @Test
    void moreLabelsThanColoursStillDiffer() {
        List<String> twelve = new ArrayList<>(EIGHT);
        twelve.addAll(List.of("a", "b", "c", "d"));
        assertThat(new HashSet<>(Looks.of(twelve).values())).hasSize(12);
    }

    /** Areas have no dashes: dora and dora-hard share a colour as lines, but not as areas. */
    @Test
    void areasDifferByColour() {
        assertThat(Looks.fills(List.of("dora", "dora-hard", "rebase", "mine"))).doesNotHaveDuplicates();
        assertThat(Looks.fills(List.of("temperature", "rebase", "dora")).get(2))
                .isEqualTo(Looks.of(List.of("dora")).get("dora").color());
    }

    @Test
    void boundsLookLikeBounds() {
        Map<String, Look.Line> looks =
                Looks.of(List.of("dora", "oracle"), policy -> !TOLD.contains(policy), policy -> 0);
        assertThat(looks.get("oracle")).isEqualTo(Look.told(0));
        assertThat(looks.get("oracle").marker()).isNotEqualTo(SeriesMarkers.NONE);
    }

    /** What others draw with: the explorer and the notebooks. */
    @Test
    void thePaletteSaysTheSame() {
        Map<String, Palette.Line> lines = Palette.policies(List.of("rebase", "parallel"), List.of(), policy -> 0);
        assertThat(lines.get("parallel").color()).isEqualTo("#0072B2");
        assertThat(lines.get("rebase")).isEqualTo(Palette.policy(3));
    }
}
