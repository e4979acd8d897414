package dev.plateau.explore;

import dev.plateau.scenario.Suggestions;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of a request, each at most once. */
final class Parameters {
    private static final int SHOWN = 40;
    private static final String NUMBER = "-?[0-9]{1,9}(\\.[0-9]{1,9})?";

    private final Map<String, String> values = new LinkedHashMap<>();

    /**
     * Reads a query.
     *
     * @param query as it stands in the address, null if there is none
     * @param known names that there are
     */
    Parameters(@Nullable String query, Collection<String> known) throws RefusedException {
        if (query == null || query.isEmpty()) {
            return;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw RefusedException.bad("a parameter has the form name=value (got '" + shown(pair) + "')");
            }
            String name = decoded(pair.substring(0, equals));
            if (!known.contains(name)) {
                throw RefusedException.bad("unknown parameter '" + shown(name) + "'." + Suggestions.valid(name, known));
            }
            if (values.put(name, decoded(pair.substring(equals + 1))) != null) {
                throw RefusedException.bad("the parameter '" + name + "' is given twice");
            }
        }
    }

    private static String decoded(String text) throws RefusedException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw RefusedException.bad("'" + shown(text) + "' is not encoded as a part of an address");
        }
    }

    /** Short, and without what a terminal or a page could take for more than letters. */
    static String shown(String text) {
        String plain = text.replaceAll("[^\\x20-\\x7e]|[<>&\"']", "?");
        return plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "...";
    }

    /** A value, if it is given. */
    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** A number in a range; {@code fallback} if it is not given. */
    BigDecimal number(String name, BigDecimal low, BigDecimal high, boolean whole, BigDecimal fallback)
            throws RefusedException {
        Optional<String> given = get(name);
        if (given.isEmpty()) {
            return fallback;
        }
        String text = given.get();
        BigDecimal value = text.matches(NUMBER) ? new BigDecimal(text) : null;
        if (value == null
                || value.compareTo(low) < 0
                || value.compareTo(high) > 0
                || (whole && value.stripTrailingZeros().scale() > 0)) {
            throw RefusedException.bad(name + " must be a " + (whole ? "whole " : "") + "number from " + low + " to "
                    + high + " (got '" + shown(text) + "')");
        }
        return value;
    }

    /** A whole number in a range; {@code fallback} if it is not given. */
    long whole(String name, long low, long high, long fallback) throws RefusedException {
        return number(name, BigDecimal.valueOf(low), BigDecimal.valueOf(high), true, BigDecimal.valueOf(fallback))
                .longValue();
    }

    /** One of some words; {@code fallback} if it is not given. */
    String choice(String name, Collection<String> valid, String fallback) throws RefusedException {
        String value = get(name).orElse(fallback);
        if (!valid.contains(value)) {
            throw RefusedException.bad(
                    name + " must be one of " + String.join(", ", valid) + " (got '" + shown(value) + "')");
        }
        return value;
    }
}
