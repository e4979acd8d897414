package dev.plateau.scenario;

import java.util.Optional;

/**
 * One mistake in the user's input.
 *
 * @param place where it is; empty if there is no file to point into
 * @param text what is wrong and what would be right, one line
 */
public record Problem(Optional<Place> place, String text) {

    /** A mistake at a place. */
    static Problem at(Place place, String text) {
        return new Problem(Optional.of(place), text);
    }

    /** A mistake without a place. */
    static Problem of(String text) {
        return new Problem(Optional.empty(), text);
    }

    /** {@code file:line:column: text}. */
    @Override
    public String toString() {
        return place.map(p -> p + ": ").orElse("") + text;
    }
}
