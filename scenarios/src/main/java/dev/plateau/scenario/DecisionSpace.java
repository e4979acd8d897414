package dev.plateau.scenario;

import dev.plateau.experiment.Entrant;
import dev.plateau.experiment.NamedWorld;
import dev.plateau.model.World;
import dev.plateau.policy.Parameter;
import dev.plateau.policy.PolicyFactory;
import dev.plateau.rank.Contestant;
import dev.plateau.result.BudgetUnit;
import dev.plateau.scenario.Node.Mapping;
import dev.plateau.scenario.Node.Scalar;
import dev.plateau.select.Selection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a scenario leaves to be decided: policies, each with every combination of the values of its decisions, at every budget. */
public final class DecisionSpace implements MovedScenario {
    private static final int MOST = 1000;
    private static final Form ROLLOUTS = new Form.Whole(1, 100_000);

    private final Scenario scenario;
    private final Mapping root;
    private final WorldReader worlds;
    private final List<PolicyFactory> factories;
    private final List<String> over;
    private final List<Contestant> contestants = new ArrayList<>();

    /**
     * What is asked of a scenario.
     *
     * @param over words of {@code --over}
     * @param policies labels of the scenario, or ids; none for all of the scenario that are not told the truth
     * @param budget in the scenario's unit; if there is none and no budgets are among {@code over}, its largest or all
     * @param all whether all budgets of the scenario are alternatives then
     */
    public record Request(List<String> over, List<String> policies, Optional<Integer> budget, boolean all) {
        /** Copies the lists. */
        public Request {
            over = List.copyOf(over);
            policies = List.copyOf(policies);
        }
    }

    private DecisionSpace(
            Scenario scenario, Mapping root, WorldReader worlds, List<PolicyFactory> factories, List<String> over) {
        this.scenario = scenario;
        this.root = root;
        this.worlds = worlds;
        this.factories = factories;
        this.over = over;
    }

    /**
     * Reads a space.
     *
     * @param scenario that was read
     * @param root its keys
     * @param worlds reads worlds
     * @param factories of all policies
     */
    static DecisionSpace of(
            Scenario scenario, Mapping root, WorldReader worlds, List<PolicyFactory> factories, Request request)
            throws ScenarioException {
        DecisionSpace space = new DecisionSpace(scenario, root, worlds, factories, request.over());
        space.fill(request);
        return space;
    }

    /** Who is compared. */
    public List<Contestant> contestants() {
        return contestants;
    }

    /** What the base world is called, and what budgets count if they are not rollouts. */
    public String title() {
        BudgetUnit unit = scenario.study().unit();
        return (root.entry(Key.WORLDS.path()).isPresent()
                        ? "Base world of " + scenario.name()
                        : scenario.study().title())
                + (unit == BudgetUnit.ROLLOUTS ? "" : ", budgets in " + unit.plural());
    }

    /** How many alternatives there are. */
    public int alternatives() {
        return contestants.stream()
                .mapToInt(contestant -> contestant.budgets().size())
                .sum();
    }

    @Override
    public Scenario scenario() {
        return scenario;
    }

    @Override
    public List<String> over() {
        return over;
    }

    @Override
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(SettingSpace.warnings(scenario, root));
        String told = contestants.stream()
                .map(Contestant::entrant)
                .filter(Entrant::readsTruth)
                .map(Entrant::label)
                .distinct()
                .collect(Collectors.joining(", "));
        if (!told.isEmpty()) {
            warnings.add("Told the truth, so that no system can run it: " + told + ".");
        }
        return warnings;
    }

    private void fill(Request request) throws ScenarioException {
        List<String> known = factories.stream().map(PolicyFactory::id).toList();
        List<Node> items = SettingSpace.items(scenario, root, known, request.policies(), 1);
        List<Entrant> entrants = entrants(root, items, "");
        Map<String, List<Parameter>> parameters = new LinkedHashMap<>();
        for (int i = 0; i < items.size(); i++) {
            parameters.put(entrants.get(i).label(), PoliciesReader.parameters(factories, items.get(i)));
        }
        boolean rollouts = scenario.study().unit() == BudgetUnit.ROLLOUTS;
        Map<String, List<String>> decisions =
                new DecisionReader(rollouts ? ROLLOUTS : Key.BUDGETS_TO.form(), parameters).read(request.over());
        List<Integer> budgets = budgets(request, decisions);
        for (int i = 0; i < items.size(); i++) {
            add(items.get(i), entrants.get(i), decisions, budgets);
        }
        refuseIdle(decisions);
        if (alternatives() < 2) {
            throw new ScenarioException(List.of(Problem.of(
                    "there must be two alternatives at least: another --policy, or values of a decision by --over")));
        }
    }

    private List<Entrant> entrants(Mapping keys, List<Node> items, String what) throws ScenarioException {
        Problems problems = new Problems();
        List<Entrant> entrants =
                new PoliciesReader(factories, problems).read(new Fields(SettingSpace.with(keys, items), problems));
        if (problems.first().isPresent()) {
            throw DecisionReader.wrong(what + ": " + problems.first().get().text());
        }
        return entrants;
    }

    private List<Integer> budgets(Request request, Map<String, List<String>> decisions) throws ScenarioException {
        List<String> given = decisions.get(RangeReader.BUDGET);
        if (given != null && request.budget().isPresent()) {
            throw new ScenarioException(
                    List.of(Problem.of("--budget and --over " + RangeReader.BUDGET + " exclude each other")));
        }
        if (given != null) {
            return given.stream()
                    .map(text -> (int) Double.parseDouble(text))
                    .sorted()
                    .toList();
        }
        List<Integer> own = scenario.study().budgets();
        return request.budget().map(List::of).orElse(request.all() ? own : List.of(own.get(own.size() - 1)));
    }

    /** Every combination of the values of all decisions that a policy has. */
    private void add(Node item, Entrant entrant, Map<String, List<String>> decisions, List<Integer> budgets)
            throws ScenarioException {
        String label = entrant.label();
        List<Map<String, String>> combinations = List.of(Map.of());
        for (Map.Entry<String, List<String>> decision : decisions.entrySet()) {
            if (concerns(decision.getKey(), entrant)) {
                combinations = combinations.stream()
                        .flatMap(
                                some -> decision.getValue().stream().map(value -> with(some, decision.getKey(), value)))
                        .toList();
            }
            if ((long) combinations.size() * budgets.size() + alternatives() > MOST) {
                throw DecisionReader.wrong("there are more than " + MOST + " alternatives");
            }
        }
        Set<Map<String, String>> distinct = combinations.stream()
                .map(some -> withoutIdleGate(some, entrant))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        for (Map<String, String> some : distinct) {
            contestants.add(contestant(item, some, budgets, label));
        }
    }

    private static boolean concerns(String key, Entrant entrant) {
        boolean ofVote = DecisionReader.OF_VOTE.stream().anyMatch(k -> k.path().equals(key));
        boolean ofWorld =
                DecisionReader.OF_WORLD.stream().anyMatch(k -> k.path().equals(key));
        return ofWorld || (ofVote && !entrant.policy().get().choosesAnswer()) || key.startsWith(entrant.label() + ".");
    }

    private static Map<String, String> with(Map<String, String> some, String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(some);
        more.put(key, value);
        return more;
    }

    /** A gate has no part in other votes. */
    private static Map<String, String> withoutIdleGate(Map<String, String> some, Entrant entrant) {
        String select =
                some.getOrDefault(Key.SELECT.path(), entrant.selection().rule().id());
        Map<String, String> left = new LinkedHashMap<>(some);
        if (!select.equals(Selection.Rule.VERIFIER_GATED.id())) {
            left.remove(Key.GATE.path());
        }
        return left;
    }

    private Contestant contestant(Node item, Map<String, String> decisions, List<Integer> budgets, String label)
            throws ScenarioException {
        List<String> words = new ArrayList<>();
        Mapping keys = root;
        Node own = item;
        for (Map.Entry<String, String> decision : decisions.entrySet()) {
            String key = decision.getKey();
            if (DecisionReader.OF_WORLD.stream().anyMatch(k -> k.path().equals(key))) {
                keys = SettingSpace.laid(keys, key, new Scalar(item.place(), decision.getValue(), true));
                words.add(key + " " + decision.getValue());
            } else {
                String name = key.startsWith(label + ".") ? key.substring(label.length() + 1) : key;
                own = PoliciesReader.with(own, name, decision.getValue());
                words.add(name + " " + decision.getValue());
            }
        }
        String settings = String.join(", ", words);
        Problems problems = new Problems();
        World world = worlds.read(new Fields(keys, problems));
        if (problems.first().isPresent()) {
            throw DecisionReader.wrong(
                    "no world has " + settings + ": " + problems.first().get().text());
        }
        Entrant decided =
                entrants(keys, List.of(own), label + " with " + settings).get(0);
        return new Contestant(
                settings,
                new Entrant(label, decided.policy(), decided.selection()),
                new NamedWorld(scenario.name(), world),
                budgets);
    }

    /** A decision that nobody who takes part has. */
    private void refuseIdle(Map<String, List<String>> decisions) throws ScenarioException {
        for (String key : decisions.keySet()) {
            boolean used = key.equals(RangeReader.BUDGET)
                    || contestants.stream()
                            .anyMatch(contestant -> (", " + contestant.settings()).contains(", " + key + " "))
                    || contestants.stream()
                            .anyMatch(contestant ->
                                    key.startsWith(contestant.entrant().label() + "."));
            if (!used) {
                throw DecisionReader.wrong(
                        key.equals(Key.GATE.path())
                                ? "gate needs select: " + Selection.Rule.VERIFIER_GATED.id()
                                : key + " does not apply: all policies that take part choose the answer themselves");
            }
        }
    }
}
