package dev.plateau.scenario;

import dev.plateau.experiment.Entrant;
import dev.plateau.experiment.NamedWorld;
import dev.plateau.experiment.Service;
import dev.plateau.experiment.Study;
import dev.plateau.fleet.Traffic;
import dev.plateau.model.World;
import dev.plateau.result.Range;
import dev.plateau.scenario.Node.Entry;
import dev.plateau.scenario.Node.Mapping;
import dev.plateau.scenario.Node.Scalar;
import dev.plateau.scenario.Node.Sequence;
import dev.plateau.sensitivity.Cases;
import dev.plateau.terrain.Duel;
import dev.plateau.terrain.Worlds;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The worlds that a scenario has when some of its numbers are moved. Of a scenario with several worlds, the keys outside of
 * {@code worlds} count. Of the shares of an attempt those that are moved are taken as they are, and the others keep their proportion
 * in what is left of 1.
 */
public final class SettingSpace implements MovedScenario, Worlds, Duel.Space {
    private static final List<Key> SHARES = List.of(Key.DIRECTION_SHARE, Key.STEPS_SHARE, Key.FINISH_SHARE);
    private static final int DECIMALS = 6;
    private static final Set<String> NOT_WRITTEN = Set.of(
            "title",
            "seed",
            "worlds",
            "fleet",
            "fleets",
            "hardware",
            "plan",
            "policies",
            "baseline",
            "budgets",
            "regret");

    private final Scenario scenario;
    private final Mapping root;
    private final WorldReader reader;
    private final List<Range> ranges;
    private final List<Entrant> entrants;
    private final List<Node> policies;
    private final int budget;
    private final Whole whole;
    private final Optional<Integer> served;

    /** Reads a scenario of which all keys are given. */
    interface Whole {
        Scenario read(Mapping keys) throws ScenarioException;
    }

    private SettingSpace(
            Scenario scenario,
            Mapping root,
            WorldReader reader,
            List<Range> ranges,
            List<Entrant> entrants,
            List<Node> policies,
            int budget,
            Whole whole,
            Optional<Integer> served) {
        this.scenario = scenario;
        this.root = root;
        this.reader = reader;
        this.ranges = List.copyOf(ranges);
        this.entrants = List.copyOf(entrants);
        this.policies = List.copyOf(policies);
        this.budget = budget;
        this.whole = whole;
        this.served = served;
    }

    /**
     * What is asked of a scenario.
     *
     * @param ranges settings that are moved
     * @param policies labels of the scenario, or ids; none for all of the scenario that are not told the truth
     * @param budget in the scenario's unit; none for its largest
     * @param fewest policies that must take part
     */
    public record Request(List<Range> ranges, List<String> policies, Optional<Integer> budget, int fewest) {
        /** Copies the lists. */
        public Request {
            ranges = List.copyOf(ranges);
            policies = List.copyOf(policies);
        }

        /** A request of two policies at least. */
        public Request(List<Range> ranges, List<String> policies, Optional<Integer> budget) {
            this(ranges, policies, budget, 2);
        }
    }

    /**
     * Reads a space.
     *
     * @param scenario that was read
     * @param root its keys
     * @param reader of worlds
     * @param known ids of all policies
     * @param policies reads who takes part
     * @param whole reads what all keys say together
     */
    static SettingSpace of(
            Scenario scenario,
            Mapping root,
            WorldReader reader,
            List<String> known,
            PoliciesReader policies,
            Whole whole,
            Request request)
            throws ScenarioException {
        List<Node> items = items(scenario, root, known, request.policies(), request.fewest());
        List<Entrant> entrants = policies.read(new Fields(with(root, items), new Problems()));
        boolean moved = request.ranges().stream().anyMatch(range -> range.key().equals(RangeReader.BUDGET));
        if (moved && request.budget().isPresent()) {
            throw wrong("--budget and --over " + RangeReader.BUDGET + " exclude each other");
        }
        List<Integer> budgets = scenario.study().budgets();
        return new SettingSpace(
                scenario,
                root,
                reader,
                request.ranges(),
                entrants,
                items,
                request.budget().orElse(budgets.get(budgets.size() - 1)),
                whole,
                Optional.empty());
    }

    private static ScenarioException wrong(String text) {
        return new ScenarioException(List.of(Problem.of(text)));
    }

    static Mapping with(Mapping root, List<Node> policies) {
        Entry entry =
                new Entry(new Scalar(root.place(), Key.POLICIES.path(), true), new Sequence(root.place(), policies));
        return Fields.overlay(root, new Mapping(root.place(), List.of(entry)), "");
    }

    /** The policies as the file would name them. */
    static List<Node> items(Scenario scenario, Mapping root, List<String> known, List<String> words, int fewest)
            throws ScenarioException {
        List<Entrant> own = scenario.study().entrants();
        List<Node> given = root.entry(Key.POLICIES.path()).map(Entry::value).orElse(null) instanceof Sequence sequence
                ? sequence.items()
                : List.of(new Scalar(root.place(), own.get(0).label(), true));
        List<String> wanted = words.isEmpty()
                ? own.stream()
                        .filter(entrant -> !entrant.readsTruth())
                        .map(Entrant::label)
                        .toList()
                : words;
        List<String> labels = own.stream().map(Entrant::label).toList();
        List<String> valid = new ArrayList<>(labels);
        known.stream().filter(id -> !labels.contains(id)).forEach(valid::add);
        List<Node> items = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String word : wanted) {
            if (!valid.contains(word)) {
                throw wrong(Problems.unknown("--policy: no policy", word, "", valid));
            }
            if (!seen.add(word)) {
                throw wrong("--policy: " + word + " is given twice");
            }
            items.add(labels.contains(word) ? given.get(labels.indexOf(word)) : new Scalar(root.place(), word, true));
        }
        if (items.size() < fewest) {
            throw wrong("there must be " + (fewest == 1 ? "a policy" : "two policies at least") + "; the scenario has "
                    + String.join(", ", labels) + ". Add --policy" + (fewest == 1 ? "" : ", twice"));
        }
        return items;
    }

    /** Who takes part. */
    public List<Entrant> entrants() {
        return entrants;
    }

    @Override
    public Scenario scenario() {
        return scenario;
    }

    @Override
    public List<String> over() {
        return ranges.stream()
                .map(range -> range.key() + "=" + Range.plain(range.low()) + ".." + Range.plain(range.high())
                        + (range.logarithmic() ? ",log" : ""))
                .toList();
    }

    /** What the base world is called. */
    public String title() {
        return root.entry(Key.WORLDS.path()).isPresent()
                ? "base world of " + scenario.name()
                : scenario.study().title();
    }

    /** What may be spent, in words. */
    public String budgetInWords() {
        if (ranges.stream().anyMatch(range -> range.key().equals(RangeReader.BUDGET))) {
            return "budgets as on the axis";
        }
        return "budget " + budget + " "
                + (budget == 1
                        ? scenario.study().unit().singular()
                        : scenario.study().unit().plural());
    }

    @Override
    public List<String> warnings() {
        return served.isEmpty()
                ? warnings(scenario, root)
                : Stream.concat(
                                worldsLeftOut(root),
                                root.entry(Key.FLEETS.path()).stream()
                                        .map(entry ->
                                                "The scenario has several fleets; the keys outside of 'fleets' count."))
                        .toList();
    }

    private static Stream<String> worldsLeftOut(Mapping root) {
        return root.entry(Key.WORLDS.path()).stream()
                .map(entry -> "The scenario has several worlds; the keys outside of 'worlds' count.");
    }

    /** What is left out of a scenario whose numbers are moved. */
    static List<String> warnings(Scenario scenario, Mapping root) {
        List<String> warnings = new ArrayList<>(worldsLeftOut(root).toList());
        if (!scenario.study().services().isEmpty()) {
            warnings.add("Machines are left out: accuracies are those of policies that are never late.");
        }
        return warnings;
    }

    /** The same with those settings alone that the base has too: another law, or steps by their hazard, would be replaced. */
    public SettingSpace applicable() {
        double[] base = base();
        List<Range> applicable = new ArrayList<>();
        for (int i = 0; i < base.length; i++) {
            if (!Double.isNaN(base[i])) {
                applicable.add(ranges.get(i));
            }
        }
        return new SettingSpace(scenario, root, reader, applicable, entrants, policies, budget, whole, served);
    }

    /** The same on the scenario's machines, by which so many tasks are served. */
    public SettingSpace served(int tasks) throws ScenarioException {
        if (scenario.study().services().isEmpty()) {
            throw wrong("the scenario has no fleet, so nothing can be asked about one");
        }
        return new SettingSpace(scenario, root, reader, ranges, entrants, policies, budget, whole, Optional.of(tasks));
    }

    /** Worlds, policies and machines at settings. */
    public Cases cases() {
        return settings -> at(settings).flatMap(place -> {
            try {
                Optional<Study> study = isOfWorld()
                        ? Optional.empty()
                        : Optional.of(whole(settings).study());
                return Optional.of(new Cases.Case(
                        place.world(),
                        study.map(Study::entrants).orElse(entrants),
                        place.budget(),
                        served.map(tasks -> service(study.orElseThrow(), tasks))));
            } catch (ScenarioException e) {
                return Optional.empty();
            }
        });
    }

    private static Service service(Study study, int tasks) {
        Service service = study.services().get(0);
        return service.traffic() instanceof Traffic.Recorded ? service : service.withTasks(tasks);
    }

    /** Whether nothing is moved but numbers of the world and the budget, and no machines are asked about. */
    private boolean isOfWorld() {
        return served.isEmpty()
                && ranges.stream().allMatch(range -> Key.exists(range.key()) && !isOfFleet(range.key()));
    }

    private static boolean isOfFleet(String path) {
        return path.startsWith("fleet.");
    }

    private Scenario whole(double[] settings) throws ScenarioException {
        Mapping keys = with(moved(settings, new Problems()), moved(settings));
        Set<String> idle = new HashSet<>(Set.of("worlds", "fleets", "plan", "baseline", "regret"));
        if (served.isEmpty()) {
            idle.add("fleet");
        }
        return whole.read(new Mapping(
                keys.place(),
                keys.entries().stream()
                        .filter(entry -> !idle.contains(entry.key().text()))
                        .toList()));
    }

    /** The policies with those of their parameters that are moved. */
    private List<Node> moved(double[] settings) {
        List<Node> moved = new ArrayList<>(policies);
        for (int i = 0; i < settings.length; i++) {
            for (int e = 0; e < moved.size(); e++) {
                String prefix = entrants.get(e).label() + ".";
                String key = ranges.get(i).key();
                if (!Key.exists(key) && key.startsWith(prefix) && !Double.isNaN(settings[i])) {
                    moved.set(
                            e,
                            PoliciesReader.with(
                                    moved.get(e), key.substring(prefix.length()), Range.plain(settings[i])));
                }
            }
        }
        return moved;
    }

    @Override
    public List<Range> ranges() {
        return ranges;
    }

    /**
     * Refuses ranges that lead out of what worlds can be.
     *
     * @param places settings that must be possible
     */
    public void check(List<double[]> places) throws ScenarioException {
        for (double[] place : places) {
            Problems problems = new Problems();
            world(place, problems);
            if (problems.count() == 0 && !isOfWorld()) {
                try {
                    whole(place);
                } catch (ScenarioException e) {
                    e.problems().forEach(problem -> problems.add(problem));
                }
            }
            Optional<Problem> first = problems.first();
            if (first.isPresent()) {
                List<String> at = new ArrayList<>();
                for (int i = 0; i < place.length; i++) {
                    if (!Double.isNaN(place[i])) {
                        at.add(ranges.get(i).key() + " " + Range.plain(place[i]));
                    }
                }
                throw wrong("--over: no world has " + (at.isEmpty() ? "the base" : String.join(", ", at)) + ": "
                        + first.get().text());
            }
        }
    }

    /** Refuses ranges whose ends lead out of what worlds can be while all others are as in the base. */
    public void checkEnds() throws ScenarioException {
        List<double[]> places = new ArrayList<>();
        double[] base = new double[ranges.size()];
        Arrays.fill(base, Double.NaN);
        places.add(base);
        for (int i = 0; i < base.length; i++) {
            for (double end : new double[] {ranges.get(i).low(), ranges.get(i).high()}) {
                double[] place = base.clone();
                place[i] = end;
                places.add(place);
            }
        }
        check(places);
    }

    @Override
    public Optional<Place> at(double[] settings) {
        Problems problems = new Problems();
        World world = world(settings, problems);
        int rollouts = budget;
        for (int i = 0; i < settings.length; i++) {
            if (ranges.get(i).key().equals(RangeReader.BUDGET) && !Double.isNaN(settings[i])) {
                rollouts = (int) settings[i];
            }
        }
        return problems.count() > 0
                ? Optional.empty()
                : Optional.of(new Place(new NamedWorld(scenario.name(), world), rollouts));
    }

    private World world(double[] settings, Problems problems) {
        return reader.read(new Fields(moved(settings, problems), problems));
    }

    /** The keys with the settings laid over them. */
    private Mapping moved(double[] settings, Problems problems) {
        Mapping moved = root;
        for (int i = 0; i < settings.length; i++) {
            String key = ranges.get(i).key();
            if (!Double.isNaN(settings[i])
                    && Key.exists(key)
                    && !key.equals(RangeReader.BUDGET)
                    && share(key).isEmpty()) {
                moved = laid(moved, key, number(settings[i]));
            }
        }
        return shared(moved, settings, problems);
    }

    private static Optional<Key> share(String path) {
        return SHARES.stream().filter(key -> key.path().equals(path)).findFirst();
    }

    /** A mapping with a value laid over it at a path. */
    static Mapping laid(Mapping over, String path, Node value) {
        String[] names = path.split("\\.", -1);
        Node node = value;
        for (int i = names.length - 1; i >= 0; i--) {
            node = new Mapping(over.place(), List.of(new Entry(new Scalar(over.place(), names[i], true), node)));
        }
        return Fields.overlay(over, (Mapping) node, "");
    }

    private Scalar number(double value) {
        return new Scalar(root.place(), Range.plain(value), true);
    }

    /** Those of the shares that are moved; NaN for the others. */
    private double[] movedShares(double[] settings) {
        double[] shares = {Double.NaN, Double.NaN, Double.NaN};
        for (int i = 0; i < settings.length; i++) {
            Optional<Key> key = share(ranges.get(i).key());
            if (key.isPresent()) {
                shares[SHARES.indexOf(key.get())] = settings[i];
            }
        }
        return shares;
    }

    private double[] baseShares() {
        Fields fields = new Fields(root, new Problems());
        double direction = fields.real(Key.DIRECTION_SHARE);
        double steps = fields.real(Key.STEPS_SHARE);
        return new double[] {direction, steps, Math.max(0, 1 - direction - steps)};
    }

    private Mapping shared(Mapping over, double[] settings, Problems problems) {
        double[] shares = movedShares(settings);
        if (Arrays.stream(shares).allMatch(Double::isNaN)) {
            return over;
        }
        double[] base = baseShares();
        double taken =
                Arrays.stream(shares).filter(share -> !Double.isNaN(share)).sum();
        double others = 0;
        int free = 0;
        for (int i = 0; i < shares.length; i++) {
            others += Double.isNaN(shares[i]) ? base[i] : 0;
            free += Double.isNaN(shares[i]) ? 1 : 0;
        }
        for (int i = 0; i < shares.length; i++) {
            if (Double.isNaN(shares[i])) {
                shares[i] = Math.max(0, 1 - taken) * (others > 0 ? base[i] / others : 1.0 / free);
            }
        }
        BigDecimal direction = rounded(shares[0]);
        BigDecimal steps = rounded(shares[1]);
        BigDecimal finish = BigDecimal.ONE.subtract(direction).subtract(steps);
        boolean whole = free > 0 || Math.abs(taken - 1) <= 1e-6;
        if (finish.signum() < 0 || !whole) {
            problems.add(
                    new Fields(root, problems).place("attempts.shares"),
                    "the attempts.shares that are moved sum to " + Range.plain(taken)
                            + (free > 0 ? ", which is above 1" : "; all three must sum to 1"));
            return over;
        }
        Mapping moved = over;
        List<BigDecimal> values = List.of(direction, steps, finish);
        for (int i = 0; i < values.size(); i++) {
            moved = laid(
                    moved,
                    SHARES.get(i).path(),
                    new Scalar(root.place(), values.get(i).stripTrailingZeros().toPlainString(), true));
        }
        return moved;
    }

    private static BigDecimal rounded(double share) {
        return BigDecimal.valueOf(share).setScale(DECIMALS, RoundingMode.DOWN);
    }

    @Override
    public double[] mended(double[] settings) {
        double[] mended = settings.clone();
        double[] shares = movedShares(settings);
        double sum = Arrays.stream(shares).filter(share -> !Double.isNaN(share)).sum();
        boolean all = Arrays.stream(shares).noneMatch(Double::isNaN);
        if (sum > 1 || (all && sum > 0)) {
            for (int i = 0; i < mended.length; i++) {
                if (share(ranges.get(i).key()).isPresent()) {
                    mended[i] = rounded(mended[i] / sum).doubleValue();
                }
            }
        }
        return mended;
    }

    @Override
    public double[] base() {
        return ranges.stream().mapToDouble(range -> base(range.key())).toArray();
    }

    private double base(String path) {
        if (path.equals(RangeReader.BUDGET)) {
            return budget;
        }
        Optional<Key> share = share(path);
        if (share.isPresent()) {
            return baseShares()[SHARES.indexOf(share.get())];
        }
        Optional<Node> node = new Fields(root, new Problems()).node(path);
        if (node.isPresent()) {
            return node.get() instanceof Scalar scalar ? Double.parseDouble(scalar.text()) : Double.NaN;
        }
        if (otherLaw(path).isPresent() || !Key.exists(path)) {
            return Double.NaN;
        }
        Object fallback = Key.at(path).fallback();
        return fallback instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** The section of laws in which the base has another one than a key belongs to. */
    private Optional<String> otherLaw(String path) {
        for (String section : Key.ALTERNATIVES) {
            if (path.startsWith(section + ".")) {
                Optional<Node> node = new Fields(root, new Problems()).node(section);
                String law = RangeReader.law(path, section);
                boolean same = node.orElse(null) instanceof Mapping mapping
                        ? mapping.entry(law).isPresent()
                        : List.of("beta", "zipf").contains(law);
                return same ? Optional.empty() : Optional.of(section);
            }
        }
        return Optional.empty();
    }

    @Override
    public List<Duel.Group> groups() {
        List<Duel.Group> groups = new ArrayList<>();
        Set<String> together = new HashSet<>();
        long shares =
                ranges.stream().filter(range -> share(range.key()).isPresent()).count();
        for (int i = 0; i < ranges.size(); i++) {
            String path = ranges.get(i).key();
            Optional<String> section =
                    share(path).isPresent() && shares > 1 ? Optional.of("attempts.shares") : otherLaw(path);
            if (section.isEmpty()) {
                groups.add(new Duel.Group(path, List.of(i), inBase(path)));
            } else if (together.add(section.get())) {
                List<Integer> members = new ArrayList<>();
                for (int j = 0; j < ranges.size(); j++) {
                    if (ranges.get(j).key().startsWith(section.get() + ".")) {
                        members.add(j);
                    }
                }
                groups.add(new Duel.Group(section.get(), members, inBase(section.get())));
            }
        }
        return groups;
    }

    private String inBase(String path) {
        Optional<Node> node = new Fields(root, new Problems()).node(path);
        if (node.isPresent()) {
            return flow(node.get()).replaceAll("^\\{|\\}$", "");
        }
        double base = Key.exists(path) ? base(path) : Double.NaN;
        return Double.isNaN(base) ? "as by default" : Range.plain(base);
    }

    /** Refuses a scenario that another file cannot repeat. */
    public void checkWritable() throws ScenarioException {
        Fields fields = new Fields(root, new Problems());
        if (fields.has(Key.COUNTS_FILE)) {
            throw new ScenarioException(List.of(Problem.at(
                    fields.place(Key.COUNTS_FILE),
                    "the world that is sought is written to a file of its own, which cannot name this one. Maybe give the"
                            + " difficulty as a mixture, which 'plateau calibrate' makes of counts")));
        }
    }

    /**
     * The text of a scenario in which the policies meet at some settings.
     *
     * @param settings a value for each range
     * @param title of it
     * @param origin lines of comment
     * @param seed of it
     */
    public String text(double[] settings, String title, List<String> origin, long seed) {
        StringBuilder text = new StringBuilder();
        origin.forEach(
                line -> text.append("# ").append(FittedScenario.line(line)).append('\n'));
        text.append("title: ").append(FittedScenario.quoted(title)).append('\n');
        text.append("seed: ").append(seed).append('\n');
        Place place = at(settings).orElseThrow(() -> new IllegalArgumentException("no such world"));
        for (Entry entry : moved(settings, new Problems()).entries()) {
            if (!NOT_WRITTEN.contains(entry.key().text())) {
                text.append(entry.key().text()).append(':');
                if (entry.value() instanceof Mapping section) {
                    text.append('\n');
                    section.entries()
                            .forEach(inner -> text.append("  ")
                                    .append(inner.key().text())
                                    .append(": ")
                                    .append(flow(inner.value()))
                                    .append('\n'));
                } else {
                    text.append(' ').append(flow(entry.value())).append('\n');
                }
            }
        }
        text.append("policies: ")
                .append(flow(new Sequence(root.place(), policies)))
                .append('\n');
        text.append("baseline: ")
                .append(FittedScenario.quoted(entrants.get(1).label()))
                .append('\n');
        text.append("budgets: [").append(place.budget()).append("]\n");
        return text.toString();
    }

    private static String flow(Node node) {
        if (node instanceof Mapping mapping) {
            return mapping.entries().stream()
                    .map(entry -> entry.key().text() + ": " + flow(entry.value()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node instanceof Sequence sequence) {
            return sequence.items().stream().map(SettingSpace::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        Scalar scalar = (Scalar) node;
        return scalar.plain() ? scalar.text() : FittedScenario.quoted(scalar.text());
    }
}
