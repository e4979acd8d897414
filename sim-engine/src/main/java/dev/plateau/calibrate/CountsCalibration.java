package dev.plateau.calibrate;

import dev.plateau.model.Difficulty.Chance;
import dev.plateau.result.FitCountRow;
import dev.plateau.result.FitCurveRow;
import dev.plateau.result.FitFamilyRow;
import dev.plateau.result.FitHeldOutRow;
import dev.plateau.result.FitParameterRow;
import dev.plateau.result.FitTtspmRow;
import dev.plateau.result.PredictionRow;
import java.util.List;

/**
 * The difficulty of the problems of a benchmark, from how often each was solved.
 *
 * @param problems how many
 * @param fewestSamples of a problem
 * @param mostSamples of a problem
 * @param neverSolved problems without a right sample
 * @param mixture the chances of these problems, as few values with weights, ascending
 * @param families all that were fitted, by preference
 * @param parameters of the chosen one
 * @param curve coverage against budget
 * @param predictions at the budgets that were asked for
 * @param saturation TTSPM and saturation budgets
 * @param counts distribution of the counts
 * @param heldOut a fit to half of the samples of each problem against the coverage of all; empty if there are fewer than four a problem
 *     or the samples are unequal
 * @param replicates bootstrap replicates behind the intervals; fewer than asked for if the fit was interrupted
 * @param interrupted whether it was
 */
public record CountsCalibration(
        int problems,
        int fewestSamples,
        int mostSamples,
        int neverSolved,
        List<Chance> mixture,
        List<FitFamilyRow> families,
        List<FitParameterRow> parameters,
        List<FitCurveRow> curve,
        List<PredictionRow> predictions,
        List<FitTtspmRow> saturation,
        List<FitCountRow> counts,
        List<FitHeldOutRow> heldOut,
        int replicates,
        boolean interrupted)
        implements Calibration {

    /** Copies the lists. */
    public CountsCalibration {
        mixture = List.copyOf(mixture);
        families = List.copyOf(families);
        parameters = List.copyOf(parameters);
        curve = List.copyOf(curve);
        predictions = List.copyOf(predictions);
        saturation = List.copyOf(saturation);
        counts = List.copyOf(counts);
        heldOut = List.copyOf(heldOut);
    }

    /**
     * Whether problems had different numbers of samples. A stopping rule makes such counts, and the unbiased pass@k is then
     * biased; the likelihood is not, because it does not depend on why sampling stopped.
     */
    public boolean unequal() {
        return fewestSamples != mostSamples;
    }

    /** The family behind the predictions. */
    public FitFamilyRow chosen() {
        return families.stream()
                .filter(family -> family.standing() == FitFamilyRow.Standing.CHOSEN)
                .findFirst()
                .orElseThrow();
    }
}
