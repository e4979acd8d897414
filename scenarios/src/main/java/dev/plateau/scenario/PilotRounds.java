package dev.plateau.scenario;

import dev.plateau.calibrate.Observations;
import dev.plateau.calibrate.RoundChain;
import dev.plateau.calibrate.RoundChains;
import dev.plateau.calibrate.RoundsFit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads which rounds of refinement were right, one row a round; the first turn of a problem may be 0 or 1. */
final class PilotRounds {
    private PilotRounds() {}

    /** A round as it stands in the file. */
    private record Read(Csv.Row row, boolean right) {}

    static Optional<Observations> read(PilotTable.Part part, Problems problems) {
        Map<String, TreeMap<Integer, Read>> rounds = new LinkedHashMap<>();
        Repeats repeats = new Repeats();
        for (Csv.Row row : part.rows()) {
            int before = problems.count();
            int turn = part.whole(problems, row, "turn", 0, RoundsFit.MOST_ROUNDS);
            Read read = new Read(row, part.whole(problems, row, "correct", 0, 1) == 1);
            if (problems.count() > before) {
                continue;
            }
            String id = part.cell(row, "problem_id").text();
            part.keep(problems, rounds, row, turn, read)
                    .ifPresent(first -> repeats.add(
                            id,
                            part.place(row, "turn"),
                            "turn " + turn + " of problem " + Suggestions.shown(id),
                            first.row().line()));
        }
        repeats.report(problems);
        if (problems.first().isPresent()) {
            return Optional.empty();
        }
        int begin = rounds.values().stream().mapToInt(TreeMap::firstKey).min().orElseThrow();
        List<RoundChain> chains = new ArrayList<>();
        rounds.forEach((id, turns) -> {
            int expected = Math.min(begin, 1);
            for (Map.Entry<Integer, Read> turn : turns.entrySet()) {
                if (turn.getKey() != expected++) {
                    problems.add(
                            part.place(turn.getValue().row(), "turn"),
                            "turn " + (expected - 1) + " of problem " + Suggestions.shown(id) + " is missing (got turn "
                                    + turn.getKey() + ")");
                    break;
                }
            }
            chains.add(new RoundChain(turns.values().stream().map(Read::right).toList()));
        });
        if (problems.first().isEmpty()) {
            checkEnough(part, chains, problems);
        }
        return problems.first().isPresent() ? Optional.empty() : Optional.of(new RoundChains(chains));
    }

    private static void checkEnough(PilotTable.Part part, List<RoundChain> chains, Problems problems) {
        Csv.Row last = part.rows().get(part.rows().size() - 1);
        Place end = new Place(part.table().file(), last.line(), 1);
        if (chains.size() < RoundsFit.FEWEST_CHAINS) {
            problems.add(
                    end,
                    "too few problems: a hazard by round needs at least " + RoundsFit.FEWEST_CHAINS + " (got "
                            + chains.size() + ")");
        } else if (chains.stream().allMatch(chain -> chain.right().size() < 2)) {
            problems.add(end, "no problem has a second round: nothing can be fitted of what rounds do");
        } else if (chains.stream().allMatch(chain -> chain.right().get(0))) {
            problems.add(end, "all first rounds are right: nothing can be fitted of what later ones solve");
        } else if (chains.stream().noneMatch(chain -> chain.right().contains(true))) {
            problems.add(end, "no round of any problem is right: nothing can be fitted but that they are hard");
        }
    }
}
