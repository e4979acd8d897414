package dev.plateau.scenario;

import java.util.List;
import java.util.Optional;

/** A piece of a YAML file that knows its place. */
sealed interface Node {

    /** Where it begins. */
    Place place();

    /** How a message names the value. */
    String shown();

    /**
     * A word or number.
     *
     * @param place where it begins
     * @param text as written, without quotes
     * @param plain whether it stood without quotes
     */
    record Scalar(Place place, String text, boolean plain) implements Node {
        /** Whether nothing was written. */
        boolean isMissing() {
            return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }

        @Override
        public String shown() {
            return isMissing() ? "nothing" : plain ? Suggestions.shown(text) : '"' + Suggestions.shown(text) + '"';
        }
    }

    /**
     * A list.
     *
     * @param place where it begins
     * @param items in order
     */
    record Sequence(Place place, List<Node> items) implements Node {
        @Override
        public String shown() {
            return "a list";
        }
    }

    /**
     * Keys with values. A key that occurs twice is reported when the file is read, and found first here.
     *
     * @param place where it begins
     * @param entries in order
     */
    record Mapping(Place place, List<Entry> entries) implements Node {
        @Override
        public String shown() {
            return entries.isEmpty() ? "no keys" : "keys";
        }

        Optional<Entry> entry(String key) {
            return entries.stream().filter(e -> e.key().text().equals(key)).findFirst();
        }
    }

    /**
     * A key with its value.
     *
     * @param key the key
     * @param value the value
     */
    record Entry(Scalar key, Node value) {}
}
