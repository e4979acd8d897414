package dev.plateau.calibrate;

/** What was found from observations; each kind of observation has its own. */
public sealed interface Calibration
        permits CountsCalibration, SamplesCalibration, RoundsCalibration, TableCalibration, ServingCalibration {
    /** Replicates behind the intervals. */
    default int replicates() {
        return 0;
    }

    /** Whether the fit was ended early. */
    default boolean interrupted() {
        return false;
    }
}
