package dev.plateau.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a stress course showed.
 *
 * @param version of the course
 * @param reference label of plain parallel sampling
 * @param titles of the finished families by id, in the order of tables
 * @param families in the course that was asked for; more than are finished if it was interrupted
 * @param rows one per policy, family and rung
 * @param scores one per policy over all families first, then of each
 * @param ranks in the same order
 * @param pairs in the same order
 */
public record StressResult(
        String version,
        String reference,
        Map<String, String> titles,
        int families,
        List<StressRow> rows,
        List<ScoreRow> scores,
        List<RankRow> ranks,
        List<PairRow> pairs) {
    /** Copies the collections. */
    public StressResult {
        titles = Collections.unmodifiableMap(new LinkedHashMap<>(titles));
        rows = List.copyOf(rows);
        scores = List.copyOf(scores);
        ranks = List.copyOf(ranks);
        pairs = List.copyOf(pairs);
    }

    /** Scores of single families. */
    public List<ScoreRow> ofFamilies() {
        return scores.stream()
                .filter(score -> !score.family().equals(RankRow.ALL))
                .toList();
    }

    /** Whether it ended before all families were finished. */
    public boolean interrupted() {
        return titles.size() < families;
    }
}
