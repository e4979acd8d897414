package dev.plateau.scenario;

import java.util.List;

/** What the value of a key looks like. */
public sealed interface Form {

    /** In words, as in "must be ...". */
    String describe();

    /**
     * A real number.
     *
     * @param low smallest
     * @param high largest
     */
    record Real(double low, double high) implements Form {
        @Override
        public String describe() {
            return "a number in [" + format(low) + ", " + format(high) + "]";
        }

        /** Whether x is a number within the range. */
        public boolean allows(double x) {
            return x >= low && x <= high;
        }

        private static String format(double x) {
            return x == Math.rint(x)
                    ? Long.toString((long) x)
                    : Double.toString(x).replace(".0E", "e");
        }
    }

    /**
     * A whole number.
     *
     * @param low smallest
     * @param high largest
     */
    record Whole(long low, long high) implements Form {
        @Override
        public String describe() {
            return low == Long.MIN_VALUE ? "a whole number of 64 bits" : "a whole number in " + low + ".." + high;
        }

        /** Whether n is within the range. */
        public boolean allows(long n) {
            return n >= low && n <= high;
        }
    }

    /**
     * One of some words.
     *
     * @param words the words
     */
    record Choice(List<String> words) implements Form {
        /** Copies the list. */
        public Choice {
            words = List.copyOf(words);
        }

        @Override
        public String describe() {
            return "one of " + String.join(", ", words);
        }
    }

    /**
     * A line of text.
     *
     * @param longest characters
     */
    record Text(int longest) implements Form {
        @Override
        public String describe() {
            return "a line of 1 to " + longest + " characters";
        }
    }

    /**
     * A single value with a reader of its own.
     *
     * @param describe in words
     */
    record Special(String describe) implements Form {}

    /**
     * A list.
     *
     * @param describe in words
     */
    record Listing(String describe) implements Form {}

    /**
     * Keys below names that the user chooses.
     *
     * @param describe in words
     */
    record Named(String describe) implements Form {}
}
