package dev.plateau.calibrate;

/** What was found from observations; each kind of observation has its own. */
public sealed interface Calibration permits CountsCalibration, TableCalibration, ServingCalibration {}
