package dev.plateau.calibrate;

import dev.plateau.result.FitParameterRow;
import java.util.List;

/** What was found from observations; each kind of observation has its own. */
public sealed interface Calibration
        permits CountsCalibration, SamplesCalibration, RoundsCalibration, TableCalibration, ServingCalibration {
    /** Fitted parameters. */
    List<FitParameterRow> parameters();

    /** Replicates behind the intervals. */
    default int replicates() {
        return 0;
    }

    /** Whether the fit was ended early. */
    default boolean interrupted() {
        return false;
    }
}
