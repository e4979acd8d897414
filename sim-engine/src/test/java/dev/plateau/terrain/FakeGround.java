package dev.plateau.terrain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/** A ground whose samples are given by a function of settings and tasks. */
record FakeGround(BiFunction<double[], Tasks, Sample> samples) implements Ground {
    @Override
    public List<Optional<Sample>> meet(List<double[]> settings, Tasks tasks, BooleanSupplier goOn) {
        List<Optional<Sample>> met = new ArrayList<>();
        for (double[] place : settings) {
            if (!goOn.getAsBoolean()) {
                break;
            }
            met.add(Optional.of(samples.apply(place, tasks)));
        }
        return met;
    }
}
