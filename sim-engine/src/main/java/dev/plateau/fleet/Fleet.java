package dev.plateau.fleet;

import dev.plateau.kernel.EventType;
import dev.plateau.kernel.Kernel;
import dev.plateau.random.Keys;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pools of replicas under one clock (MODEL section 12).
 *
 * <pre>{@code
 * Fleet fleet = new Fleet(kernel, List.of(pool), seed);
 * fleet.submit(fleet.request(client, tag, 0, 0, 374, 44));   // pool 0, its model 0, 374 tokens read and 44 written
 * kernel.run();
 * }</pre>
 *
 * <p>At one instant whatever is submitted at the kernel's usual priority comes before the ends of iterations, and those before
 * idle replicas look for work: so an arrival at the very end of an iteration is seen by the next. Iterations that end at one
 * instant end in the order of the replicas.
 */
public final class Fleet {
    static final int WAKE_PRIORITY = Kernel.LAST;

    private final Kernel kernel;
    private final List<Pool> pools = new ArrayList<>();
    private final List<Replica> replicas = new ArrayList<>();
    private final EventType boundary;
    private final EventType wake;
    private final EventType failure;
    private final EventType repair;
    private final ArrayList<Request> free = new ArrayList<>();
    private final @Nullable Timeline timeline;
    private @Nullable Journal journal;
    private long sequence;
    private int queued;
    private int active;
    /** The replica whose iteration is ending, -1 if none is. */
    private int acting = -1;

    /**
     * A fleet at the kernel's present time.
     *
     * @param kernel its clock
     * @param specs its pools
     * @param seed of failures and stragglers
     * @param timeline observes it, or null
     */
    public Fleet(Kernel kernel, List<PoolSpec> specs, long seed, @Nullable Timeline timeline) {
        this.kernel = kernel;
        this.timeline = timeline;
        boundary = kernel.eventType("end of iteration", id -> {
            acting = (int) id;
            replica(id).boundary();
            acting = -1;
        });
        wake = kernel.eventType("wake", id -> replica(id).woken());
        failure = kernel.eventType("failure", id -> replica(id).pool.fail(replica(id)));
        repair = kernel.eventType("repair", id -> replica(id).pool.repair(replica(id)));
        long key = Keys.child(Keys.root(seed), -1);
        for (int i = 0; i < specs.size(); i++) {
            Pool pool = new Pool(this, specs.get(i), replicas.size(), Keys.child(key, i));
            pools.add(pool);
            replicas.addAll(pool.replicas());
        }
    }

    /** Of the ends of a replica's iterations. */
    static int boundaryPriority(int replica) {
        return Math.min(1 + replica, WAKE_PRIORITY - 1);
    }

    private Replica replica(long id) {
        return replicas.get((int) id);
    }

    /** Its pools, in the order given. */
    public List<Pool> pools() {
        return List.copyOf(pools);
    }

    /** Requests that are submitted and neither finished nor cancelled. */
    public int active() {
        return active;
    }

    /**
     * A request; to be submitted.
     *
     * @param client told of its progress
     * @param tag for the client
     * @param model number of the model in its pool
     * @param priority the smaller is served first
     * @param prompt tokens to read beside its context, at least 0, and at least 1 without a context
     * @param output tokens to write, at least 0; above 0 only for model 0
     */
    public Request request(Client client, long tag, int model, int priority, int prompt, int output) {
        Request request = free.isEmpty() ? new Request() : free.remove(free.size() - 1);
        request.client = client;
        request.tag = tag;
        request.model = model;
        request.priority = priority;
        request.prompt = prompt;
        request.output = output;
        return request;
    }

    /**
     * Lets a request stand on a context.
     *
     * @param context what is read before its prompt
     * @param product the context with the request's prompt and output at its end, if others are to continue it: it continues
     *     {@code context} and has {@code prompt + output} tokens of its own
     */
    public Request standing(Request request, @Nullable Context context, @Nullable Context product) {
        request.context = context;
        request.product = product;
        return request;
    }

    /**
     * Submits a request to a pool.
     *
     * @throws UnservableException if it can never be served: its text is longer than the model reads or than fits in the memory
     *     of a replica, or a failure comes long before it can be done
     * @throws IllegalArgumentException if there is nothing to do for it, or if its product is not its text
     */
    public void submit(int pool, Request request) {
        Pool chosen = pools.get(pool);
        PoolSpec spec = chosen.spec();
        long text = (request.context == null ? 0 : request.context.length()) + request.prompt + request.output;
        if (text < 1 || (request.output > 0 && request.model > 0)) {
            throw new IllegalArgumentException("a request of " + request.prompt + " tokens to read and "
                    + request.output + " to write for model " + request.model);
        }
        Limits.check(spec, request, text);
        Context product = request.product;
        if (product != null
                && (product.parent() != request.context || product.tokens() != request.prompt + request.output)) {
            throw new IllegalArgumentException("a request whose product is not its context, prompt and output");
        }
        request.sequence = sequence++;
        request.submitted = kernel.now();
        request.started = Double.NaN;
        request.firstToken = Double.NaN;
        active++;
        chosen.submit(request);
    }

    /** Takes a submitted request back: its client hears no more of it, and must not use it again. */
    public void cancel(Request request) {
        Replica replica = request.replica;
        if (replica == null) {
            request.cancelled = true;
            pools.forEach(pool -> pool.cancelHomeless(request));
            recycle(request);
        } else {
            replica.cancel(request);
        }
    }

    /** Tells a journal of all that happens from now on, or none if it is null. */
    public void tell(@Nullable Journal to) {
        journal = to;
    }

    // --- for replicas and pools ---

    @Nullable
    Journal journal() {
        return journal;
    }

    Kernel kernel() {
        return kernel;
    }

    /** Whether the iterations of a replica that end at this instant have ended. */
    boolean isPast(int replica) {
        return acting > replica;
    }

    EventType boundaryType() {
        return boundary;
    }

    EventType wakeType() {
        return wake;
    }

    EventType failureType() {
        return failure;
    }

    EventType repairType() {
        return repair;
    }

    Client client(Request request) {
        if (request.client == null) {
            throw new IllegalStateException("a request that nobody made");
        }
        return request.client;
    }

    void recycle(Request request) {
        active--;
        request.client = null;
        request.context = null;
        request.product = null;
        request.replica = null;
        request.cancelled = false;
        request.written = 0;
        request.preemptions = 0;
        request.restarts = 0;
        request.state = Request.State.FREE;
        free.add(request);
    }

    void queueChanged(int by) {
        if (timeline != null) {
            timeline.queue(kernel.now(), queued);
        }
        queued += by;
    }

    void worked(double from, double to, int sequences, double firstShare, double lastShare) {
        if (timeline != null) {
            timeline.worked(from, to, sequences, firstShare, lastShare);
        }
    }
}
