package dev.plateau.stress;

import dev.plateau.experiment.Entrant;
import dev.plateau.result.PairRow;
import dev.plateau.result.RankRow;
import dev.plateau.result.ScoreRow;
import dev.plateau.result.StressResult;
import dev.plateau.result.StressRow;
import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sums up what was measured on the rungs, family by family, and over all that are finished. */
final class Standings {
    private static final Interval NONE = new Interval(Double.NaN, Double.NaN, Double.NaN);
    private static final Interval ITSELF = new Interval(0, 0, 0);

    private final String version;
    private final long seed;
    private final Contest contest;
    private final Map<String, String> titles = new LinkedHashMap<>();
    private final List<StressRow> rows = new ArrayList<>();
    private final List<ScoreRow> scores = new ArrayList<>();
    private final List<RankRow> ranks = new ArrayList<>();
    private final List<PairRow> pairs = new ArrayList<>();
    /** [label][family] */
    private final Map<String, Map<String, Path>> paths = new LinkedHashMap<>();

    private final Map<String, Path> oracles = new LinkedHashMap<>();

    Standings(String version, long seed, Contest contest) {
        this.version = version;
        this.seed = seed;
        this.contest = contest;
    }

    void add(Family family, List<Measured> rungs) {
        titles.put(family.id(), family.title());
        Map<String, Path> own = new LinkedHashMap<>();
        for (Entrant entrant : contest.runners()) {
            Path path = Path.of(rungs, measured -> measured.of(entrant.label()));
            own.put(entrant.label(), path);
            paths.computeIfAbsent(entrant.label(), label -> new LinkedHashMap<>())
                    .put(family.id(), path);
        }
        Path oracle = Path.of(rungs, Measured::oracle);
        oracles.put(family.id(), oracle);
        double[] hostility =
                rungs.stream().mapToDouble(m -> m.rung().hostility()).toArray();
        for (Entrant entrant : contest.entrants()) {
            for (int r = 0; r < rungs.size(); r++) {
                rows.add(row(family, r, rungs.get(r), entrant));
            }
        }
        scores.addAll(scores(family.id(), own, oracle, Optional.of(hostility)));
        rank(family.id(), own, ranks, pairs);
    }

    /** The summary over all families, and everything else. */
    StressResult result(int families) {
        List<ScoreRow> allScores = new ArrayList<>();
        List<RankRow> allRanks = new ArrayList<>();
        List<PairRow> allPairs = new ArrayList<>();
        if (!titles.isEmpty()) {
            Map<String, Path> own = new LinkedHashMap<>();
            paths.forEach((label, ofFamilies) -> own.put(label, Path.through(ofFamilies)));
            allScores.addAll(scores(RankRow.ALL, own, Path.through(oracles), Optional.empty()));
            rank(RankRow.ALL, own, allRanks, allPairs);
        }
        return new StressResult(
                version,
                contest.reference().label(),
                titles,
                families,
                rows,
                joined(allScores, scores),
                joined(allRanks, ranks),
                joined(allPairs, pairs));
    }

    private static <R> List<R> joined(List<R> first, List<R> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private void rank(String family, Map<String, Path> own, List<RankRow> ranked, List<PairRow> paired) {
        List<String> labels = contest.entrants().stream()
                .filter(entrant -> !entrant.readsTruth() && of(own, entrant).whole())
                .map(Entrant::label)
                .toList();
        Series[] areas = labels.stream().map(own::get).map(Path::area).toArray(Series[]::new);
        Ranks places = Ranks.of(areas);
        Map<String, List<ScoreRow>> scored = scores.stream()
                .filter(score -> family.equals(RankRow.ALL) || score.family().equals(family))
                .collect(Collectors.groupingBy(ScoreRow::policy));
        List<RankRow> added = new ArrayList<>();
        for (int i = 0; i < areas.length; i++) {
            List<ScoreRow> counted = scored.getOrDefault(labels.get(i), List.of());
            added.add(new RankRow(
                    family,
                    labels.get(i),
                    areas[i].proportion(),
                    places.rank()[i],
                    1 + places.better(i),
                    areas.length - places.worse(i),
                    areas.length,
                    (int) counted.stream().filter(ScoreRow::loses).count(),
                    counted.stream()
                            .mapToDouble(
                                    score -> score.loses() ? score.losesAt().value() : 1)
                            .average()
                            .orElse(Double.NaN)));
        }
        added.sort(Comparator.comparingInt(RankRow::rank));
        ranked.addAll(added);
        for (RankRow ahead : added) {
            for (RankRow behind : added.subList(added.indexOf(ahead) + 1, added.size())) {
                int i = labels.indexOf(ahead.policy());
                int j = labels.indexOf(behind.policy());
                paired.add(new PairRow(
                        family,
                        ahead.policy(),
                        behind.policy(),
                        areas[i].minus(areas[j]).difference(),
                        places.significance()[i][j],
                        places.real(i, j)));
            }
        }
    }

    private StressRow row(Family family, int r, Measured measured, Entrant entrant) {
        Tally tally = measured.of(entrant.label());
        Rung rung = measured.rung();
        boolean fit = tally.fault().isEmpty();
        return new StressRow(
                version,
                seed,
                family.id(),
                r,
                rung.label(),
                rung.hostility(),
                entrant.label(),
                entrant.readsTruth(),
                tally.fault().orElse(StressRow.OK),
                family.budget(),
                fit ? tally.accuracy().proportion() : NONE,
                difference(entrant.label(), measured, contest.reference().label(), false),
                difference(tally, measured.oracle(), true),
                difference(entrant.label(), measured, contest.optimum().label(), true),
                fit ? tally.spent().plain() : NONE,
                tally.tasks(),
                Arrays.stream(tally.right()).mapToObj(Integer::toString).collect(Collectors.joining(" ")));
    }

    /** Accuracy minus that of another, or the other way round. To itself there is none. */
    private static Interval difference(String label, Measured measured, String other, boolean lost) {
        return label.equals(other) ? ITSELF : difference(measured.of(label), measured.of(other), lost);
    }

    private static Interval difference(Tally tally, Tally other, boolean lost) {
        if (tally.fault().isPresent() || other.fault().isPresent()) {
            return NONE;
        }
        return lost
                ? other.accuracy().minus(tally.accuracy()).difference()
                : tally.accuracy().minus(other.accuracy()).difference();
    }

    /** Of all entrants in a family; without hostility over several, where no rung is the next of another. */
    private List<ScoreRow> scores(String family, Map<String, Path> own, Path oracle, Optional<double[]> hostility) {
        return contest.entrants().stream()
                .map(entrant -> score(family, entrant, own, oracle, hostility))
                .toList();
    }

    private ScoreRow score(
            String family, Entrant entrant, Map<String, Path> own, Path oracle, Optional<double[]> hostility) {
        Path path = of(own, entrant);
        Path reference = of(own, contest.reference());
        Path optimum = of(own, contest.optimum());
        boolean itself = entrant.label().equals(contest.reference().label());
        boolean whole = path.whole();
        Optional<Interval[]> curve =
                whole && reference.whole() && !itself ? Optional.of(path.curve(reference)) : Optional.empty();
        Optional<Breaking> breaking = hostility.flatMap(rungs -> curve.flatMap(c -> Breaking.of(rungs, c)));
        return new ScoreRow(
                version,
                family,
                entrant.label(),
                entrant.readsTruth(),
                path.status(),
                whole ? path.area().proportion() : NONE,
                itself ? ITSELF : lead(path, reference),
                whole ? Path.worst(path.curve()) : NONE,
                itself ? ITSELF : curve.map(Path::worst).orElse(NONE),
                lead(oracle, path),
                entrant.label().equals(contest.optimum().label()) ? ITSELF : lead(optimum, path),
                whole ? path.spent().plain() : NONE,
                breaking.map(Breaking::at).orElse(NONE),
                breaking.map(b -> path.places().get(b.rung())).orElse(""));
    }

    private static Path of(Map<String, Path> own, Entrant entrant) {
        return Optional.ofNullable(own.get(entrant.label())).orElseThrow();
    }

    /** How much more accurate one is than another. */
    private static Interval lead(Path one, Path other) {
        return one.whole() && other.whole() ? one.area().minus(other.area()).difference() : NONE;
    }
}
