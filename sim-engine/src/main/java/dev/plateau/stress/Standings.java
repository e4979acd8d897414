package dev.plateau.stress;

import dev.plateau.experiment.Entrant;
import dev.plateau.result.RankRow;
import dev.plateau.result.ScoreRow;
import dev.plateau.result.StressResult;
import dev.plateau.result.StressRow;
import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sums up what was measured on the rungs, family by family. */
final class Standings {
    private static final Interval NONE = new Interval(Double.NaN, Double.NaN, Double.NaN);

    private final String version;
    private final long seed;
    private final Contest contest;
    private final List<StressRow> rows = new ArrayList<>();
    private final List<ScoreRow> scores = new ArrayList<>();
    private final List<RankRow> ranks = new ArrayList<>();
    private final Map<String, String> titles = new java.util.LinkedHashMap<>();
    /** [label]: area under the curve of every family, if it finished all of them. */
    private final Map<String, List<Series>> areas = new HashMap<>();

    Standings(String version, long seed, Contest contest) {
        this.version = version;
        this.seed = seed;
        this.contest = contest;
    }

    private static Series accuracy(Tally tally) {
        return new Series(tally.accuracy(), (long) tally.groupTasks() * tally.right().length);
    }

    private static Series rollouts(Tally tally) {
        return new Series(tally.rollouts(), (long) tally.groupTasks() * tally.right().length);
    }

    /** Weights of the trapezoidal rule over the hostility, which sum to 1. */
    static double[] weights(double[] hostility) {
        int n = hostility.length;
        double[] weights = new double[n];
        if (n == 1) {
            weights[0] = 1;
        }
        double span = hostility[n - 1] - hostility[0];
        for (int i = 0; i + 1 < n; i++) {
            double half = (hostility[i + 1] - hostility[i]) / 2 / span;
            weights[i] += half;
            weights[i + 1] += half;
        }
        return weights;
    }

    void add(Family family, List<Measured> rungs) {
        titles.put(family.id(), family.title());
        double[] hostility =
                rungs.stream().mapToDouble(m -> m.rung().hostility()).toArray();
        Path reference = path(rungs, contest.reference().label());
        Path optimum = path(rungs, contest.optimum().label());
        Path oracle = new Path(rungs.stream().map(Measured::oracle).toList(), weights(hostility));
        List<Entrant> ranked = new ArrayList<>();
        List<Series> ladder = new ArrayList<>();
        for (Entrant entrant : contest.entrants()) {
            Path path = path(rungs, entrant.label());
            for (int r = 0; r < rungs.size(); r++) {
                rows.add(row(family, r, rungs.get(r), entrant));
            }
            scores.add(score(family, entrant, path, reference, optimum, oracle, hostility, rungs));
            if (path.whole()) {
                areas.computeIfAbsent(entrant.label(), label -> new ArrayList<>())
                        .add(path.area());
                if (!entrant.readsTruth()) {
                    ranked.add(entrant);
                    ladder.add(path.area());
                }
            }
        }
        rank(family.id(), ranked, ladder);
    }

    /** Ranks over all families, and everything else. */
    StressResult result(int families) {
        List<Entrant> ranked = new ArrayList<>();
        List<Series> ladder = new ArrayList<>();
        List<RankRow> ofFamilies = List.copyOf(ranks);
        ranks.clear();
        for (Entrant entrant : contest.entrants()) {
            List<Series> own = areas.getOrDefault(entrant.label(), List.of());
            if (!own.isEmpty() && own.size() == titles.size() && !entrant.readsTruth()) {
                double[] equal = new double[own.size()];
                Arrays.fill(equal, 1.0 / own.size());
                ranked.add(entrant);
                ladder.add(Series.sum(own.toArray(Series[]::new), equal));
            }
        }
        rank(RankRow.ALL, ranked, ladder);
        ranks.addAll(ofFamilies);
        return new StressResult(
                version,
                seed,
                contest.reference().label(),
                contest.optimum().label(),
                titles,
                families,
                rows,
                scores,
                ranks);
    }

    private void rank(String family, List<Entrant> ranked, List<Series> ladder) {
        Ranks places = Ranks.of(ladder.toArray(Series[]::new));
        Map<String, List<ScoreRow>> own = scores.stream().collect(Collectors.groupingBy(ScoreRow::policy));
        List<RankRow> added = new ArrayList<>();
        for (int i = 0; i < ranked.size(); i++) {
            String label = ranked.get(i).label();
            List<ScoreRow> counted = own.getOrDefault(label, List.of()).stream()
                    .filter(score ->
                            family.equals(RankRow.ALL) || score.family().equals(family))
                    .toList();
            added.add(new RankRow(
                    family,
                    label,
                    ladder.get(i).proportion(),
                    places.rank()[i],
                    1 + places.better()[i],
                    ranked.size() - places.worse()[i],
                    ranked.size(),
                    (int) counted.stream().filter(ScoreRow::loses).count(),
                    counted.stream()
                            .mapToDouble(
                                    score -> score.loses() ? score.losesAt().value() : 1)
                            .average()
                            .orElse(Double.NaN)));
        }
        added.sort(java.util.Comparator.comparingInt(RankRow::rank));
        ranks.addAll(added);
    }

    /** One policy on all rungs of a family. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Path(List<Tally> tallies, double[] weights) {
        boolean whole() {
            return tallies.stream().allMatch(tally -> tally.fault().isEmpty());
        }

        Series[] accuracies() {
            return tallies.stream().map(Standings::accuracy).toArray(Series[]::new);
        }

        Series area() {
            return Series.sum(accuracies(), weights);
        }

        Series spent() {
            return Series.sum(tallies.stream().map(Standings::rollouts).toArray(Series[]::new), weights);
        }
    }

    private static Path path(List<Measured> rungs, String label) {
        double[] hostility =
                rungs.stream().mapToDouble(m -> m.rung().hostility()).toArray();
        return new Path(rungs.stream().map(m -> m.of(label)).toList(), weights(hostility));
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
                fit ? accuracy(tally).proportion() : NONE,
                difference(entrant.label(), measured, contest.reference().label(), false),
                difference(tally, measured.oracle(), true),
                difference(entrant.label(), measured, contest.optimum().label(), true),
                fit ? rollouts(tally).plain() : NONE,
                (long) tally.groupTasks() * tally.right().length,
                Arrays.stream(tally.right()).mapToObj(Integer::toString).collect(Collectors.joining(" ")));
    }

    /** Accuracy minus that of another, or the other way round. To itself there is none. */
    private static Interval difference(String label, Measured measured, String other, boolean lost) {
        return label.equals(other) ? new Interval(0, 0, 0) : difference(measured.of(label), measured.of(other), lost);
    }

    private static Interval difference(Tally tally, Tally other, boolean lost) {
        if (tally.fault().isPresent() || other.fault().isPresent()) {
            return NONE;
        }
        Series difference = accuracy(tally).minus(accuracy(other));
        return lost ? negative(difference.difference()) : difference.difference();
    }

    private ScoreRow score(
            Family family,
            Entrant entrant,
            Path path,
            Path reference,
            Path optimum,
            Path oracle,
            double[] hostility,
            List<Measured> rungs) {
        boolean itself = entrant.label().equals(contest.reference().label());
        boolean compared = path.whole() && reference.whole() && !itself;
        Interval[] differences = compared ? differences(path, reference) : new Interval[0];
        Optional<Breaking> breaking = Breaking.of(hostility, differences);
        String fault = IntStream.range(0, rungs.size())
                .filter(r -> path.tallies().get(r).fault().isPresent())
                .mapToObj(r -> rungs.get(r).rung().label() + ": "
                        + path.tallies().get(r).fault().orElseThrow())
                .findFirst()
                .orElse(StressRow.OK);
        return new ScoreRow(
                version,
                family.id(),
                entrant.label(),
                entrant.readsTruth(),
                fault,
                path.whole() ? path.area().proportion() : NONE,
                itself ? new Interval(0, 0, 0) : paired(path, reference, p -> p),
                path.whole() ? worst(accuracies(path)) : NONE,
                itself ? new Interval(0, 0, 0) : compared ? worst(differences) : NONE,
                paired(path, oracle, Standings::negative),
                entrant.label().equals(contest.optimum().label())
                        ? new Interval(0, 0, 0)
                        : paired(path, optimum, Standings::negative),
                path.whole() ? path.spent().plain() : NONE,
                breaking.map(Breaking::at).orElse(NONE),
                breaking.map(b -> rungs.get(b.rung()).rung().label()).orElse(""));
    }

    private static Interval paired(Path path, Path other, Function<Interval, Interval> sign) {
        return path.whole() && other.whole()
                ? sign.apply(path.area().minus(other.area()).difference())
                : NONE;
    }

    private static Interval negative(Interval interval) {
        return new Interval(-interval.value(), -interval.high(), -interval.low());
    }

    private static Interval[] differences(Path path, Path other) {
        Series[] own = path.accuracies();
        Series[] others = other.accuracies();
        return IntStream.range(0, own.length)
                .mapToObj(r -> own[r].minus(others[r]).difference(own.length))
                .toArray(Interval[]::new);
    }

    private static Interval[] accuracies(Path path) {
        Series[] own = path.accuracies();
        return Arrays.stream(own).map(s -> clipped(s.difference(own.length))).toArray(Interval[]::new);
    }

    private static Interval clipped(Interval interval) {
        return new Interval(interval.value(), Math.max(0, interval.low()), Math.min(1, interval.high()));
    }

    /** The least of several: as all intervals hold at once, it lies between their least ends. */
    private static Interval worst(Interval[] intervals) {
        return new Interval(
                Arrays.stream(intervals).mapToDouble(Interval::value).min().orElseThrow(),
                Arrays.stream(intervals).mapToDouble(Interval::low).min().orElseThrow(),
                Arrays.stream(intervals).mapToDouble(Interval::high).min().orElseThrow());
    }
}
