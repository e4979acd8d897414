package dev.plateau.run;

import dev.plateau.fleet.Client;
import dev.plateau.fleet.Context;
import dev.plateau.fleet.Fleet;
import dev.plateau.fleet.FleetSpec;
import dev.plateau.fleet.Request;
import dev.plateau.kernel.Kernel;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Plays the {@link Script} of one search on a fleet: submits the requests of a stage, hands what they have written to verifier
 * and embedder, and begins the next stage when all is over. Rollouts of the task share its prompt in memory, and steps the
 * text that they continue.
 */
final class ServedTask implements Client {
    private static final int WRITE = 0;
    private static final int VERIFY = 1;
    private static final int EMBED = 2;
    private static final int KINDS = 3;

    /** Told when a task is over. */
    interface Listener {
        void over(ServedTask task);
    }

    final int slot;
    private final Fleet fleet;
    private final FleetSpec spec;
    private final Listener listener;
    private final int prompt;
    final Script script = new Script();

    /** Number of the task. */
    long number;
    /** Whether its answer is right when nothing cuts it short. */
    boolean rightUncut;
    /** Priority of its requests; the smaller is served first. */
    int priority;
    /** When it arrived. */
    double arrived;
    /** The event that ends it, if there is one. */
    long expiry = Kernel.NO_EVENT;
    /** When its first token was written. */
    double firstToken;

    private @Nullable Request[] live = new Request[0];
    private @Nullable Context[] text = new Context[0];
    private @Nullable Context[] verifiedText = new Context[0];
    private int[] parts = new int[0];
    private boolean[] over = new boolean[0];
    /** The request that waits for this one; -1 if none does. */
    private int[] waiter = new int[0];

    private Context promptText;
    private Context verifierPrompt;
    private int stage;
    private int left;

    ServedTask(int slot, Fleet fleet, FleetSpec spec, double promptTokens, Listener listener) {
        this.slot = slot;
        this.fleet = fleet;
        this.spec = spec;
        this.prompt = (int) Math.max(1, Math.rint(promptTokens));
        this.listener = listener;
        this.promptText = new Context(null, prompt);
        this.verifierPrompt = new Context(null, prompt);
    }

    /** Begins what the script holds now. */
    void begin(double now) {
        arrived = now;
        firstToken = Double.NaN;
        promptText = new Context(null, prompt);
        verifierPrompt = new Context(null, prompt);
        int size = script.size;
        if (over.length < size) {
            live = new Request[KINDS * size];
            text = new Context[size];
            verifiedText = new Context[size];
            parts = new int[size];
            over = new boolean[size];
            waiter = new int[size];
        }
        Arrays.fill(over, 0, size, false);
        Arrays.fill(waiter, 0, size, -1);
        for (int i = 0; i < size; i++) {
            if (script.after[i] >= 0) {
                waiter[script.after[i]] = i;
            }
        }
        stage = -1;
        nextStage();
    }

    /** Whether the answer chosen from what is over is right. */
    boolean right() {
        return script.right(over);
    }

    /** Takes back all that is under way. */
    void cut() {
        for (int i = 0; i < KINDS * script.size; i++) {
            Request request = live[i];
            if (request != null) {
                live[i] = null;
                fleet.cancel(request);
            }
        }
        forget();
    }

    private void nextStage() {
        stage++;
        if (stage == script.stages) {
            forget();
            listener.over(this);
            return;
        }
        int from = script.stageStart[stage];
        int to = script.stageStart[stage + 1];
        left = to - from;
        for (int i = from; i < to; i++) {
            if (script.after[i] < 0) {
                write(i);
            }
        }
    }

    /** Contexts that nobody will continue need not be remembered. */
    private void forget() {
        Arrays.fill(text, 0, script.size, null);
        Arrays.fill(verifiedText, 0, script.size, null);
    }

    private void write(int i) {
        int parent = script.parent[i];
        Context context = parent < 0 ? promptText : textOf(text, parent);
        int read = script.read[i];
        int written = script.written[i];
        if (script.continued[i]) {
            text[i] = new Context(context, read + written);
        }
        parts[i] = 1;
        submit(i, WRITE, spec.writer(), read, written, context, text[i]);
    }

    private static Context textOf(@Nullable Context[] texts, int i) {
        Context context = texts[i];
        if (context == null) {
            throw new IllegalStateException("nothing is kept of request " + i);
        }
        return context;
    }

    private void submit(
            int i,
            int kind,
            FleetSpec.Place place,
            int read,
            int written,
            @Nullable Context context,
            @Nullable Context product) {
        Request request = fleet.request(this, (long) KINDS * i + kind, place.model(), priority, read, written);
        live[KINDS * i + kind] = request;
        fleet.submit(place.pool(), fleet.standing(request, context, product));
    }

    @Override
    public void begun(Request request) {
        if (Double.isNaN(firstToken)) {
            firstToken = request.firstToken();
        }
    }

    @Override
    public void finished(Request request) {
        int tag = (int) request.tag();
        live[tag] = null;
        int i = tag / KINDS;
        if (tag % KINDS == WRITE) {
            verify(i);
            embed(i);
        }
        if (--parts[i] == 0) {
            over[i] = true;
            if (waiter[i] >= 0) {
                write(waiter[i]);
            }
            if (--left == 0) {
                nextStage();
            }
        }
    }

    private void verify(int i) {
        if (script.verified[i] == 0) {
            return;
        }
        int parent = script.verifiedParent[i];
        Context context = parent < 0 ? verifierPrompt : textOf(verifiedText, parent);
        if (script.continued[i]) {
            verifiedText[i] = new Context(context, script.verified[i]);
        }
        parts[i]++;
        submit(i, VERIFY, place(spec.verifier(), "verifier"), script.verified[i], 0, context, verifiedText[i]);
    }

    private void embed(int i) {
        if (script.embedded[i] > 0) {
            parts[i]++;
            submit(i, EMBED, place(spec.embedder(), "embedder"), script.embedded[i], 0, null, null);
        }
    }

    private FleetSpec.Place place(Optional<FleetSpec.Place> place, String role) {
        return place.orElseThrow(() -> new IllegalArgumentException(
                "the fleet " + spec.name() + " serves no " + role + ", and the policy needs one"));
    }
}
