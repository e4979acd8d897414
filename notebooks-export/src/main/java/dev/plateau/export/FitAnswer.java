package dev.plateau.export;

import dev.plateau.calibrate.AccuracyTable.Metric;
import dev.plateau.calibrate.Calibration;
import dev.plateau.calibrate.CountsCalibration;
import dev.plateau.calibrate.MomentFitResult;
import dev.plateau.calibrate.RoundsCalibration;
import dev.plateau.calibrate.SamplesCalibration;
import dev.plateau.calibrate.ServingCalibration;
import dev.plateau.calibrate.TableCalibration;
import dev.plateau.result.FitErrorRow;
import dev.plateau.result.FitFamilyRow;
import dev.plateau.result.FitFamilyRow.Standing;
import dev.plateau.result.FitHeldOutRow;
import dev.plateau.result.FitParameterRow;
import dev.plateau.result.FitTtspmRow;
import dev.plateau.result.PredictionRow;
import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;

/**
 * What a calibration says, in words.
 *
 * @param found what was fitted, how sure it is, and where the curve saturates
 * @param unknown what the data do not tell
 */
public record FitAnswer(List<String> found, List<String> unknown) {

    /** Copies the lists. */
    public FitAnswer {
        found = List.copyOf(found);
        unknown = List.copyOf(unknown);
    }

    /** Of a fit. */
    static FitAnswer of(CountsCalibration fit, Texts texts) {
        return new FitAnswer(found(fit, texts), unknown(fit, texts));
    }

    /** Of a fit to a log of requests. */
    static FitAnswer of(ServingCalibration fit, Texts texts) {
        FitErrorRow fitted = fit.errors().get(0);
        FitErrorRow before = fit.errors().get(1);
        String constants = texts.joined(fit.parameters().stream()
                .map(row -> parameters(List.of(row), texts) + unit(row, texts))
                .toList());
        List<String> found = List.of(
                texts.sentences(
                        texts.say(
                                "fit.log",
                                "requests",
                                grouped(fit.requests()),
                                "most",
                                grouped(fit.mostAtOnce()),
                                "constants",
                                constants),
                        fit.interrupted() ? "" : texts.say("fit.log.range")),
                texts.say(
                        "fit.log.error",
                        "mean",
                        signedPercent(fitted.meanEndToEnd()),
                        "request",
                        Numbers.plain(100 * fitted.absolute(), 1),
                        "first",
                        signedPercent(fitted.meanFirstToken()),
                        "before",
                        signedPercent(before.meanEndToEnd())),
                texts.say(
                        fit.interrupted() ? "fit.log.seen" : "fit.log.held-out",
                        "error",
                        Numbers.plain(100 * fit.timeError(), 1)));
        if (fit.interrupted()) {
            return new FitAnswer(found, List.of(texts.say("fit.log.interrupted")));
        }
        List<String> unknown = fit.parameters().stream()
                .filter(row -> !row.identified())
                .map(row -> texts.say(
                        "fit.log.open",
                        "parameter",
                        row.name(),
                        "low",
                        Numbers.significant(row.estimate().low(), 3),
                        "high",
                        Numbers.significant(row.estimate().high(), 3) + unit(row, texts)))
                .toList();
        return new FitAnswer(found, unknown);
    }

    private static String unit(FitParameterRow row, Texts texts) {
        return row.meaning().startsWith("Microseconds") ? " " + texts.say("fit.microseconds") : "";
    }

    /** Of a fit of any kind, in English. */
    public static FitAnswer of(Calibration fit) {
        return of(fit, Texts.ENGLISH);
    }

    /** Of a fit of any kind. */
    static FitAnswer of(Calibration fit, Texts texts) {
        FitAnswer answer = ofKind(fit, texts);
        Stream<FitParameterRow> difficulty =
                fit instanceof SamplesCalibration samples ? samples.difficulty().parameters().stream() : Stream.of();
        List<String> bounds = Stream.concat(difficulty, fit.parameters().stream())
                .filter(FitParameterRow::onBound)
                .map(row -> texts.say(
                        "fit.bound",
                        "parameter",
                        row.name(),
                        "value",
                        Numbers.significant(row.estimate().value(), 3) + unit(row, texts)))
                .toList();
        if (bounds.isEmpty()) {
            return answer;
        }
        List<String> unknown = new ArrayList<>(answer.unknown());
        unknown.add(texts.say("fit.bounds", "parameters", texts.joined(bounds)));
        return new FitAnswer(answer.found(), unknown);
    }

    private static FitAnswer ofKind(Calibration fit, Texts texts) {
        if (fit instanceof CountsCalibration counts) {
            return of(counts, texts);
        } else if (fit instanceof SamplesCalibration samples) {
            return VoteAnswer.of(samples, texts);
        } else if (fit instanceof RoundsCalibration rounds) {
            return RoundAnswer.of(rounds, texts);
        } else if (fit instanceof TableCalibration table) {
            return of(table, texts);
        }
        return of((ServingCalibration) fit, texts);
    }

    /** Of a fit to a table of accuracies, in English. */
    public static FitAnswer of(TableCalibration calibration) {
        return of(calibration, Texts.ENGLISH);
    }

    /** Of a fit to a table of accuracies. */
    static FitAnswer of(TableCalibration calibration, Texts texts) {
        MomentFitResult fit = calibration.fit();
        List<String> found = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            long cells = fit.cells().stream()
                    .filter(cell -> cell.published().metric() == metric)
                    .count();
            if (cells > 0) {
                double heldOut = fit.heldOutError(metric);
                String error = texts.say(
                        "fit.table",
                        "metric",
                        texts.say(metric == Metric.ACCURACY ? "fit.accuracy" : "fit.pass-rate"),
                        "cells",
                        cells,
                        "error",
                        points(fit.error(metric)),
                        "seen",
                        points(fit.seenError(metric)));
                found.add(
                        Double.isNaN(heldOut)
                                ? texts.say("fit.table.end", "error", error)
                                : texts.say("fit.table.held-out", "error", error, "heldOut", points(heldOut)));
            }
        }
        List<String> unknown = new ArrayList<>();
        List<String> open = calibration.parameters().stream()
                .filter(row -> !row.identified())
                .map(FitParameterRow::name)
                .toList();
        if (fit.estimates().isEmpty()) {
            unknown.add(texts.say("fit.table.interrupted"));
        } else if (!open.isEmpty()) {
            unknown.add(texts.say("fit.table.open", "parameters", texts.joined(open)));
        }
        unknown.add(texts.say("fit.table.squares"));
        return new FitAnswer(found, unknown);
    }

    private static String points(double share) {
        return Numbers.plain(100 * share, 2);
    }

    private static String signedPercent(double share) {
        return Numbers.signed(100 * share, 1) + " %";
    }

    private static List<String> found(CountsCalibration fit, Texts texts) {
        List<String> sentences = new ArrayList<>();
        String samples = fit.unequal()
                ? texts.range(grouped(fit.fewestSamples()), grouped(fit.mostSamples()))
                : grouped(fit.mostSamples());
        String family = texts.engine(fit.chosen().family());
        sentences.add(texts.say(
                "fit.counts",
                "problems",
                grouped(fit.problems()),
                "samples",
                samples,
                "never",
                grouped(fit.neverSolved()),
                "family",
                fit.parameters().isEmpty()
                        ? family
                        : texts.say(
                                "fit.family", "family", family, "parameters", parameters(fit.parameters(), texts))));
        if (!fit.predictions().isEmpty()) {
            sentences.add(texts.say(
                    "fit.coverage",
                    "values",
                    texts.clauses(fit.predictions().stream()
                            .map(row -> at(row, texts))
                            .toList())));
        }
        FitTtspmRow curve = fit.saturation().get(0);
        FitTtspmRow ttspm = fit.saturation().get(1);
        sentences.add(texts.say(
                "fit.saturation",
                "epsilon",
                Numbers.significant(100 * curve.epsilon(), 2),
                "budget",
                whole(curve.saturation(), texts),
                "ttspm",
                whole(ttspm.saturation(), texts),
                "ceiling",
                number(ttspm.fMax(), texts),
                "chance",
                number(ttspm.px(), texts)));
        fit.heldOut()
                .forEach(row -> sentences.add(texts.say(
                        "fit.held-out", "fitted", row.fitted(), "budget", row.budget(), "error", error(row))));
        return sentences;
    }

    private static List<String> unknown(CountsCalibration fit, Texts texts) {
        List<String> sentences = new ArrayList<>();
        if (fit.interrupted()) {
            boolean none = fit.predictions().stream()
                    .anyMatch(row -> Double.isNaN(row.value().low()));
            sentences.add(texts.say(none ? "fit.interrupted.none" : "fit.interrupted", "replicates", fit.replicates()));
        }
        if (fit.unequal()) {
            sentences.add(texts.say("fit.unequal"));
        }
        List<FitFamilyRow> equals = fit.families().stream()
                .filter(row -> row.standing() != Standing.WORSE)
                .toList();
        double low = equals.stream().mapToDouble(FitFamilyRow::coverage).min().orElseThrow();
        double high = equals.stream().mapToDouble(FitFamilyRow::coverage).max().orElseThrow();
        if (equals.size() > 1) {
            sentences.add(texts.say(
                    "fit.families",
                    "equal",
                    equals.size(),
                    "all",
                    fit.families().size(),
                    "low",
                    Numbers.plain(100 * low, 1),
                    "high",
                    Numbers.plain(100 * high, 1),
                    "budget",
                    grouped(equals.get(0).budget()),
                    "family",
                    texts.engine(fit.chosen().family())));
        }
        for (FitParameterRow row : fit.parameters()) {
            if (!row.identified()) {
                String between = texts.say(
                        "fit.between",
                        "parameter",
                        row.name(),
                        "low",
                        Numbers.significant(row.estimate().low(), 3),
                        "high",
                        Numbers.significant(row.estimate().high(), 3));
                sentences.add(
                        row.name().equals("hard_spread")
                                ? texts.say(
                                        "fit.between.hard", "between", between, "samples", grouped(fit.mostSamples()))
                                : texts.say(
                                        row.name().endsWith("_spread") ? "fit.between.expected" : "fit.between.bound",
                                        "between",
                                        between));
            }
        }
        if (fit.neverSolved() > 0) {
            sentences.add(texts.say("fit.never", "problems", grouped(fit.neverSolved())));
        }
        return sentences;
    }

    /** A prediction: 71.2 % (68.0 to 74.1) at 128. */
    static String at(PredictionRow row, Texts texts) {
        return texts.say("fit.at", "value", percent(row.value(), texts), "budget", grouped(row.budget()));
    }

    static String parameters(List<FitParameterRow> rows, Texts texts) {
        return texts.joined(rows.stream()
                .map(row -> row.name().replace('_', ' ') + " " + number(row.estimate(), texts))
                .toList());
    }

    static String error(FitHeldOutRow row) {
        return Numbers.signed(100 * (row.predicted().value() - row.observed()), 1);
    }

    static String percent(Interval share, Texts texts) {
        return ranged(Numbers.plain(100 * share.value(), 1) + " %", share, end -> Numbers.plain(100 * end, 1), texts);
    }

    static String number(Interval interval, Texts texts) {
        return ranged(Numbers.significant(interval.value(), 3), interval, end -> Numbers.significant(end, 3), texts);
    }

    static String whole(Interval interval, Texts texts) {
        return ranged(grouped(Math.round(interval.value())), interval, end -> grouped(Math.round(end)), texts);
    }

    private static String ranged(String value, Interval interval, DoubleFunction<String> end, Texts texts) {
        return Double.isNaN(interval.low())
                ? value
                : texts.interval(value, end.apply(interval.low()), end.apply(interval.high()));
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
