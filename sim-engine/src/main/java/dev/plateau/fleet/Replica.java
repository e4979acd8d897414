package dev.plateau.fleet;

import dev.plateau.kernel.Kernel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One copy of a pool's models on its devices: continuous batching, iteration by iteration, without an event for each.
 *
 * <p>At the end of an iteration ({@link #boundary}) the finished requests leave, waiting ones are admitted while batch, tokens
 * and memory allow, first come first served within a priority, and the next iteration is formed. If nothing is to be read, the
 * next change of the batch that is known (a sequence is done, or memory runs out) is so many iterations away, and the replica
 * jumps there; whatever happens in between ends the jump at the end of the iteration in progress ({@link #interrupt}). So the
 * result is that of stepping through every iteration.
 *
 * <p>When memory runs out, the request that came last, of the least urgent priority, loses its memory and waits again; what it
 * had written is read anew.
 */
final class Replica {
    private final Fleet fleet;
    private final Kernel kernel;
    final Pool pool;
    final int id;
    private final StepTime[] times;
    private final long[] bytesPerToken;
    private final double slowdown;
    private final Batching batching;
    private final boolean chunked;
    /** Whether routing looks at the contexts that are kept, also in the midst of a jump. */
    private final boolean watched;

    final Memory memory;

    private final RequestHeap[] waiting;
    private final RequestHeap writing = new RequestHeap(RequestHeap.Order.WRITING);
    private @Nullable Request[] reading = new Request[16];
    private int readers;
    private long[] chunks = new long[16];
    private int chunkCount;
    private final Reading plan = new Reading();
    /** Requests that are read or written and cancelled. */
    private int unwanted;

    /** Decode iterations so far. */
    private long decoded;
    /** Sum of the lengths of the sequences that are written. */
    private long contexts;
    /** Requests that are here, in any state. */
    private int load;

    private boolean up = true;
    private boolean busy;

    private double start;
    /** Tokens of each sequence that the iterations in progress write. */
    private long jump;

    private long boundaryEvent = Kernel.NO_EVENT;
    private boolean waking;
    private final Meter meter = new Meter();

    Replica(Fleet fleet, Pool pool, int id, StepTime[] times, double slowdown) {
        PoolSpec spec = pool.spec();
        this.fleet = fleet;
        this.kernel = fleet.kernel();
        this.pool = pool;
        this.id = id;
        this.times = times;
        this.slowdown = slowdown;
        this.batching = spec.batching();
        this.chunked = batching.mode() == Batching.Mode.CHUNKED;
        this.watched = spec.router() == Router.PREFIX_AFFINITY && spec.keepsContexts();
        this.memory = new Memory(this, spec.cacheBytes(), spec.keepsContexts());
        this.bytesPerToken = spec.models().stream()
                .mapToLong(ServedModel::cacheBytesPerToken)
                .toArray();
        this.waiting = new RequestHeap[times.length];
        for (int model = 0; model < times.length; model++) {
            waiting[model] = new RequestHeap(RequestHeap.Order.WAITING);
        }
    }

    int load() {
        return load;
    }

    boolean up() {
        return up;
    }

    /** Whether it neither works nor is about to. */
    boolean idle() {
        return up && !busy && !waking;
    }

    Meter meter() {
        return meter;
    }

    // --- what others ask of it ---

    void submit(Request request) {
        request.state = Request.State.WAITING;
        request.replica = this;
        load++;
        waiting[request.model].add(request);
        fleet.queueChanged(1);
        if (!busy) {
            wake();
        } else {
            interruptIfOneMayEnter();
        }
    }

    /** Takes a request away, at the end of the iteration in progress if it is being read or written. */
    void cancel(Request request) {
        request.cancelled = true;
        if (request.state == Request.State.WAITING) {
            waiting[request.model].remove(request);
            fleet.queueChanged(-1);
            leave(request);
            interruptIfOneMayEnter();
        } else {
            unwanted++;
            interrupt();
        }
    }

    /** All is lost; the requests go back to the pool. */
    void fail() {
        kernel.cancel(boundaryEvent);
        boundaryEvent = Kernel.NO_EVENT;
        if (busy) {
            long iterations = inJump() ? whole() : 0;
            observe(iterations);
            advance(iterations);
        }
        busy = false;
        chunkCount = 0;
        up = false;
        while (writing.size() > 0) {
            Request request = writing.get(0);
            stopWriting(request);
            free(request);
            lose(request);
        }
        unwanted = 0;
        for (int i = 0; i < readers; i++) {
            Request request = reader(i);
            reading[i] = null;
            free(request);
            lose(request);
        }
        readers = 0;
        memory.clear();
        for (RequestHeap heap : waiting) {
            for (Request request = heap.first(); request != null; request = heap.first()) {
                heap.remove(request);
                fleet.queueChanged(-1);
                lose(request);
            }
        }
    }

    void repair() {
        up = true;
    }

    /** Iterations of the jump that are over. */
    private long whole() {
        double seconds = (kernel.now() - start) / slowdown;
        long k = times[0].iterations(writing.size(), contexts, seconds, jump);
        return times[0].decode(writing.size(), contexts, k) <= seconds ? k : k - 1;
    }

    private void lose(Request request) {
        meter.lost(request.written);
        load--;
        Journal journal = fleet.journal();
        if (journal != null) {
            journal.left(request.client, request, id);
        }
        if (request.cancelled) {
            fleet.recycle(request);
            return;
        }
        if (request.state != Request.State.WAITING || request.written > 0) {
            request.restarts++;
        }
        request.written = 0;
        pool.displaced(request);
    }

    // --- iterations ---

    private boolean inJump() {
        return busy && chunkCount == 0;
    }

    /** Looks for work once all that happens at this instant has happened. */
    void wake() {
        if (!waking && up) {
            waking = true;
            kernel.after(0, Fleet.WAKE_PRIORITY, fleet.wakeType(), id);
        }
    }

    void woken() {
        waking = false;
        if (!busy && up) {
            begin();
        }
    }

    /** Memory only fills up during a jump, so a request that may not enter at its beginning may not enter later. */
    private void interruptIfOneMayEnter() {
        if (inJump() && oneMayEnter()) {
            interrupt();
        }
    }

    /** Ends a jump, if there is one, at the end of the iteration in progress. */
    void interrupt() {
        if (!inJump()) {
            return;
        }
        double seconds = (kernel.now() - start) / slowdown;
        long k = times[0].iterations(writing.size(), contexts, seconds, jump);
        if (k < jump && fleet.isPast(id) && end(k) <= kernel.now()) {
            k++;
        }
        if (k < jump) {
            jump = k;
            double end = end(k);
            kernel.reschedule(boundaryEvent, Math.max(kernel.now(), end));
        }
    }

    private double end(long iterations) {
        return start + slowdown * times[0].decode(writing.size(), contexts, iterations);
    }

    /** The end of an iteration, or of a jump. */
    void boundary() {
        boundaryEvent = Kernel.NO_EVENT;
        observe(jump);
        advance(jump);
        busy = false;
        waking = true; // what clients submit now is looked at below
        readChunks();
        for (Request done = writing.first(); done != null && done.doneAt <= decoded; done = writing.first()) {
            stopWriting(done);
            if (done.cancelled) {
                drop(done);
            } else {
                finish(done);
            }
        }
        removeCancelled();
        waking = false;
        begin();
    }

    /** Records the time since the last boundary, in which each sequence grew so many times. */
    private void observe(long iterations) {
        double capacity = memory.capacity();
        double first = memory.busy() / capacity;
        double last = first + Math.max(0, iterations - 1) * writing.size() * bytesPerToken[0] / capacity;
        meter.worked(start, kernel.now(), chunkCount > 0, writing.size(), first, last);
        fleet.worked(start, kernel.now(), writing.size(), first, last);
    }

    private void advance(long iterations) {
        decoded += iterations;
        long tokens = iterations * writing.size();
        contexts += tokens;
        meter.wrote(tokens);
        memory.take(tokens * bytesPerToken[0]);
    }

    private void readChunks() {
        int left = 0;
        int chunked = chunkCount;
        chunkCount = 0;
        int all = readers;
        for (int i = 0; i < all; i++) {
            Request request = reader(i);
            if (i < chunked) {
                request.unread -= chunks[i];
                meter.read(chunks[i]);
            }
            if (request.unread > 0) {
                reading[left++] = request;
            } else if (request.cancelled) {
                drop(request);
            } else {
                hasRead(request);
            }
        }
        Arrays.fill(reading, left, all, null);
        readers = left;
    }

    private void hasRead(Request request) {
        boolean first = Double.isNaN(request.firstToken);
        if (first) {
            request.firstToken = kernel.now();
        }
        if (request.output > request.written) {
            request.written++;
            meter.wrote(1);
            if (first) {
                fleet.client(request).begun(request);
            }
        }
        Journal journal = fleet.journal();
        if (journal != null) {
            journal.read(request.client, request, id);
        }
        if (request.cancelled) {
            drop(request);
        } else if (request.written >= request.output) {
            finish(request);
        } else {
            request.state = Request.State.WRITING;
            request.doneAt = decoded + request.output - request.written;
            contexts += request.wholeText();
            writing.add(request);
        }
    }

    private int written(Request request) {
        return request.output - Math.toIntExact(request.doneAt - decoded);
    }

    private void removeCancelled() {
        while (unwanted > 0) {
            Request first = null;
            for (int i = 0; i < writing.size(); i++) {
                first = firstCancelled(first, writing.get(i));
            }
            for (int i = 0; i < readers; i++) {
                first = firstCancelled(first, reader(i));
            }
            if (first == null) {
                throw new IllegalStateException("a cancelled request is neither read nor written");
            }
            stop(first);
            drop(first);
        }
    }

    private static @Nullable Request firstCancelled(@Nullable Request a, Request b) {
        return b.cancelled && (a == null || b.sequence < a.sequence) ? b : a;
    }

    /** A cancelled request that was read or written goes. */
    private void drop(Request request) {
        unwanted--;
        free(request);
        leave(request);
    }

    /** Takes a request out of those that are read or written. */
    private void stop(Request request) {
        if (request.state == Request.State.WRITING) {
            stopWriting(request);
            return;
        }
        int at = 0;
        while (reading[at] != request) {
            at++;
        }
        System.arraycopy(reading, at + 1, reading, at, readers - at - 1);
        reading[--readers] = null;
    }

    private void stopWriting(Request request) {
        writing.remove(request);
        request.written = written(request);
        contexts -= request.wholeText();
        // Tokens written since it was admitted are its own, too.
        request.own = (long) request.prompt + request.written;
    }

    private void free(Request request) {
        memory.give(request.own * bytesPerToken[request.model]);
        memory.release(request.context);
    }

    private void finish(Request request) {
        long bytes = bytesPerToken[request.model];
        Context product = request.product;
        if (product == null) {
            memory.give(request.own * bytes);
        } else {
            memory.keep(product, bytes);
        }
        memory.release(request.context);
        load--;
        pool.loadChanged(this);
        request.state = Request.State.FREE;
        Journal journal = fleet.journal();
        if (journal != null) {
            journal.finished(request.client, request, id);
        }
        fleet.client(request).finished(request);
        fleet.recycle(request);
    }

    /** A request that nobody wants any more. */
    private void leave(Request request) {
        load--;
        pool.loadChanged(this);
        meter.lost(request.written);
        Journal journal = fleet.journal();
        if (journal != null) {
            journal.left(request.client, request, id);
        }
        fleet.recycle(request);
    }

    /** Forms the next iteration and schedules its end; the replica is idle if there is nothing to do. */
    private void begin() {
        boolean shortage = makeRoom();
        plan.clear();
        int model = readers > 0 ? reader(0).model : shortage ? -1 : nextModel();
        boolean mixed = chunked && model == 0;
        long budget = batching.maxTokens() - (mixed ? writing.size() : 0L);
        for (int i = 0; i < readers && budget > 0; i++) {
            budget -= chunk(reader(i), budget);
        }
        if (!shortage && model >= 0 && model == nextModel()) {
            admit(model, budget, mixed ? perIteration() : 0);
        }
        start = kernel.now();
        if (chunkCount > 0) {
            boolean decoding = mixed && writing.size() > 0;
            jump = decoding ? 1 : 0;
            schedule(times[model].read(decoding ? writing.size() : 0, decoding ? contexts : 0, plan));
        } else if (writing.first() != null) {
            jump = longestJump(writing.first(), shortage);
            schedule(times[0].decode(writing.size(), contexts, jump));
        }
    }

    /** Iterations until it is known that something changes. */
    private long longestJump(Request firstDone, boolean shortage) {
        if (shortage && oneMayEnter()) {
            return 1;
        }
        long most = firstDone.doneAt - decoded;
        long bytes = perIteration();
        if (bytes > 0) {
            most = Math.min(most, memory.available() / bytes);
            if (watched) {
                most = Math.min(most, memory.free() / bytes + 1);
            }
        }
        return most;
    }

    /** Bytes that an iteration writes. */
    private long perIteration() {
        return writing.size() * bytesPerToken[0];
    }

    private void schedule(double seconds) {
        busy = true;
        Journal journal = fleet.journal();
        if (journal != null) {
            journal.iterates(id, plan.tokens(), jump > 0 ? writing.size() : 0, jump, slowdown * seconds);
        }
        boundaryEvent = kernel.at(start + slowdown * seconds, Fleet.boundaryPriority(id), fleet.boundaryType(), id);
    }

    /** Takes memory from the last until all that is written can grow by a token; whether it had to. */
    private boolean makeRoom() {
        boolean shortage = false;
        while (writing.size() > 0 && memory.available() < perIteration()) {
            shortage = true;
            Request victim = writing.get(0);
            for (int i = 1; i < writing.size(); i++) {
                victim = later(victim, writing.get(i));
            }
            for (int i = 0; i < readers; i++) {
                victim = later(victim, reader(i));
            }
            preempt(victim);
        }
        return shortage;
    }

    private static Request later(Request a, Request b) {
        return b.priority > a.priority || (b.priority == a.priority && b.sequence > a.sequence) ? b : a;
    }

    private void preempt(Request request) {
        stop(request);
        free(request);
        request.preemptions++;
        Journal journal = fleet.journal();
        if (journal != null) {
            journal.preempted(request.client, request, id);
        }
        meter.preempted();
        request.state = Request.State.WAITING;
        waiting[request.model].add(request);
        fleet.queueChanged(1);
    }

    /** The model whose first waiting request is before those of the others; -1 if none waits. */
    private int nextModel() {
        int best = -1;
        Request first = null;
        for (int model = 0; model < waiting.length; model++) {
            Request head = waiting[model].first();
            if (head != null && (first == null || later(first, head) == first)) {
                best = model;
                first = head;
            }
        }
        return best;
    }

    /** Whether the request that is next fits, by number and memory. */
    private boolean oneMayEnter() {
        int model = nextModel();
        Request first = model < 0 ? null : waiting[model].first();
        return first != null && admissible(first, 0);
    }

    private boolean admissible(Request request, long reservedBytes) {
        return writing.size() + readers < batching.maxSequences()
                && memory.fits(request.context, ownOf(request), bytesPerToken[request.model], reservedBytes);
    }

    /** Tokens of its own that a request needs once it is read. */
    private static long ownOf(Request request) {
        return (long) request.prompt + request.written + (request.output > request.written ? 1 : 0);
    }

    private void admit(int model, long budget, long reservedBytes) {
        long left = budget;
        long longest = 0;
        while (true) {
            Request request = waiting[model].first();
            if (request == null || !admissible(request, reservedBytes)) {
                return;
            }
            long held = memory.held(request.context);
            long unread = Math.max(1, request.wholeText() - held);
            if (!chunked && chunkCount > 0) {
                longest = Math.max(longest, unread);
                long counted = batching.padded() ? (chunkCount + 1) * longest : plan.tokens() + unread;
                if (counted > batching.maxTokens()) {
                    return;
                }
            } else if (chunked && left <= 0) {
                return;
            }
            longest = Math.max(longest, unread);
            waiting[model].remove(request);
            fleet.queueChanged(-1);
            request.state = Request.State.READING;
            if (Double.isNaN(request.started)) {
                request.started = kernel.now();
            }
            request.own = ownOf(request);
            request.unread = unread;
            memory.hold(request.context, bytesPerToken[model]);
            memory.take(request.own * bytesPerToken[model]);
            if (readers == reading.length) {
                reading = Arrays.copyOf(reading, 2 * readers);
            }
            reading[readers++] = request;
            Journal journal = fleet.journal();
            if (journal != null) {
                journal.admitted(request.client, request, id, unread);
            }
            left -= chunk(request, left);
        }
    }

    private long chunk(Request request, long budget) {
        long tokens = chunked ? Math.min(request.unread, budget) : request.unread;
        if (chunkCount == chunks.length) {
            chunks = Arrays.copyOf(chunks, 2 * chunkCount);
        }
        chunks[chunkCount++] = tokens;
        plan.add(tokens, Math.max(0, request.wholeText() - request.unread));
        return tokens;
    }

    @SuppressWarnings("NullAway") // entries below readers are set
    private Request reader(int index) {
        return reading[index];
    }
}
