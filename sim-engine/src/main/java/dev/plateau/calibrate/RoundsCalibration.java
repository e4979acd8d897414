package dev.plateau.calibrate;

import dev.plateau.analytic.TwoState;
import dev.plateau.result.FitHeldOutRow;
import dev.plateau.result.FitLawRow;
import dev.plateau.result.FitParameterRow;
import dev.plateau.result.FitRoundRow;
import dev.plateau.result.FitTtspmRow;
import dev.plateau.result.PredictionRow;
import java.util.List;
import java.util.Optional;

/**
 * How the rounds of chains go.
 *
 * @param chains how many
 * @param longest rounds of a chain
 * @param stopped whether every chain ends with its first right round, as under an oracle
 * @param laws all that were fitted, by preference
 * @param chosen the preferred one
 * @param rounds hazard and accuracy by round
 * @param predictions at the budgets asked for: coverage, with stopping at the first right round, and, of chains that were not
 *     stopped, accuracy of the last
 * @param saturation of the curve with stopping: by the law, and by TTSPM
 * @param heldOut a fit to the first half of the rounds, or to every other problem, against the rest; empty if there are too few
 * @param parameters of the chosen law
 * @param twoState chances to correct and to spoil; empty if the chains were stopped
 * @param notIdentified sentences: what these data cannot tell
 * @param replicates draws of the law behind the intervals
 * @param interrupted whether there should have been more
 */
public record RoundsCalibration(
        int chains,
        int longest,
        boolean stopped,
        List<FitLawRow> laws,
        RoundLaw chosen,
        List<FitRoundRow> rounds,
        List<PredictionRow> predictions,
        List<FitTtspmRow> saturation,
        List<FitHeldOutRow> heldOut,
        List<FitParameterRow> parameters,
        Optional<TwoState> twoState,
        List<String> notIdentified,
        int replicates,
        boolean interrupted)
        implements Calibration {

    /** Copies the lists. */
    public RoundsCalibration {
        laws = List.copyOf(laws);
        rounds = List.copyOf(rounds);
        predictions = List.copyOf(predictions);
        saturation = List.copyOf(saturation);
        heldOut = List.copyOf(heldOut);
        parameters = List.copyOf(parameters);
        notIdentified = List.copyOf(notIdentified);
    }

    /** What the preferred law allows for. */
    public String chosenName() {
        return laws.stream().filter(FitLawRow::chosen).findFirst().orElseThrow().name();
    }
}
