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
import java.util.stream.Collectors;
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
    static FitAnswer of(CountsCalibration fit) {
        return new FitAnswer(found(fit), unknown(fit));
    }

    /** Of a fit to a log of requests. */
    static FitAnswer of(ServingCalibration fit) {
        FitErrorRow fitted = fit.errors().get(0);
        FitErrorRow before = fit.errors().get(1);
        List<String> found = List.of(
                "Fitted to the times to the last token of " + grouped(fit.requests()) + " requests, up to "
                        + grouped(fit.mostAtOnce()) + " at once: " + constants(fit.parameters())
                        + (fit.interrupted()
                                ? "."
                                : ". In brackets is no confidence interval but the range of three fits: to all"
                                        + " requests, to the first half and to the second."),
                "With these constants the simulated mean is off by " + signedPercent(fitted.meanEndToEnd())
                        + ", a request by " + Numbers.plain(100 * fitted.absolute(), 1)
                        + " %, and the mean time to the first token, which was not fitted, by "
                        + signedPercent(fitted.meanFirstToken()) + "; with those known before the mean was off by "
                        + signedPercent(before.meanEndToEnd()) + ".",
                (fit.interrupted()
                                ? "Nothing was held out: a request that was fitted is off by "
                                : "Held out, fitted to the first half of the requests and compared with the second, a"
                                        + " request is off by ")
                        + Numbers.plain(100 * fit.timeError(), 1)
                        + " %, which the scenario takes for the error of its times.");
        if (fit.interrupted()) {
            return new FitAnswer(
                    found, List.of("Interrupted: the best constants so far, and nothing of how sure they are."));
        }
        List<String> unknown = fit.parameters().stream()
                .filter(row -> !row.identified())
                .map(row -> "Not identified: " + row.name() + ". Fits to halves of the log lie from "
                        + Numbers.significant(row.estimate().low(), 3) + " to "
                        + Numbers.significant(row.estimate().high(), 3) + unit(row)
                        + "; other constants make up for it.")
                .toList();
        return new FitAnswer(found, unknown);
    }

    private static String constants(List<FitParameterRow> rows) {
        return rows.stream().map(row -> parameters(List.of(row)) + unit(row)).collect(Collectors.joining(", "));
    }

    private static String unit(FitParameterRow row) {
        return row.meaning().startsWith("Microseconds") ? " microseconds" : "";
    }

    /** Of a fit of any kind. */
    public static FitAnswer of(Calibration fit) {
        FitAnswer answer = ofKind(fit);
        Stream<FitParameterRow> difficulty =
                fit instanceof SamplesCalibration samples ? samples.difficulty().parameters().stream() : Stream.of();
        List<String> bounds = Stream.concat(difficulty, fit.parameters().stream())
                .filter(FitParameterRow::onBound)
                .map(row ->
                        row.name() + " (" + Numbers.significant(row.estimate().value(), 3) + unit(row) + ")")
                .toList();
        if (bounds.isEmpty()) {
            return answer;
        }
        List<String> unknown = new ArrayList<>(answer.unknown());
        unknown.add("On a bound of the range that is searched: " + String.join(", ", bounds)
                + ". An interval says nothing of what lies beyond.");
        return new FitAnswer(answer.found(), unknown);
    }

    private static FitAnswer ofKind(Calibration fit) {
        if (fit instanceof CountsCalibration counts) {
            return of(counts);
        } else if (fit instanceof SamplesCalibration samples) {
            return VoteAnswer.of(samples);
        } else if (fit instanceof RoundsCalibration rounds) {
            return RoundAnswer.of(rounds);
        } else if (fit instanceof TableCalibration table) {
            return of(table);
        }
        return of((ServingCalibration) fit);
    }

    /** Of a fit to a table of accuracies. */
    public static FitAnswer of(TableCalibration calibration) {
        MomentFitResult fit = calibration.fit();
        List<String> found = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            long cells = fit.cells().stream()
                    .filter(cell -> cell.published().metric() == metric)
                    .count();
            if (cells > 0) {
                double heldOut = fit.heldOutError(metric);
                found.add((metric == Metric.ACCURACY ? "Accuracy" : "Pass rate") + ", " + cells
                        + " figures: the root-mean-square residual is " + points(fit.error(metric))
                        + " on tasks that the fit never met, " + points(fit.seenError(metric))
                        + " on those that chose the world"
                        + (Double.isNaN(heldOut)
                                ? "."
                                : "; a fit without the largest budget predicts that with an error of " + points(heldOut)
                                        + "."));
            }
        }
        List<String> unknown = new ArrayList<>();
        List<String> open = calibration.parameters().stream()
                .filter(row -> !row.identified())
                .map(FitParameterRow::name)
                .toList();
        if (fit.estimates().isEmpty()) {
            unknown.add("Interrupted before it could tell how sure the parameters are.");
        } else if (!open.isEmpty()) {
            unknown.add("Not identified: " + String.join(", ", open)
                    + ". They rest on what is expected of tasks and attempts in general.");
        }
        unknown.add(
                "TTSPM is fitted by least squares alone: a table of accuracies has no counts, hence no likelihood.");
        return new FitAnswer(found, unknown);
    }

    private static String points(double share) {
        return Numbers.plain(100 * share, 2) + " points";
    }

    private static String signedPercent(double share) {
        return Numbers.signed(100 * share, 1) + " %";
    }

    private static List<String> found(CountsCalibration fit) {
        List<String> sentences = new ArrayList<>();
        String samples = fit.unequal()
                ? grouped(fit.fewestSamples()) + " to " + grouped(fit.mostSamples())
                : grouped(fit.mostSamples());
        sentences.add("Fitted to " + grouped(fit.problems()) + " problems with " + samples + " samples each, of which "
                + grouped(fit.neverSolved()) + " were never solved: difficulty by a "
                + fit.chosen().family()
                + (fit.parameters().isEmpty() ? "." : " (" + parameters(fit.parameters()) + ")."));
        if (!fit.predictions().isEmpty()) {
            List<String> values = new ArrayList<>();
            for (PredictionRow row : fit.predictions()) {
                values.add(percent(row.value()) + " at " + grouped(row.budget()));
            }
            sentences.add("Coverage of these problems: " + String.join("; ", values) + ".");
        }
        FitTtspmRow curve = fit.saturation().get(0);
        FitTtspmRow ttspm = fit.saturation().get(1);
        sentences.add("Saturation budget, from which an added rollout brings less than "
                + Numbers.significant(100 * curve.epsilon(), 2) + " percentage points of coverage: "
                + whole(curve.saturation()) + "; TTSPM, with one chance for all problems, says "
                + whole(ttspm.saturation()) + " (F_max " + number(ttspm.fMax()) + ", p_x " + number(ttspm.px()) + ").");
        fit.heldOut()
                .forEach(row -> sentences.add(
                        "Held out: a fit to half of the samples of each problem, " + row.fitted() + ", asked for "
                                + row.budget() + ", is off by " + error(row) + " percentage points of coverage."));
        return sentences;
    }

    private static List<String> unknown(CountsCalibration fit) {
        List<String> sentences = new ArrayList<>();
        if (fit.interrupted()) {
            sentences.add("Interrupted: intervals rest on " + fit.replicates() + " bootstrap replicates"
                    + (fit.predictions().stream()
                                    .anyMatch(row -> Double.isNaN(row.value().low()))
                            ? ", too few to give any"
                            : "")
                    + ".");
        }
        if (fit.unequal()) {
            sentences.add(
                    "The numbers of samples differ. If a stopping rule chose them, the unbiased pass@k is biased and"
                            + " so is left out; the likelihood, which does not depend on why sampling stopped, is used throughout.");
        }
        List<FitFamilyRow> equals = fit.families().stream()
                .filter(row -> row.standing() != Standing.WORSE)
                .toList();
        double low = equals.stream().mapToDouble(FitFamilyRow::coverage).min().orElseThrow();
        double high = equals.stream().mapToDouble(FitFamilyRow::coverage).max().orElseThrow();
        if (equals.size() > 1) {
            sentences.add("The data do not tell " + equals.size() + " of "
                    + fit.families().size()
                    + " families of distributions apart; they predict " + Numbers.plain(100 * low, 1) + " to "
                    + Numbers.plain(100 * high, 1) + " % at "
                    + grouped(equals.get(0).budget())
                    + ". The interval is that of the " + fit.chosen().family() + " alone.");
        }
        for (FitParameterRow row : fit.parameters()) {
            if (!row.identified()) {
                sentences.add("Not identified: " + row.name() + ". The counts alone leave it between "
                        + Numbers.significant(row.estimate().low(), 3) + " and "
                        + Numbers.significant(row.estimate().high(), 3) + restsOn(row.name(), fit.mostSamples()));
            }
        }
        if (fit.neverSolved() > 0) {
            sentences.add("Not identified: whether any of the " + grouped(fit.neverSolved())
                    + " problems that were never solved cannot be solved at all.");
        }
        return sentences;
    }

    private static String restsOn(String parameter, int samples) {
        if (!parameter.endsWith("_spread")) {
            return ", an end of the range that is searched.";
        }
        return "; it rests in part on what is expected of problems and attempts in general"
                + (parameter.equals("hard_spread")
                        ? ", and with it all that is said of budgets far above " + grouped(samples) + "."
                        : ".");
    }

    static String parameters(List<FitParameterRow> rows) {
        List<String> words = new ArrayList<>();
        rows.forEach(row -> words.add(row.name().replace('_', ' ') + " " + number(row.estimate())));
        return String.join(", ", words);
    }

    static String error(FitHeldOutRow row) {
        return Numbers.signed(100 * (row.predicted().value() - row.observed()), 1);
    }

    static String percent(Interval share) {
        return Numbers.plain(100 * share.value(), 1) + " %"
                + (Double.isNaN(share.low())
                        ? ""
                        : between(Numbers.plain(100 * share.low(), 1), Numbers.plain(100 * share.high(), 1)));
    }

    static String number(Interval interval) {
        return Numbers.significant(interval.value(), 3)
                + (Double.isNaN(interval.low())
                        ? ""
                        : between(Numbers.significant(interval.low(), 3), Numbers.significant(interval.high(), 3)));
    }

    static String whole(Interval interval) {
        return grouped(Math.round(interval.value()))
                + (Double.isNaN(interval.low())
                        ? ""
                        : between(grouped(Math.round(interval.low())), grouped(Math.round(interval.high()))));
    }

    private static String between(String low, String high) {
        return " (" + low + " to " + high + ")";
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
