package dev.plateau.scenario;

import dev.plateau.catalog.Policies;
import dev.plateau.experiment.Bounds;
import dev.plateau.experiment.Entrant;
import dev.plateau.experiment.NamedWorld;
import dev.plateau.experiment.Service;
import dev.plateau.experiment.Study;
import dev.plateau.experiment.Thresholds;
import dev.plateau.experiment.VarianceReduction;
import dev.plateau.fleet.TableStepTime;
import dev.plateau.model.Difficulty;
import dev.plateau.model.Points;
import dev.plateau.model.World;
import dev.plateau.plan.PlanSpace;
import dev.plateau.policy.PolicyFactory;
import dev.plateau.result.BudgetUnit;
import dev.plateau.scenario.Node.Entry;
import dev.plateau.scenario.Node.Mapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a scenario. All mistakes of a file are found in one reading. */
final class ScenarioReader {
    private static final int LARGEST = 1_000_000;
    private static final int MOST_ROLLOUTS = 100_000;
    private static final int MOST_WORLDS = 1000;
    private static final Form.Text WORLD_NAME = new Form.Text(60);

    private final List<PolicyFactory> factories;
    private final ModelsReader models;
    private final HardwarePresets hardware = HardwarePresets.builtIn();

    /**
     * A reader.
     *
     * @param factories the policies that scenarios may name
     * @param presets the models that scenarios may name
     */
    ScenarioReader(List<PolicyFactory> factories, ModelPresets presets) {
        this.factories = List.copyOf(factories);
        this.models = new ModelsReader(presets);
    }

    /**
     * Reads a scenario.
     *
     * @param name of the scenario
     * @param source its text
     * @throws ScenarioException if anything is wrong with it
     */
    Scenario read(String name, Source source) throws ScenarioException {
        Problems problems = new Problems();
        String text = source.text(LARGEST, problems);
        Mapping root = YamlReader.read(source.name(), text, problems);
        List<SweepReader.Swept> swept = SweepReader.read(root, problems);
        swept.forEach(key -> problems.add(
                key.node().place(),
                key.key() + " is a list of values, which only 'plateau run' and 'plateau validate' take"));
        return read(name, source, text, SweepReader.first(root, swept), new CountsReader(source), problems);
    }

    /**
     * Reads a scenario of one or many points, each of which must be right.
     *
     * @param name of the scenario
     * @param source its text
     * @throws ScenarioException if anything is wrong with it
     */
    Sweep readSweep(String name, Source source) throws ScenarioException {
        Sweep sweep = sweep(name, source);
        sweep.check();
        return sweep;
    }

    /** Reads a scenario of which any number of keys have several values, but not yet its points. */
    Sweep sweep(String name, Source source) throws ScenarioException {
        Problems problems = new Problems();
        String text = source.text(LARGEST, problems);
        Mapping root = YamlReader.read(source.name(), text, problems);
        List<SweepReader.Swept> swept = SweepReader.read(root, problems);
        if (problems.count() > 0) {
            addOthers(name, source, text, root, swept, problems);
        }
        problems.throwIfAny();
        CountsReader counts = new CountsReader(source);
        return new Sweep(
                name,
                source.name(),
                text,
                root,
                swept,
                counts.texts(),
                (point, keys) -> read(point, source, text, keys, counts, new Problems()));
    }

    /** Adds what else is wrong with a sweep of which some values are given wrongly: with its first point. */
    private void addOthers(
            String name, Source source, String text, Mapping root, List<SweepReader.Swept> swept, Problems problems) {
        try {
            read(name, source, text, SweepReader.first(root, swept), new CountsReader(source), new Problems());
        } catch (ScenarioException e) {
            e.problems().stream()
                    .filter(problem -> swept.stream()
                            .noneMatch(key -> key.values().isEmpty()
                                    && problem.place()
                                            .equals(Optional.of(key.node().place()))))
                    .forEach(problems::add);
        }
    }

    private Scenario read(String name, Source source, String text, Mapping root, CountsReader counts, Problems problems)
            throws ScenarioException {
        Fields.checkKeys(withoutWorlds(root), "", Key.below(""), problems);
        Fields fields = new Fields(root, problems);
        List<NamedWorld> worlds = worlds(name, root, new WorldReader(counts, models), problems);
        List<Entrant> entrants = new PoliciesReader(factories, problems).read(fields);
        List<Integer> budgets = BudgetsReader.read(fields);
        BudgetUnit unit = BudgetUnit.valueOf(fields.choice(Key.BUDGET_UNIT).toUpperCase(Locale.ROOT));
        checkRollouts(fields, unit, budgets);
        checkReplay(fields, worlds, unit, budgets);
        String title = fields.text(Key.TITLE).orElse(name);
        String baseline = baseline(fields, entrants);
        double precision = fields.real(Key.PRECISION);
        long maxTasks = fields.whole(Key.MAX_TASKS);
        Thresholds thresholds = thresholds(fields, unit);
        long seed = fields.whole(Key.SEED);
        Optional<Bounds> bounds = fields.choice(Key.REGRET).equals("true")
                ? Optional.of(Policies.bounds(PoliciesReader.fallback(fields)))
                : Optional.empty();
        VarianceReduction reduction = reduction(fields);
        List<Service> services = fleets(
                        source, root, counts.texts(), problems, FleetReader.needs(entrants), Optional.empty())
                .read(root);
        checkModels(root, services, problems);
        if (!services.isEmpty() || root.entry(PlanReader.ROOT).isPresent()) {
            checkCalls(fields, worlds);
        }
        Optional<PlanSpace> plan = plan(source, root, worlds, entrants, problems);
        problems.throwIfAny();
        Study study = new Study(
                name,
                title,
                worlds,
                entrants,
                baseline,
                budgets,
                unit,
                precision,
                maxTasks,
                thresholds,
                seed,
                bounds,
                services,
                reduction);
        return new Scenario(source.name(), text, counts.texts(), study, plan);
    }

    /**
     * Reads a scenario whose numbers are to be moved.
     *
     * @param name of the scenario
     * @param source its text
     * @param request what is moved, and who takes part
     * @throws ScenarioException if anything is wrong with it
     */
    SettingSpace readSpace(String name, Source source, SettingSpace.Request request) throws ScenarioException {
        Scenario scenario = read(name, source);
        Problems problems = new Problems();
        Mapping root = YamlReader.read(source.name(), scenario.text(), problems);
        SettingSpace space = SettingSpace.of(
                scenario,
                root,
                new WorldReader(new CountsReader(source), models),
                factories.stream().map(PolicyFactory::id).toList(),
                new PoliciesReader(factories, problems),
                keys -> read(name, source, scenario.text(), keys, new CountsReader(source), new Problems()),
                request);
        problems.throwIfAny();
        return space;
    }

    /**
     * Reads what can be moved of a scenario beside the numbers of its world and the budget: those of its fleet, and of policies.
     *
     * @param name of the scenario
     * @param source its text
     * @param policies labels of the scenario, or ids; none for all of the scenario that are not told the truth
     * @throws ScenarioException if anything is wrong with it
     */
    List<Setting> readSettings(String name, Source source, List<String> policies) throws ScenarioException {
        Scenario scenario = read(name, source);
        Mapping root = YamlReader.read(source.name(), scenario.text(), new Problems());
        List<Setting> settings = new ArrayList<>(scenario.study().services().isEmpty() ? List.of() : Setting.ofFleet());
        List<Node> items = SettingSpace.items(
                scenario, root, factories.stream().map(PolicyFactory::id).toList(), policies, 1);
        List<Entrant> entrants = new PoliciesReader(factories, new Problems())
                .read(new Fields(SettingSpace.with(root, items), new Problems()));
        for (int i = 0; i < items.size(); i++) {
            settings.addAll(
                    Setting.ofPolicy(entrants.get(i).label(), PoliciesReader.parameters(factories, items.get(i))));
        }
        return settings;
    }

    /**
     * Reads what a scenario leaves to be decided.
     *
     * @param name of the scenario
     * @param source its text
     * @param request what is decided, and who takes part
     * @throws ScenarioException if anything is wrong with it
     */
    DecisionSpace readDecisions(String name, Source source, DecisionSpace.Request request) throws ScenarioException {
        Scenario scenario = read(name, source);
        return DecisionSpace.of(
                scenario,
                YamlReader.read(source.name(), scenario.text(), new Problems()),
                new WorldReader(new CountsReader(source), models),
                factories,
                request);
    }

    /**
     * Reads the fleets of a file, to serve requests to the policy model alone.
     *
     * @param source its text
     * @param table folder of a step table that goes before those of the file
     * @throws ScenarioException if anything is wrong with what concerns machines
     */
    FleetFile readFleets(Source source, Optional<Path> table) throws ScenarioException {
        Problems problems = new Problems();
        String text = source.text(LARGEST, problems);
        Mapping root = YamlReader.read(source.name(), text, problems);
        Fields.checkKeys(root, "", Key.below(""), problems);
        Map<String, String> inputs = new LinkedHashMap<>();
        Optional<TableStepTime> times = table.flatMap(folder -> StepTableReader.read(folder, inputs, problems));
        List<FleetReader.Described> fleets = fleets(source, root, inputs, problems, EnumSet.of(Role.POLICY), times)
                .describe(root);
        if (fleets.isEmpty()) {
            problems.add(root.place(), "there is no fleet: the file needs the key 'fleet' or 'fleets'");
        }
        long seed = new Fields(root, problems).whole(Key.SEED);
        problems.throwIfAny();
        Map<String, Map<String, String>> defaults = new LinkedHashMap<>();
        fleets.forEach(fleet -> defaults.put(fleet.service().fleet().name(), fleet.defaults()));
        List<Service> services =
                fleets.stream().map(FleetReader.Described::service).toList();
        return new FleetFile(source.name(), text, inputs, services, defaults, seed);
    }

    private FleetReader fleets(
            Source source,
            Mapping root,
            Map<String, String> texts,
            Problems problems,
            Set<Role> needed,
            Optional<TableStepTime> table) {
        HardwareReader accelerators = HardwareReader.read(root, hardware, problems);
        PoolReader pools = new PoolReader(source, accelerators, models, new StepTableReader(texts, problems), table);
        return new FleetReader(source, pools, texts, problems, needed);
    }

    /** Once the rest is right, so that what is wrong with a machine of a plan is due to the machine. */
    private Optional<PlanSpace> plan(
            Source source, Mapping root, List<NamedWorld> worlds, List<Entrant> entrants, Problems problems) {
        Optional<Entry> section = root.entry(PlanReader.ROOT);
        if (section.isEmpty() || problems.count() > 0) {
            return Optional.empty();
        }
        if (worlds.size() > 1) {
            problems.add(section.get().key().place(), "a plan is for one world; leave out 'worlds', or 'plan'");
        }
        return new PlanReader(source, root, hardware, models, entrants, problems).read();
    }

    /** What a fleet holds does not change from world to world. */
    private static void checkModels(Mapping root, List<Service> services, Problems problems) {
        if (services.isEmpty()
                || !(root.entry(Key.WORLDS.path()).map(Entry::value).orElse(null) instanceof Mapping named)) {
            return;
        }
        for (Entry world : named.entries()) {
            if (world.value() instanceof Mapping over) {
                over.entry("models")
                        .ifPresent(entry -> problems.add(
                                entry.key().place(),
                                "with a fleet all worlds have the same models; give 'models' outside of worlds"));
            }
        }
    }

    /** Machines serve one call after each text. */
    private static void checkCalls(Fields fields, List<NamedWorld> worlds) {
        if (worlds.stream().anyMatch(world -> world.world().verifier().calls() > 1)) {
            fields.problem(
                    Key.CALLS, "with a fleet or a plan verifier.calls must be 1: machines serve one call per text");
        }
    }

    /** The worlds are checked one by one, each as the keys that it overlays. */
    private static Mapping withoutWorlds(Mapping root) {
        List<Entry> others = root.entries().stream()
                .filter(entry -> !entry.key().text().equals(Key.WORLDS.path()))
                .toList();
        return new Mapping(root.place(), others);
    }

    private static List<NamedWorld> worlds(String name, Mapping root, WorldReader reader, Problems problems) {
        World base = reader.read(new Fields(root, problems));
        Optional<Node> node = root.entry(Key.WORLDS.path()).map(Entry::value);
        if (node.isEmpty()) {
            return List.of(new NamedWorld(name, base));
        }
        if (!(node.get() instanceof Mapping named)
                || named.entries().isEmpty()
                || named.entries().size() > MOST_WORLDS) {
            problems.add(
                    node.get().place(),
                    "worlds must be " + Key.WORLDS.form().describe() + ", 1 to " + MOST_WORLDS + " names (got "
                            + node.get().shown() + ")");
            return List.of();
        }
        List<NamedWorld> worlds = new ArrayList<>();
        for (Entry entry : named.entries()) {
            String world = Fields.text(entry.key(), "the name of a world", WORLD_NAME, problems);
            if (entry.value() instanceof Mapping over) {
                Fields.checkKeys(over, "", Key.WORLD_SECTIONS, problems);
                Fields fields = new Fields(Fields.overlay(root, over, ""), problems);
                worlds.add(new NamedWorld(name + "/" + world, reader.read(fields)));
            } else {
                problems.add(
                        entry.value().place(),
                        "the world " + entry.key().shown() + " must have keys (got "
                                + entry.value().shown() + "). Valid: " + String.join(", ", Key.WORLD_SECTIONS) + ".");
            }
        }
        return worlds;
    }

    /** Samples that are drawn without replacement run out. */
    private static void checkRollouts(Fields fields, BudgetUnit unit, List<Integer> budgets) {
        int largest = budgets.get(budgets.size() - 1);
        if (unit == BudgetUnit.ROLLOUTS && largest > MOST_ROLLOUTS) {
            fields.problem(
                    Key.BUDGETS, "a budget of rollouts must be at most " + MOST_ROLLOUTS + " (got " + largest + ")");
        }
    }

    private static void checkReplay(Fields fields, List<NamedWorld> worlds, BudgetUnit unit, List<Integer> budgets) {
        int largest = budgets.get(budgets.size() - 1);
        for (NamedWorld world : worlds) {
            if (world.world().difficulty().core() instanceof Difficulty.Empirical empirical && empirical.replay()) {
                int fewest = empirical.problems().stream()
                        .mapToInt(Difficulty.Count::samples)
                        .min()
                        .orElseThrow();
                if (unit != BudgetUnit.ROLLOUTS) {
                    fields.problem(Key.BUDGET_UNIT, "with replay budgets can only be of rollouts");
                } else if (largest > fewest) {
                    fields.problem(
                            Key.BUDGETS,
                            "with replay no budget can be above the smallest n_samples, " + fewest + " (got " + largest
                                    + ")");
                }
            }
        }
    }

    private static String baseline(Fields fields, List<Entrant> entrants) {
        List<String> labels = entrants.stream().map(Entrant::label).toList();
        Optional<String> given = fields.text(Key.BASELINE);
        if (given.isPresent() && !given.get().isEmpty() && !labels.contains(given.get())) {
            fields.problems().addUnknown(fields.place(Key.BASELINE), "no policy has the label", given.get(), labels);
        }
        return given.orElse(labels.isEmpty() ? "" : labels.get(0));
    }

    private static VarianceReduction reduction(Fields fields) {
        String spread = fields.choice(Key.DIFFICULTY_POINTS);
        Points points = Arrays.stream(Points.values())
                .filter(value -> value.id().equals(spread))
                .findFirst()
                .orElseThrow();
        boolean focus = isOn(fields, Key.FOCUS);
        boolean common = isOn(fields, Key.COMMON);
        boolean controls = isOn(fields, Key.CONTROLS);
        if (focus && points == Points.INDEPENDENT) {
            fields.problem(
                    Key.FOCUS,
                    "with variance-reduction.difficulty: independent there are no strata to take tasks from; set focus: false");
            focus = false;
        }
        if (controls && !common) {
            fields.problem(
                    Key.CONTROLS,
                    "with variance-reduction.common: false no task is that of all policies; set controls: false");
            controls = false;
        }
        return new VarianceReduction(
                points, focus, common, isOn(fields, Key.REPEATS), isOn(fields, Key.EXPECTATIONS), controls);
    }

    private static boolean isOn(Fields fields, Key key) {
        return fields.choice(key).equals("true");
    }

    /** What one rollout is taken to cost when thresholds are not given in the unit of the budgets. */
    private static double costOfRollout(BudgetUnit unit) {
        return switch (unit) {
            case ROLLOUTS -> 1;
            case TOKENS -> 500;
            case TFLOP -> 5;
        };
    }

    private static double threshold(Fields fields, Key key, BudgetUnit unit) {
        return fields.real(key) / (fields.node(key.path()).isPresent() ? 1 : costOfRollout(unit));
    }

    private static Thresholds thresholds(Fields fields, BudgetUnit unit) {
        double efficient = threshold(fields, Key.EFFICIENT, unit);
        double saturated = threshold(fields, Key.SATURATED, unit);
        if (efficient > saturated) {
            return new Thresholds(efficient, saturated);
        }
        fields.problem(
                Key.EFFICIENT,
                "thresholds.efficient must be above thresholds.saturated, " + saturated + " (got " + efficient + ")");
        return new Thresholds(1, 0.5);
    }
}
