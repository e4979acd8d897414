package dev.plateau.export;

import dev.plateau.calibrate.SamplesCalibration;
import dev.plateau.result.FitHeldOutRow;
import dev.plateau.result.FitParameterRow;
import dev.plateau.result.FitTtspmRow;
import dev.plateau.result.PredictionRow;
import java.util.ArrayList;
import java.util.List;

/** What a fit to samples says, in words. */
final class VoteAnswer {
    private static final double NOT_EXCHANGEABLE = 3;

    private VoteAnswer() {}

    static FitAnswer of(SamplesCalibration fit) {
        FitAnswer difficulty = FitAnswer.of(fit.difficulty());
        return new FitAnswer(found(fit, difficulty), unknown(fit, difficulty));
    }

    private static List<String> found(SamplesCalibration fit, FitAnswer difficulty) {
        List<String> sentences = new ArrayList<>(difficulty.found());
        sentences.add("Answers and scores: " + FitAnswer.parameters(fit.parameters()) + ".");
        String metric = "";
        List<String> values = new ArrayList<>();
        for (PredictionRow row : fit.predictions()) {
            if (!row.metric().equals(metric) && !values.isEmpty()) {
                sentences.add(sentence(metric, values));
                values.clear();
            }
            metric = row.metric();
            values.add(FitAnswer.percent(row.value()) + " at " + FitAnswer.grouped(row.budget()));
        }
        if (!values.isEmpty()) {
            sentences.add(sentence(metric, values));
        }
        for (FitTtspmRow row : fit.saturation()) {
            if (!row.curve().equals("coverage") && row.method().endsWith("likelihood")) {
                sentences.add("By " + row.method() + ", " + words(row.curve()) + " saturates at "
                        + FitAnswer.whole(row.saturation()) + " (F_max " + FitAnswer.number(row.fMax()) + ", p_x "
                        + FitAnswer.number(row.px()) + ").");
            }
        }
        if (!fit.heldOut().isEmpty()) {
            List<String> errors = new ArrayList<>();
            for (FitHeldOutRow row : fit.heldOut()) {
                errors.add(words(row.metric()) + " " + FitAnswer.error(row));
            }
            FitHeldOutRow row = fit.heldOut().get(0);
            sentences.add("Held out: a fit to the first " + row.fitted() + " samples of each problem, asked for "
                    + row.budget() + ", is off by " + String.join(", ", errors) + " percentage points.");
        }
        return sentences;
    }

    private static String sentence(String metric, List<String> values) {
        return "Predicted " + words(metric) + " of these problems: " + String.join("; ", values) + ".";
    }

    private static String words(String metric) {
        return metric.replace('_', ' ');
    }

    private static List<String> unknown(SamplesCalibration fit, FitAnswer difficulty) {
        List<String> sentences = new ArrayList<>(difficulty.unknown());
        if (fit.interrupted() && !fit.difficulty().interrupted()) {
            sentences.add("Interrupted: intervals of votes rest on " + fit.replicates() + " bootstrap replicates.");
        }
        if (Math.abs(fit.serial()) > NOT_EXCHANGEABLE) {
            sentences.add("Samples are not exchangeable: neighbours are both right or both wrong "
                    + (fit.serial() > 0 ? "more" : "less") + " often than in a random order, by "
                    + Numbers.plain(Math.abs(fit.serial()), 1) + " standard deviations. No fit here holds for them.");
        }
        for (FitParameterRow row : fit.parameters()) {
            if (!row.identified()) {
                sentences.add("Not identified: " + row.name() + ".");
            }
        }
        fit.notIdentified().forEach(sentence -> sentences.add("Not identified: " + sentence));
        return sentences;
    }
}
