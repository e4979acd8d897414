package dev.plateau.run;

import dev.plateau.fleet.Fleet;
import dev.plateau.fleet.FleetSpec;
import dev.plateau.fleet.Meter;
import dev.plateau.fleet.Pool;
import dev.plateau.fleet.PoolSpec;
import dev.plateau.fleet.Timeline;
import dev.plateau.fleet.Traffic;
import dev.plateau.kernel.EventType;
import dev.plateau.kernel.Kernel;
import dev.plateau.model.TaskTree;
import dev.plateau.policy.Policy;
import dev.plateau.random.KeyedStream;
import dev.plateau.random.Keys;
import dev.plateau.random.Permutation;
import dev.plateau.random.Purpose;
import dev.plateau.select.Selection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One replication: tasks arrive at a fleet and are searched for by one policy at one budget (MODEL section 12). The searches
 * are those of {@link TaskRunner}, and so are their answers, on whatever machines: only a deadline, which ends a search with
 * the best of what is over, can change them.
 *
 * <p>With open traffic the first tasks warm the fleet up and are not counted, and tasks go on arriving until the last counted
 * one is over; the work is metered from the arrival of the first counted task to that of the first after them. With a closed
 * batch or a recorded trace all tasks are counted, and the work is metered from the first arrival to the last answer.
 *
 * <p>Under open traffic that is far beyond the fleet, a search whose stages wait behind all that arrived meanwhile would never
 * end. So the replication ends when ten times as many tasks as are asked for, and twice as many as the fleet has sequences, are
 * under way.
 *
 * <p>A batch policy shares its budget among the tasks of a block, as it does without machines; its attempts at a task are asked
 * for at once.
 */
public final class FleetRun {
    private static final int SPANS = 256;
    /** Tasks for each task that is asked for, and for each sequence that the fleet can serve at once, that may be under way. */
    private static final long FLOOD_TASKS = 10;

    private static final long FLOOD_SEQUENCES = 2;
    /** The same where a deadline ends every task. */
    private static final long FLOOD_CUT = 1_000_000;

    private final TaskTree tree;
    private final Recorder recorder;
    private final FleetSpec spec;
    private final Traffic traffic;
    private final int warmUp;
    private final int tasks;
    private final double deadline;
    private final double urgentShare;
    private final long urgencyKey;
    private final KeyedStream stream = new KeyedStream();
    private final long firstTask;
    private final long orderKey;

    private final Kernel kernel = new Kernel();
    private final Timeline timeline;
    private final Fleet fleet;
    private final EventType arrival;
    private final EventType expiry;
    private final Traffic.Arrivals arrivals;
    private final List<ServedTask> slots = new ArrayList<>();
    private final ArrayDeque<ServedTask> free = new ArrayDeque<>();

    private final FleetSample.@Nullable Answered[] answered;
    private final double[] arrived;
    private final long flood;
    private @Nullable FleetTrace trace;
    private boolean flooded;
    private long done;
    private double limit = Double.POSITIVE_INFINITY;
    private int judged;
    private int late;
    private long begun;
    private int counted;
    private long finishedInWindow;
    private boolean metering;
    private boolean metered;
    private double windowStart;
    private double windowEnd;
    private List<Meter> atStart = List.of();
    private List<Meter> atEnd = List.of();

    /**
     * A replication.
     *
     * @param tree of the world; used by this run alone while it lasts
     * @param policy how each task is searched for
     * @param selection how its answer is chosen
     * @param rollouts budget of a task
     * @param spec the fleet
     * @param traffic when tasks arrive
     * @param warmUp tasks before those that are counted, at least 0; none with a closed batch or a trace
     * @param tasks counted, at least 1; at most the requests of a trace
     * @param deadline seconds after which a task must answer; infinite if there is none
     * @param urgentShare chance that a task has priority -1 and not 0, in [0,1]; with a trace its priorities hold
     * @param firstTask number of the first task of the world
     * @param seed of traffic, urgency, order of the tasks, failures and stragglers
     */
    public FleetRun(
            TaskTree tree,
            Policy policy,
            Selection selection,
            int rollouts,
            FleetSpec spec,
            Traffic traffic,
            int warmUp,
            int tasks,
            double deadline,
            double urgentShare,
            long firstTask,
            long seed) {
        this.tree = tree;
        this.recorder = new Recorder(tree, policy, selection, rollouts);
        this.spec = spec;
        this.traffic = traffic;
        boolean open = open(traffic);
        this.warmUp = open ? warmUp : 0;
        this.tasks = traffic instanceof Traffic.Recorded recorded
                ? Math.min(tasks, recorded.trace().size())
                : tasks;
        this.deadline = deadline;
        this.urgentShare = urgentShare;
        this.urgencyKey = Keys.child(Keys.root(seed), -5);
        this.firstTask = firstTask;
        this.orderKey = Keys.child(Keys.root(seed), -4);
        int replicas = spec.pools().stream().mapToInt(PoolSpec::replicas).sum();
        this.timeline = new Timeline(SPANS, 0.01, replicas);
        this.fleet = new Fleet(kernel, spec.pools(), seed, timeline);
        this.arrival = kernel.eventType("arrival", ignored -> arrive());
        this.expiry = kernel.eventType("deadline", this::expire);
        this.arrivals = traffic.arrivals(seed);
        long sequences = spec.pools().stream()
                .mapToLong(pool -> (long) pool.replicas() * pool.batching().maxSequences())
                .sum();
        long most = FLOOD_TASKS * ((long) this.warmUp + this.tasks) + FLOOD_SEQUENCES * sequences;
        this.flood = deadline < Double.POSITIVE_INFINITY ? Math.max(most, FLOOD_CUT) : most;
        this.answered = new FleetSample.Answered[this.tasks];
        this.arrived = new double[this.tasks];
    }

    private static boolean open(Traffic traffic) {
        return traffic instanceof Traffic.Poisson || traffic instanceof Traffic.Bursty;
    }

    /** Tells of each event in a line. */
    public void trace(Consumer<String> out) {
        trace = new FleetTrace(kernel, out);
        fleet.tell(trace);
    }

    /** Serves the tasks. */
    public FleetSample run() {
        return run(Double.POSITIVE_INFINITY, 0).orElseThrow();
    }

    /**
     * Serves the tasks, or gives up as soon as it is certain that too many of them take too long.
     *
     * @param seconds that a task may take
     * @param mostLate counted tasks that may take longer, at least 0
     * @return empty if more than {@code mostLate} do
     */
    public Optional<FleetSample> run(double seconds, int mostLate) {
        limit = seconds;
        if (traffic instanceof Traffic.Closed closed) {
            IntStream.range(0, Math.min(closed.inFlight(), tasks)).forEach(i -> kernel.at(0, arrival, 0));
        } else {
            scheduleArrival();
        }
        kernel.runUntil(() -> flooded || counted == tasks || late > mostLate);
        judge();
        if (late > mostLate) {
            return Optional.empty();
        }
        if (!metered) {
            stopMetering();
        }
        List<Meter> work = IntStream.range(0, atEnd.size())
                .mapToObj(i -> atEnd.get(i).minus(atStart.get(i)))
                .toList();
        return Optional.of(new FleetSample(
                Arrays.stream(answered)
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .toList(),
                windowEnd - windowStart,
                finishedInWindow,
                work,
                timeline,
                flooded));
    }

    /** Counts the late among the tasks of which it is known by now. */
    private void judge() {
        for (long known = Math.min(begun - warmUp, tasks); judged < known; judged++) {
            FleetSample.Answered task = answered[judged];
            if (task == null && kernel.now() - arrived[judged] <= limit) {
                return;
            }
            late += task == null || task.latency() > limit ? 1 : 0;
        }
    }

    private void scheduleArrival() {
        double time = arrivals.next();
        if (time < Double.POSITIVE_INFINITY) {
            kernel.at(Math.max(time, kernel.now()), arrival, 0);
        }
    }

    private int priority(long index) {
        if (traffic instanceof Traffic.Recorded recorded) {
            return recorded.trace().priority((int) index);
        }
        return urgentShare > 0 && stream.uniform(Keys.child(urgencyKey, index), Purpose.URGENCY) < urgentShare ? -1 : 0;
    }

    private boolean isCounted(long index) {
        return index >= warmUp && index < warmUp + (long) tasks;
    }

    private void arrive() {
        long index = begun++;
        if (index == warmUp) {
            metering = true;
            windowStart = kernel.now();
            atStart = meters();
        }
        if (index == warmUp + (long) tasks) {
            stopMetering();
        }
        flooded = open(traffic) && begun - done > flood && begun >= warmUp + (long) tasks;
        if ((open(traffic) && !flooded) || (traffic instanceof Traffic.Recorded && begun < tasks)) {
            scheduleArrival();
        }
        if (isCounted(index)) {
            arrived[(int) (index - warmUp)] = kernel.now();
        }
        judge();
        ServedTask task = take();
        task.number = index;
        task.priority = priority(index);
        task.rightUncut = recorder.record(number(index), task.script);
        if (deadline < Double.POSITIVE_INFINITY) {
            task.expiry = kernel.after(deadline, expiry, task.slot);
        }
        task.arrived = kernel.now();
        if (trace != null) {
            trace.arrived(task, number(index));
        }
        task.begin(kernel.now());
    }

    private void stopMetering() {
        metered = true;
        metering = false;
        windowEnd = kernel.now();
        atEnd = meters();
    }

    private List<Meter> meters() {
        return fleet.pools().stream().map(Pool::meter).toList();
    }

    private ServedTask take() {
        ServedTask task = free.poll();
        if (task == null) {
            task = new ServedTask(
                    slots.size(), fleet, spec, tree.world().lengths().promptTokens(), this::over);
            slots.add(task);
        }
        return task;
    }

    /** Tasks of a block are ordered by difficulty; they arrive in no order. */
    private long number(long index) {
        int size = tree.blockSize();
        long block = (firstTask + index) / size;
        int within = (int) ((firstTask + index) % size);
        return block * size + Permutation.of(Keys.child(orderKey, block), size).at(within);
    }

    private void over(ServedTask task) {
        kernel.cancel(task.expiry);
        task.expiry = Kernel.NO_EVENT;
        answer(task, false);
    }

    private void expire(long slot) {
        ServedTask task = slots.get((int) slot);
        task.cut();
        answer(task, true);
    }

    private void answer(ServedTask task, boolean wasCut) {
        done++;
        finishedInWindow += metering ? 1 : 0;
        if (isCounted(task.number)) {
            answered[(int) (task.number - warmUp)] = new FleetSample.Answered(
                    kernel.now() - task.arrived,
                    task.firstToken - task.arrived,
                    task.right(),
                    task.rightUncut,
                    wasCut,
                    task.priority);
            counted++;
        }
        if (trace != null) {
            trace.answered(task, task.right(), wasCut);
        }
        free.push(task);
        if (traffic instanceof Traffic.Closed && begun < tasks) {
            kernel.after(0, arrival, 0);
        }
    }
}
