package dev.plateau.export;

import dev.plateau.calibrate.SamplesCalibration;
import dev.plateau.result.FitHeldOutRow;
import dev.plateau.result.FitParameterRow;
import dev.plateau.result.FitTtspmRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a fit to samples says, in words. */
final class VoteAnswer {
    private static final double NOT_EXCHANGEABLE = 3;

    private VoteAnswer() {}

    static FitAnswer of(SamplesCalibration fit, Texts texts) {
        FitAnswer difficulty = FitAnswer.of(fit.difficulty(), texts);
        return new FitAnswer(found(fit, difficulty, texts), unknown(fit, difficulty, texts));
    }

    private static List<String> found(SamplesCalibration fit, FitAnswer difficulty, Texts texts) {
        List<String> sentences = new ArrayList<>(difficulty.found());
        sentences.add(texts.say("fit.votes", "parameters", FitAnswer.parameters(fit.parameters(), texts)));
        Map<String, List<String>> values = new LinkedHashMap<>();
        fit.predictions()
                .forEach(row -> values.computeIfAbsent(row.metric(), metric -> new ArrayList<>())
                        .add(FitAnswer.at(row, texts)));
        values.forEach((metric, at) -> sentences.add(
                texts.say("fit.votes.predicted", "metric", words(metric, texts), "values", texts.clauses(at))));
        for (FitTtspmRow row : fit.saturation()) {
            if (!row.curve().equals("coverage") && row.method().endsWith("likelihood")) {
                sentences.add(texts.say(
                        "fit.votes.saturation",
                        "method",
                        texts.engine(row.method()),
                        "metric",
                        words(row.curve(), texts),
                        "budget",
                        FitAnswer.whole(row.saturation(), texts),
                        "ceiling",
                        FitAnswer.number(row.fMax(), texts),
                        "chance",
                        FitAnswer.number(row.px(), texts)));
            }
        }
        if (!fit.heldOut().isEmpty()) {
            FitHeldOutRow first = fit.heldOut().get(0);
            sentences.add(texts.say(
                    "fit.votes.held-out",
                    "fitted",
                    first.fitted(),
                    "budget",
                    first.budget(),
                    "errors",
                    texts.joined(fit.heldOut().stream()
                            .map(row -> words(row.metric(), texts) + " " + FitAnswer.error(row))
                            .toList())));
        }
        return sentences;
    }

    private static String words(String metric, Texts texts) {
        return texts.engine(metric.replace('_', ' '));
    }

    private static List<String> unknown(SamplesCalibration fit, FitAnswer difficulty, Texts texts) {
        List<String> sentences = new ArrayList<>(difficulty.unknown());
        if (fit.interrupted() && !fit.difficulty().interrupted()) {
            sentences.add(texts.say("fit.votes.interrupted", "replicates", fit.replicates()));
        }
        if (Math.abs(fit.serial()) > NOT_EXCHANGEABLE) {
            sentences.add(texts.say(
                    fit.serial() > 0 ? "fit.votes.alike" : "fit.votes.unlike",
                    "deviations",
                    Numbers.plain(Math.abs(fit.serial()), 1)));
        }
        for (FitParameterRow row : fit.parameters()) {
            if (!row.identified()) {
                sentences.add(texts.say("fit.votes.open", "parameter", row.name()));
            }
        }
        fit.notIdentified().forEach(what -> sentences.add(texts.say("fit.open", "what", texts.engine(what))));
        return sentences;
    }
}
