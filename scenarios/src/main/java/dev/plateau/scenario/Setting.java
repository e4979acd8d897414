package dev.plateau.scenario;

import dev.plateau.policy.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * A number of a scenario that can be moved.
 *
 * @param path its key; of a parameter of a policy, LABEL.PARAMETER
 * @param form what it may be
 * @param meaning one line
 */
public record Setting(String path, Form form, String meaning) {
    private static final Form.Whole ROLLOUTS = new Form.Whole(1, 100_000);

    /** All numbers of a world, and the budget. */
    static List<Setting> ofWorld() {
        return of(key ->
                key == Key.BUDGETS || Key.WORLD_SECTIONS.contains(key.path().split("\\.", 2)[0]));
    }

    /** All numbers of a fleet. */
    static List<Setting> ofFleet() {
        return of(key -> key.path().startsWith("fleet."));
    }

    /** All numbers of a policy. */
    static List<Setting> ofPolicy(String label, List<Parameter> parameters) {
        return parameters.stream()
                .filter(parameter -> parameter.kind() != Parameter.Kind.CHOICE)
                .map(parameter -> new Setting(
                        label + "." + parameter.name(), PoliciesReader.form(parameter), parameter.meaning()))
                .toList();
    }

    private static List<Setting> of(Predicate<Key> wanted) {
        return Arrays.stream(Key.values())
                .filter(wanted)
                .map(key -> key == Key.BUDGETS
                        ? new Setting(key.path(), ROLLOUTS, "rollouts per task")
                        : new Setting(key.path(), key.form(), key.meaning()))
                .filter(setting -> setting.form() instanceof Form.Real || setting.form() instanceof Form.Whole)
                .toList();
    }
}
