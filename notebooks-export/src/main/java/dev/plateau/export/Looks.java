package dev.plateau.export;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Who has which line: one colour per policy, or of a crowd for the best contenders alone; bounds look like bounds. */
final class Looks {
    /** Of a crowd, this many of the best have a colour. */
    private static final int HIGHLIGHTED = 6;

    private Looks() {}

    /**
     * The lines of policies, by label.
     *
     * @param policies labels, in the order of the rows
     * @param contends whether one may be named the best
     * @param reached how good each is; asked for in a crowd only
     */
    static Map<String, Look.Line> of(
            List<String> policies, Predicate<String> contends, ToDoubleFunction<String> reached) {
        List<String> contenders = policies.stream().filter(contends).toList();
        List<String> coloured = policies.size() <= Look.CROWD
                ? policies
                : contenders.stream()
                        .sorted(Comparator.comparingDouble(reached).reversed())
                        .limit(HIGHLIGHTED)
                        .toList();
        Map<String, Look.Line> all = new HashMap<>();
        int told = 0;
        int colours = 0;
        for (String policy : policies) {
            if (!contenders.contains(policy)) {
                all.put(policy, Look.told(told++));
            } else if (coloured.contains(policy)) {
                all.put(policy, Look.policy(policies.size() <= Look.CROWD ? policies.indexOf(policy) : colours++));
            } else {
                all.put(policy, Look.faint());
            }
        }
        return all;
    }
}
