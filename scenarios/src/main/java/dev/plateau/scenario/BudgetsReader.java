package dev.plateau.scenario;

import dev.plateau.scenario.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the budgets: a list, or a geometric progression. */
final class BudgetsReader {
    private static final int MOST = 1000;
    private static final Form.Whole BUDGET = (Form.Whole) Key.BUDGETS_TO.form();

    private BudgetsReader() {}

    /** Ascending distinct budgets; [1] if they are wrong. */
    static List<Integer> read(Fields fields) {
        Optional<Node> node = fields.node(Key.BUDGETS.path());
        if (node.isEmpty() || node.get() instanceof Node.Mapping) {
            return progression(fields);
        }
        int before = fields.problems().count();
        if (!(node.get() instanceof Sequence sequence)
                || sequence.items().isEmpty()
                || sequence.items().size() > MOST) {
            fields.problem(
                    Key.BUDGETS,
                    "budgets must be " + Key.BUDGETS.form().describe() + ", 1 to " + MOST + " of them (got "
                            + (node.get() instanceof Sequence s
                                    ? s.items().size() + " of them"
                                    : node.get().shown())
                            + ")");
            return List.of(1);
        }
        List<Integer> budgets = new ArrayList<>();
        for (Node item : sequence.items()) {
            int known = fields.problems().count();
            int budget = (int) Fields.whole(item, "a budget", BUDGET, fields.problems());
            int last = budgets.isEmpty() ? 0 : budgets.get(budgets.size() - 1);
            boolean right = fields.problems().count() == known;
            if (right && budget > last) {
                budgets.add(budget);
            } else if (right) {
                fields.problems()
                        .add(item.place(), "budgets must ascend, each once (got " + budget + " after " + last + ")");
            }
        }
        return fields.problems().count() > before ? List.of(1) : budgets;
    }

    private static List<Integer> progression(Fields fields) {
        int from = (int) fields.whole(Key.BUDGETS_FROM);
        int to = (int) fields.whole(Key.BUDGETS_TO);
        double factor = fields.real(Key.BUDGETS_FACTOR);
        if (from > to) {
            fields.problem(Key.BUDGETS_FROM, "budgets.from must be at most budgets.to, " + to + " (got " + from + ")");
            return List.of(1);
        }
        List<Integer> budgets = new ArrayList<>();
        int last = 0;
        for (double exact = from; Math.rint(exact) < to; exact *= factor) {
            int budget = (int) Math.rint(exact);
            if (budget > last) {
                budgets.add(budget);
                last = budget;
            }
        }
        budgets.add(to);
        return budgets;
    }
}
