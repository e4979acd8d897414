package dev.plateau.fleet;

import dev.plateau.random.KeyedStream;
import dev.plateau.random.Keys;
import dev.plateau.random.Purpose;
import java.util.ArrayDeque;
import java.util.List;
import org.apache.commons.math3.util.FastMath;
import org.jspecify.annotations.Nullable;

/** The replicas of a {@link PoolSpec}, and the routing between them. */
public final class Pool {
    /** How many times as loaded as the least loaded a replica may be and still get a request whose context it holds. */
    static final double SKEW = 1.5;

    private final Fleet fleet;
    private final PoolSpec spec;
    private final Replica[] replicas;
    private final LoadHeap loads;
    private final KeyedStream stream = new KeyedStream();
    private final long key;
    private final ArrayDeque<Request> homeless = new ArrayDeque<>();
    private final long[] lives;
    private final double[] downSince;
    private int turn;

    Pool(Fleet fleet, PoolSpec spec, int firstId, long key) {
        this.fleet = fleet;
        this.spec = spec;
        this.key = key;
        this.replicas = new Replica[spec.replicas()];
        this.loads = new LoadHeap(replicas.length);
        this.lives = new long[replicas.length];
        this.downSince = new double[replicas.length];
        StepTime[] times = spec.times().toArray(new StepTime[0]);
        for (int i = 0; i < replicas.length; i++) {
            boolean slow = stream.uniform(Keys.child(key, i), Purpose.STRAGGLER)
                    < spec.stragglers().share();
            replicas[i] = new Replica(
                    fleet, this, firstId + i, times, slow ? spec.stragglers().slowdown() : 1);
            begin(i);
        }
    }

    /** What it is made of. */
    public PoolSpec spec() {
        return spec;
    }

    List<Replica> replicas() {
        return List.of(replicas);
    }

    /** What all replicas have done so far. */
    public Meter meter() {
        Meter sum = new Meter();
        for (int i = 0; i < replicas.length; i++) {
            sum.add(replicas[i].meter());
            if (!replicas[i].up()) {
                sum.wasDown(fleet.kernel().now() - downSince[i]);
            }
        }
        return sum;
    }

    void submit(Request request) {
        Replica replica = route(request);
        Journal journal = fleet.journal();
        if (journal != null) {
            journal.routed(request.client, request, replica == null ? -1 : replica.id);
        }
        if (replica == null) {
            request.replica = null;
            homeless.add(request);
            fleet.queueChanged(1);
            return;
        }
        replica.submit(request);
        loadChanged(replica);
    }

    /** A request that a failure has sent back. */
    void displaced(Request request) {
        Limits.checkRestarts(spec, request);
        submit(request);
    }

    void loadChanged(Replica replica) {
        int index = replica.id - replicas[0].id;
        loads.set(index, replica.up() ? replica.load() : LoadHeap.NEVER);
    }

    private @Nullable Replica route(Request request) {
        int least = loads.least();
        if (loads.of(least) == LoadHeap.NEVER) {
            return null;
        }
        if (spec.router() == Router.ROUND_ROBIN) {
            do {
                turn = turn + 1 < replicas.length ? turn + 1 : 0;
            } while (!replicas[turn].up());
            return replicas[turn];
        }
        if (spec.router() == Router.PREFIX_AFFINITY) {
            Replica holder = holder(request);
            if (holder != null
                    && holder.load() <= SKEW * loads.of(least) + spec.batching().maxSequences()) {
                return holder;
            }
        }
        return replicas[least];
    }

    private @Nullable Replica holder(Request request) {
        for (Context c = request.context; c != null; c = c.parent()) {
            for (Residency r = c.residencies; r != null; r = r.nextOfContext) {
                if (r.memory.replica.pool == this && r.memory.replica.up()) {
                    return r.memory.replica;
                }
            }
        }
        return null;
    }

    // --- failures ---

    /** Up or down as in the long run. */
    private void begin(int index) {
        Failures failures = spec.failures();
        double down = failures.meanSecondsToRepair() / (failures.meanSecondsBetween() + failures.meanSecondsToRepair());
        if (down > 0 && stream.uniform(Keys.child(key, index), Purpose.FAILURE) < down) {
            isDown(replicas[index]);
        } else {
            scheduleFailure(index);
        }
    }

    private void scheduleFailure(int index) {
        double mean = spec.failures().meanSecondsBetween();
        if (mean < Double.POSITIVE_INFINITY) {
            fleet.kernel().after(exponential(index, mean), fleet.failureType(), replicas[index].id);
        }
    }

    /** The time of the next life or repair of a replica. */
    private double exponential(int index, double mean) {
        double u = stream.uniform(Keys.child(Keys.child(key, index), lives[index]++), Purpose.FAILURE);
        return -mean * FastMath.log(1 - u);
    }

    void fail(Replica replica) {
        replica.meter().failed();
        isDown(replica);
    }

    private void isDown(Replica replica) {
        int index = replica.id - replicas[0].id;
        Journal journal = fleet.journal();
        if (journal != null) {
            journal.failed(replica.id);
        }
        downSince[index] = fleet.kernel().now();
        loads.set(index, LoadHeap.NEVER);
        replica.fail();
        fleet.kernel().after(exponential(index, spec.failures().meanSecondsToRepair()), fleet.repairType(), replica.id);
    }

    void repair(Replica replica) {
        int index = replica.id - replicas[0].id;
        replica.meter().wasDown(fleet.kernel().now() - downSince[index]);
        replica.repair();
        Journal journal = fleet.journal();
        if (journal != null) {
            journal.repaired(replica.id);
        }
        loadChanged(replica);
        scheduleFailure(index);
        for (int i = homeless.size(); i > 0; i--) {
            fleet.queueChanged(-1);
            submit(homeless.remove());
        }
    }

    void cancelHomeless(Request request) {
        if (homeless.remove(request)) {
            fleet.queueChanged(-1);
        }
    }
}
