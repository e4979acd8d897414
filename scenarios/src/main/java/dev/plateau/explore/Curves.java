package dev.plateau.explore;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plateau.analytic.Ttspm;
import dev.plateau.experiment.GrowingStudy;
import dev.plateau.experiment.Study;
import dev.plateau.result.AccuracyRow;
import dev.plateau.result.ComparisonRow;
import dev.plateau.result.GainRow;
import dev.plateau.result.SaturationRow;
import dev.plateau.result.StudyResult;
import dev.plateau.result.VerifierRow;
import dev.plateau.stats.Interval;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The curves of one state, which sharpen turn by turn until the study is as precise as its scenario asks. */
final class Curves implements Turns.Work {
    /** Later looks come with every wave of the study. */
    private static final int FIRST_WAVE = 32;

    private static final int POINTS_PER_DOUBLING = 4;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Study study;
    private final GrowingStudy growing;
    private final ClosedForm closed;
    private final Semaphore closedBusy = new Semaphore(1);
    private final AtomicInteger slices = new AtomicInteger();
    private final Mailbox mailbox;
    private long shown;
    private @Nullable VerifierRow verifier;
    private boolean finished;

    /** Prepares the curves of a state. */
    Curves(Study study, Mailbox mailbox) {
        this.study = study;
        this.mailbox = mailbox;
        this.growing = new GrowingStudy(study);
        this.closed = new ClosedForm(
                study.worlds().get(0).world(),
                study.budgets().get(study.budgets().size() - 1));
    }

    @Override
    public void slice() {
        boolean aside = growing.ready() && slices.getAndIncrement() % 2 == 1;
        if ((aside || growing.settled()) && !closed.done() && closedBusy.tryAcquire()) {
            try {
                closed.step();
            } finally {
                closedBusy.release();
            }
        } else if (!growing.settled()) {
            growing.advance();
        }
        show();
    }

    /** Puts what is new into the mail: at 2, 4, 8, 16 and 32 blocks, after every wave, and when all is done. */
    private synchronized void show() {
        if (finished || !growing.ready()) {
            return;
        }
        boolean settled = growing.settled();
        if (settled && closed.done()) {
            verifier = growing.verifier();
            finished = true;
            mailbox.end(look(true).toString());
            return;
        }
        long blocks = growing.blocks();
        long due = blocks >= FIRST_WAVE ? blocks / FIRST_WAVE * FIRST_WAVE : Long.highestOneBit(blocks);
        if (due > shown) {
            shown = due;
            mailbox.put(look(false).toString());
        }
    }

    @Override
    public synchronized boolean over() {
        return finished || mailbox.ended();
    }

    @Override
    public void end(String reason) {
        mailbox.end(JSON.objectNode().put("ended", reason).toString());
    }

    private ObjectNode look(boolean settled) {
        StudyResult result = growing.result();
        ObjectNode look = JSON.objectNode();
        look.put("settled", settled);
        look.put("tasks", result.accuracy().get(0).tasks());
        look.put("widest", growing.widest());
        look.put("precise", growing.widest() <= study.precision());
        ArrayNode budgets = look.putArray("budgets");
        study.budgets().forEach(budgets::add);
        ArrayNode policies = look.putArray("policies");
        for (SaturationRow row : result.saturation()) {
            policies.add(policy(row, result));
        }
        leaders(look, result);
        if (closed.done()) {
            ArrayNode form = look.putArray("closed");
            for (double value : closed.at(study.budgets())) {
                form.add(value);
            }
        }
        if (verifier != null) {
            put(look, "auc", verifier.auc());
        }
        return look;
    }

    private ObjectNode policy(SaturationRow saturation, StudyResult result) {
        String id = saturation.policy();
        ObjectNode policy =
                JSON.objectNode().put("id", id).put("told", result.told().contains(id));
        ArrayNode accuracy = policy.putArray("accuracy");
        ArrayNode coverage = policy.putArray("coverage");
        for (AccuracyRow row : result.accuracy()) {
            if (row.policy().equals(id)) {
                accuracy.add(interval(row.accuracy()));
                coverage.add(interval(row.coverage()));
            }
        }
        ArrayNode gains = policy.putArray("gains");
        for (GainRow row : result.gains()) {
            if (row.policy().equals(id)) {
                gains.add(interval(row.gain()));
            }
        }
        put(policy, "efficient", saturation.efficientUntil());
        policy.set("saturation", interval(saturation.saturation()));
        policy.put("fMax", saturation.fMax()).put("px", saturation.px()).put("formula", saturation.closedFormBudget());
        Ttspm fit = new Ttspm(saturation.fMax(), saturation.px());
        ArrayNode curve = policy.putArray("ttspm");
        int doublings = Integer.numberOfTrailingZeros(
                study.budgets().get(study.budgets().size() - 1));
        for (int i = 0; i <= doublings * POINTS_PER_DOUBLING; i++) {
            double budget = Math.pow(2, (double) i / POINTS_PER_DOUBLING);
            curve.add(JSON.arrayNode().add(budget).add(fit.accuracy(budget)));
        }
        return policy;
    }

    /** The best at the largest budget, and who cannot be told from it. */
    private void leaders(ObjectNode look, StudyResult result) {
        int largest = study.budgets().get(study.budgets().size() - 1);
        String best = result.accuracy().stream()
                .filter(row -> row.budget() == largest && result.contends(row.policy()))
                .max(Comparator.comparingDouble(row -> row.accuracy().value()))
                .map(AccuracyRow::policy)
                .orElseThrow();
        List<String> tied = result.versusBest().stream()
                .filter(row -> row.budget() == largest
                        && row.baseline().equals(best)
                        && result.contends(row.policy())
                        && row.difference().contains(0))
                .map(ComparisonRow::policy)
                .toList();
        look.put("best", best);
        tied.forEach(look.putArray("tied")::add);
    }

    private static ArrayNode interval(Interval interval) {
        ArrayNode ends = JSON.arrayNode();
        for (double value : new double[] {interval.value(), interval.low(), interval.high()}) {
            if (Double.isFinite(value)) {
                ends.add(value);
            } else {
                ends.addNull();
            }
        }
        return ends;
    }

    private static void put(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }
}
