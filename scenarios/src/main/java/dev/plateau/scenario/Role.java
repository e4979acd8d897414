package dev.plateau.scenario;

import java.util.Locale;

/** What a model is for. */
enum Role {
    /** Writes the attempts. */
    POLICY,
    /** Scores prefixes and attempts. */
    VERIFIER,
    /** Embeds prefixes for their similarity. */
    EMBEDDER;

    /** Its name in scenarios. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its key. */
    Key key() {
        return Key.at("models." + word());
    }

    /** A key of its numbers. */
    Key key(String number) {
        return Key.at("models." + word() + "." + number);
    }
}
