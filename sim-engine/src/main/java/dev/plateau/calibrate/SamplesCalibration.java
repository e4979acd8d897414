package dev.plateau.calibrate;

import dev.plateau.model.World;
import dev.plateau.result.FitHeldOutRow;
import dev.plateau.result.FitParameterRow;
import dev.plateau.result.FitTtspmRow;
import dev.plateau.result.FitVoteRow;
import dev.plateau.result.PredictionRow;
import java.util.List;
import java.util.Optional;

/**
 * What samples with answers, and perhaps scores, tell beyond their counts: how wrong attempts agree, what votes will do, and
 * how good the verifier is.
 *
 * @param difficulty what their counts tell
 * @param answers how wrong attempts agree
 * @param scores what the verifier says; empty if there are no scores
 * @param world the same as a world; what samples do not tell (lengths, costs, similarity, rounds) is neutral there
 * @param curve votes against budget
 * @param saturation TTSPM of every curve, coverage first
 * @param predictions at the budgets that were asked for
 * @param heldOut a fit to the first half of the samples against all of them; empty if there are fewer than four a problem
 * @param parameters of the laws of answers and scores
 * @param correlation of right and wrong between attempts at one problem, (E[p^2] - E[p]^2)/(E[p] - E[p]^2)
 * @param serial how many standard deviations more often neighbouring samples are both right or both wrong than in a random
 *     order; beyond +-3 they are not exchangeable, and no fit here holds
 * @param notIdentified sentences: what these data cannot tell
 * @param replicates bootstrap replicates behind the intervals
 * @param interrupted whether there should have been more
 */
public record SamplesCalibration(
        CountsCalibration difficulty,
        AnswerLaw answers,
        Optional<ScoreLaw> scores,
        World world,
        List<FitVoteRow> curve,
        List<FitTtspmRow> saturation,
        List<PredictionRow> predictions,
        List<FitHeldOutRow> heldOut,
        List<FitParameterRow> parameters,
        double correlation,
        double serial,
        List<String> notIdentified,
        int replicates,
        boolean interrupted)
        implements Calibration {
    /** Copies the lists. */
    public SamplesCalibration {
        curve = List.copyOf(curve);
        saturation = List.copyOf(saturation);
        predictions = List.copyOf(predictions);
        heldOut = List.copyOf(heldOut);
        parameters = List.copyOf(parameters);
        notIdentified = List.copyOf(notIdentified);
    }
}
