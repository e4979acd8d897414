package dev.plateau.calibrate;

import dev.plateau.fleet.Accelerator.Constants;
import java.util.List;

/**
 * The constants of a machine from a log of requests.
 *
 * @param constants fitted to all requests
 * @param errors of the simulation with them
 * @param peaks errors with the data sheet's peaks (constants 1, 1, 1, 0, 0)
 * @param known errors with the constants that the accelerator had before
 * @param heldOut errors on the second half of the requests of constants fitted to the first
 * @param spread each constant fitted to the first and to the second half: where they are far apart, the log does not tell it
 * @param requests logged
 * @param mostAtOnce most requests between their first and last token at once
 */
public record ServingCalibration(
        Constants constants,
        ConstantsFit.Errors errors,
        ConstantsFit.Errors peaks,
        ConstantsFit.Errors known,
        ConstantsFit.Errors heldOut,
        List<Constants> spread,
        int requests,
        int mostAtOnce)
        implements Calibration {
    /** Copies the list. */
    public ServingCalibration {
        spread = List.copyOf(spread);
    }
}
