package dev.plateau.export;

import dev.plateau.calibrate.RoundsCalibration;
import dev.plateau.calibrate.RoundsFit;
import dev.plateau.result.FitHeldOutRow;
import dev.plateau.result.FitParameterRow;
import dev.plateau.result.FitRoundRow;
import dev.plateau.result.FitTtspmRow;
import dev.plateau.result.PredictionRow;
import java.util.ArrayList;
import java.util.List;

/** What a fit to rounds says, in words. */
final class RoundAnswer {
    private RoundAnswer() {}

    static FitAnswer of(RoundsCalibration fit) {
        return new FitAnswer(found(fit), unknown(fit));
    }

    private static List<String> found(RoundsCalibration fit) {
        List<String> sentences = new ArrayList<>();
        sentences.add("Fitted to " + FitAnswer.grouped(fit.chains()) + " problems with up to " + fit.longest()
                + " rounds, "
                + (fit.stopped() ? "each stopped when right" : "going on when right") + ": " + fit.chosenName() + " ("
                + FitAnswer.parameters(fit.parameters()) + ").");
        List<String> hazards = new ArrayList<>();
        for (FitRoundRow row : fit.rounds()) {
            hazards.add(FitAnswer.percent(row.hazard()));
        }
        sentences.add("Of the problems still unsolved, the rounds solve " + String.join(", ", hazards) + ".");
        List<String> values = new ArrayList<>();
        for (PredictionRow row : fit.predictions()) {
            values.add(row.metric() + " " + FitAnswer.percent(row.value()) + " at " + FitAnswer.grouped(row.budget()));
        }
        if (!values.isEmpty()) {
            sentences.add("Predicted: " + String.join("; ", values) + ".");
        }
        fit.twoState()
                .ifPresent(states -> sentences.add("As a chain of two states: a round corrects "
                        + Numbers.plain(100 * states.corrects(), 1) + " % of the wrong answers and spoils "
                        + Numbers.plain(100 * states.spoils(), 1) + " % of the right ones; its accuracy tends to "
                        + Numbers.plain(100 * states.limit(), 1) + " %."));
        for (FitTtspmRow row : fit.saturation()) {
            if (Double.isNaN(row.fMax().value())) {
                sentences.add("By the fitted curve itself, a further round solves less than "
                        + Numbers.significant(100 * row.epsilon(), 2) + " % of the problems "
                        + (Double.isFinite(row.saturation().value())
                                ? "after " + rounds(row.saturation().value())
                                        + (Double.isNaN(row.saturation().low())
                                                ? ""
                                                : " (" + rounds(row.saturation().low()) + " to "
                                                        + rounds(
                                                                row.saturation().high()) + ")")
                                        + " rounds."
                                : "only after more than " + RoundsFit.MOST_ROUNDS + " rounds."));
                continue;
            }
            sentences.add(
                    row.method() + ": F_max " + FitAnswer.number(row.fMax()) + ", p_x " + FitAnswer.number(row.px())
                            + ", saturated after " + FitAnswer.whole(row.saturation()) + " rounds.");
        }
        for (FitHeldOutRow row : fit.heldOut()) {
            sentences.add("Held out: a fit to "
                    + (row.fitted() < row.budget()
                            ? "the first " + row.fitted() + " rounds, asked for " + row.budget()
                            : "every other problem, asked for the rest after " + row.budget() + " rounds")
                    + ", is off by " + FitAnswer.error(row) + " percentage points of coverage.");
        }
        return sentences;
    }

    private static String rounds(double saturation) {
        return Double.isInfinite(saturation)
                ? "more than " + RoundsFit.MOST_ROUNDS
                : FitAnswer.grouped(Math.round(saturation));
    }

    private static List<String> unknown(RoundsCalibration fit) {
        List<String> sentences = new ArrayList<>();
        if (fit.interrupted()) {
            sentences.add("Interrupted: there are no intervals.");
        }
        for (FitParameterRow row : fit.parameters()) {
            if (!row.identified()) {
                sentences.add("Not identified: " + row.name()
                        + ". Chains that stop when right hardly tell problems that differ"
                        + " from rounds that resemble each other.");
            }
        }
        fit.notIdentified().forEach(sentence -> sentences.add("Not identified: " + sentence));
        return sentences;
    }
}
