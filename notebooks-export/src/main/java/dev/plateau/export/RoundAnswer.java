package dev.plateau.export;

import dev.plateau.calibrate.RoundsCalibration;
import dev.plateau.calibrate.RoundsFit;
import dev.plateau.result.FitHeldOutRow;
import dev.plateau.result.FitParameterRow;
import dev.plateau.result.FitTtspmRow;
import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.List;

/** What a fit to rounds says, in words. */
final class RoundAnswer {
    private RoundAnswer() {}

    static FitAnswer of(RoundsCalibration fit, Texts texts) {
        return new FitAnswer(found(fit, texts), unknown(fit, texts));
    }

    private static List<String> found(RoundsCalibration fit, Texts texts) {
        List<String> sentences = new ArrayList<>();
        sentences.add(texts.say(
                fit.stopped() ? "fit.rounds.stopped" : "fit.rounds",
                "problems",
                FitAnswer.grouped(fit.chains()),
                "rounds",
                fit.longest(),
                "law",
                texts.engine(fit.chosenName()),
                "parameters",
                FitAnswer.parameters(fit.parameters(), texts)));
        sentences.add(texts.say(
                "fit.rounds.hazards",
                "shares",
                texts.joined(fit.rounds().stream()
                        .map(row -> FitAnswer.percent(row.hazard(), texts))
                        .toList())));
        if (!fit.predictions().isEmpty()) {
            sentences.add(texts.say(
                    "fit.predicted",
                    "values",
                    texts.clauses(fit.predictions().stream()
                            .map(row -> texts.say(
                                    "fit.predicted.one",
                                    "metric",
                                    texts.engine(row.metric()),
                                    "value",
                                    FitAnswer.at(row, texts)))
                            .toList())));
        }
        fit.twoState()
                .ifPresent(states -> sentences.add(texts.say(
                        "fit.rounds.states",
                        "corrects",
                        Numbers.plain(100 * states.corrects(), 1),
                        "spoils",
                        Numbers.plain(100 * states.spoils(), 1),
                        "limit",
                        Numbers.plain(100 * states.limit(), 1))));
        fit.saturation().forEach(row -> sentences.add(saturation(row, texts)));
        for (FitHeldOutRow row : fit.heldOut()) {
            sentences.add(
                    row.fitted() < row.budget()
                            ? texts.say(
                                    "fit.rounds.held-out.first",
                                    "fitted",
                                    row.fitted(),
                                    "budget",
                                    row.budget(),
                                    "error",
                                    FitAnswer.error(row))
                            : texts.say(
                                    "fit.rounds.held-out.half", "budget", row.budget(), "error", FitAnswer.error(row)));
        }
        return sentences;
    }

    private static String saturation(FitTtspmRow row, Texts texts) {
        Interval saturation = row.saturation();
        if (!Double.isNaN(row.fMax().value())) {
            return texts.say(
                    "fit.rounds.ttspm",
                    "method",
                    texts.engine(row.method()),
                    "ceiling",
                    FitAnswer.number(row.fMax(), texts),
                    "chance",
                    FitAnswer.number(row.px(), texts),
                    "rounds",
                    FitAnswer.whole(saturation, texts));
        }
        String epsilon = Numbers.significant(100 * row.epsilon(), 2);
        if (!Double.isFinite(saturation.value())) {
            return texts.say("fit.rounds.later", "epsilon", epsilon, "rounds", RoundsFit.MOST_ROUNDS);
        }
        String value = rounds(saturation.value(), texts);
        return texts.say(
                "fit.rounds.saturation",
                "epsilon",
                epsilon,
                "rounds",
                Double.isNaN(saturation.low())
                        ? value
                        : texts.interval(value, rounds(saturation.low(), texts), rounds(saturation.high(), texts)));
    }

    private static String rounds(double saturation, Texts texts) {
        return Double.isInfinite(saturation)
                ? texts.say("fit.rounds.more", "rounds", RoundsFit.MOST_ROUNDS)
                : FitAnswer.grouped(Math.round(saturation));
    }

    private static List<String> unknown(RoundsCalibration fit, Texts texts) {
        List<String> sentences = new ArrayList<>();
        if (fit.interrupted()) {
            sentences.add(texts.say("fit.rounds.interrupted"));
        }
        for (FitParameterRow row : fit.parameters()) {
            if (!row.identified()) {
                sentences.add(texts.say("fit.rounds.open", "parameter", row.name()));
            }
        }
        fit.notIdentified().forEach(what -> sentences.add(texts.say("fit.open", "what", texts.engine(what))));
        return sentences;
    }
}
