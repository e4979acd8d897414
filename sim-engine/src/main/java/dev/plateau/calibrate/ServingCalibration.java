package dev.plateau.calibrate;

import dev.plateau.fleet.Accelerator.Constants;
import dev.plateau.result.FitErrorRow;
import dev.plateau.result.FitParameterRow;
import dev.plateau.result.FitRequestRow;
import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The constants of a machine from a log of requests.
 *
 * @param constants fitted to all requests
 * @param parameters the same as rows; the interval spans the fits to all, to the first and to the second half of the requests
 * @param errors of these and of other constants; the last row is held out: fitted to the first half, compared with the second
 * @param observed the time of every request, and that with the fitted constants
 * @param requests logged
 * @param mostAtOnce most requests between their first and last token at once
 * @param interrupted whether it was ended early; then no half was fitted, so there are no intervals and nothing is held out
 */
public record ServingCalibration(
        Constants constants,
        List<FitParameterRow> parameters,
        List<FitErrorRow> errors,
        List<FitRequestRow> observed,
        int requests,
        int mostAtOnce,
        boolean interrupted)
        implements Calibration {
    private static final Constants PEAKS = new Constants(1, 1, 1, 0, 0);
    private static final double TOLD = 1.25;
    private static final double MICRO = 1e6;

    /** Copies the lists. */
    public ServingCalibration {
        parameters = List.copyOf(parameters);
        errors = List.copyOf(errors);
        observed = List.copyOf(observed);
    }

    /**
     * Fits.
     *
     * @param log what was observed
     * @param fit to it
     * @param known constants that the accelerator had before
     * @param progress is told how it goes on, and may end it
     */
    public static ServingCalibration of(ServingLog log, ConstantsFit fit, Constants known, FitProgress progress) {
        int size = log.trace().size();
        ConstantsFit early = fit.comparing(0, size / 2);
        ConstantsFit late = fit.comparing(size / 2, size);
        boolean[] stop = {false};
        Constants all = fit.fit(() -> stop[0] |= progress.step("fitting to all requests", 0));
        Constants first =
                stop[0] ? all : early.fit(() -> stop[0] |= progress.step("fitting to the first half", 1.0 / 3));
        Constants last =
                stop[0] ? all : late.fit(() -> stop[0] |= progress.step("fitting to the second half", 2.0 / 3));
        List<Constants> three = stop[0] ? List.of(all) : List.of(all, first, last);
        List<FitParameterRow> parameters = new ArrayList<>();
        parameters.add(row(
                "weight_efficiency",
                0,
                1,
                three,
                Constants::weightEfficiency,
                "Share of the bandwidth at which weights are read"));
        parameters.add(row(
                "cache_efficiency",
                1,
                1,
                three,
                Constants::cacheEfficiency,
                "Share of the bandwidth at which the KV cache is read"));
        parameters.add(row(
                "compute_efficiency",
                2,
                1,
                three,
                Constants::computeEfficiency,
                "Share of the peak operations that is reached"));
        parameters.add(
                row("layer_time", 3, MICRO, three, Constants::secondsPerLayer, "Microseconds per layer and iteration"));
        parameters.add(row(
                "sequence_time",
                4,
                MICRO,
                three,
                Constants::secondsPerSequence,
                "Microseconds per sequence and iteration"));
        List<FitErrorRow> errors = new ArrayList<>(List.of(
                row("fitted", size, fit.errors(all)),
                row("known before", size, fit.errors(known)),
                row("peaks of the data sheet", size, fit.errors(PEAKS))));
        if (!stop[0]) {
            errors.add(row("fitted to the first half, on the second", size - size / 2, late.errors(first)));
        }
        return new ServingCalibration(all, parameters, errors, fit.requests(all), size, log.mostAtOnce(), stop[0]);
    }

    /** The error that predictions with these constants have: the held-out one of a request, or else that of the fit. */
    public double timeError() {
        return errors.get(interrupted ? 0 : errors.size() - 1).absolute();
    }

    private static FitErrorRow row(String constants, int requests, ConstantsFit.Errors errors) {
        return new FitErrorRow(
                constants,
                requests,
                errors.meanEndToEnd(),
                errors.medianEndToEnd(),
                errors.absolute(),
                errors.meanFirstToken());
    }

    private static FitParameterRow row(
            String name,
            int constant,
            double unit,
            List<Constants> fits,
            ToDoubleFunction<Constants> of,
            String meaning) {
        ToDoubleFunction<Constants> value = fit -> of.applyAsDouble(fit) * unit;
        double best = value.applyAsDouble(fits.get(0));
        boolean onBound = ConstantsFit.onBound(constant, of.applyAsDouble(fits.get(0)));
        if (fits.size() == 1) {
            return new FitParameterRow(name, new Interval(best, Double.NaN, Double.NaN), false, onBound, meaning + ".");
        }
        double low = fits.stream().mapToDouble(value).min().orElseThrow();
        double high = fits.stream().mapToDouble(value).max().orElseThrow();
        return new FitParameterRow(
                name,
                new Interval(best, low, high),
                high <= TOLD * low,
                onBound,
                meaning + "; the interval is the range of three fits.");
    }
}
