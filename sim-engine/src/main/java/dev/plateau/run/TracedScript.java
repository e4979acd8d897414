package dev.plateau.run;

import dev.plateau.select.Selection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A script that tells of each of its events in a line, in columns; {@link #LEGEND} says what they are. */
final class TracedScript extends Script {
    /** How to read the lines. */
    static final List<String> LEGEND = List.of(
            "# event   write: a step, or an attempt in one go, is written after its parent (prompt: the task itself); verify,",
            "#         embed: machines read it; give: what continues from a step after the scores are in; finish: an attempt",
            "#         has an answer; late: it is finished after enough have; drop: an unfinished one is, when enough have",
            "# step    of the search, or batch of attempts; id: number of what is written",
            "# dir     direction, with a star as the embedder sees it; score: the verifier's; uniq: DORA's uniqueness as the",
            "#         rule was told; N: rollouts given; -: does not apply, or the rule does not ask");

    private static final String ROW = "%-7s %4s %6s %6s %6s %8s %8s %6s %6s  %s";

    private final Consumer<String> out;
    private final List<Written> pending = new ArrayList<>();
    private final Map<Integer, double[]> votes = new TreeMap<>();
    private int step;

    /** What waits to be told until it is known what became of it. */
    private record Written(int id, int parent, double tokens) {}

    TracedScript(Consumer<String> out) {
        this.out = out;
    }

    static String heading() {
        return String.format(
                Locale.ROOT, ROW, "event", "step", "id", "parent", "dir", "tokens", "score", "uniq", "N", "what");
    }

    private void row(
            String event,
            String id,
            String parent,
            String direction,
            String tokens,
            String score,
            String unique,
            String given,
            String what) {
        out.accept(
                String.format(Locale.ROOT, ROW, event, step, id, parent, direction, tokens, score, unique, given, what)
                        .stripTrailing());
    }

    private static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static String parent(int request) {
        return request < 0 ? "prompt" : Integer.toString(request);
    }

    @Override
    boolean remembers() {
        return true;
    }

    @Override
    void begin(Selection vote, Chain answerOfChain, int distinct, long tieBreaker) {
        super.begin(vote, answerOfChain, distinct, tieBreaker);
        step = 0;
        pending.clear();
        votes.clear();
    }

    @Override
    void stage() {
        end();
        super.stage();
        step++;
    }

    @Override
    int write(int parentRequest, int afterRequest, double tokensRead, double tokensWritten) {
        int id = super.write(parentRequest, afterRequest, tokensRead, tokensWritten);
        pending.add(new Written(id, parentRequest >= 0 ? parentRequest : afterRequest, tokensWritten));
        row(
                "write",
                Integer.toString(id),
                parent(parentRequest >= 0 ? parentRequest : afterRequest),
                "-",
                number(tokensWritten, 1),
                "-",
                "-",
                "-",
                tokensRead > 0 ? "reads " + number(tokensRead, 1) + " tokens of earlier rounds" : "");
        return id;
    }

    @Override
    void verify(int requestNumber, int parentRequest, double tokens) {
        super.verify(requestNumber, parentRequest, tokens);
        if (tokens > 0) {
            reads("verify", requestNumber, parentRequest, tokens);
        }
    }

    @Override
    void embed(int requestNumber, double tokens) {
        super.embed(requestNumber, tokens);
        if (tokens > 0) {
            reads("embed", requestNumber, PROMPT, tokens);
        }
    }

    private void reads(String event, int request, int parentRequest, double tokens) {
        row(event, Integer.toString(request), parent(parentRequest), "-", number(tokens, 1), "-", "-", "-", "");
    }

    @Override
    void answer(
            int requestNumber, int chainNumber, int given, int seenDirection, double verifierScore, long tieBreaker) {
        super.answer(requestNumber, chainNumber, given, seenDirection, verifierScore, tieBreaker);
        pending.removeIf(written -> written.id() == requestNumber);
        double[] sums = votes.computeIfAbsent(given, answer -> new double[2]);
        sums[0]++;
        sums[1] += verifierScore;
        row(
                "finish",
                Integer.toString(requestNumber),
                "-",
                seenDirection + "*",
                "-",
                verifierScore > 0 ? number(verifierScore, 4) : "-",
                "-",
                "-",
                "attempt " + chainNumber + ": answer " + given + (given == 0 ? ", right" : ", wrong"));
    }

    @Override
    void allocated(Lineage active, int[] rollouts) {
        super.allocated(active, rollouts);
        boolean scored = active.reads.scores();
        boolean unique = active.told.length == active.size;
        for (int i = 0; i < active.size; i++) {
            int request = active.request[i];
            pending.removeIf(written -> written.id() == request);
            row(
                    "give",
                    Integer.toString(request),
                    "-",
                    Integer.toString(active.direction[i]),
                    number(active.tokens[i], 1),
                    scored ? number(active.score[i], 4) : "-",
                    unique ? number(active.told[i], 4) : "-",
                    Integer.toString(rollouts[i]),
                    "");
        }
        for (Written late : pending) {
            row("late", Integer.toString(late.id()), "-", "-", "-", "-", "-", "-", "");
        }
        pending.clear();
        active.told = new double[0];
    }

    /** Tells of what nothing becomes any more. */
    void end() {
        for (Written dropped : pending) {
            row("drop", Integer.toString(dropped.id()), "-", "-", "-", "-", "-", "-", "enough have finished");
        }
        pending.clear();
    }

    /** Tells how the vote went. */
    void vote() {
        boolean[] over = new boolean[size];
        Arrays.fill(over, true);
        int chosen = chosen(over);
        votes.forEach((answer, sums) -> out.accept(String.format(
                Locale.ROOT,
                "# answer %d%s: %.0f time%s, sum of scores %.4f%s",
                answer,
                answer == 0 ? " (right)" : "",
                sums[0],
                sums[0] == 1 ? "" : "s",
                sums[1],
                answer == chosen ? "  <- selected" : "")));
        if (chosen < 0) {
            out.accept("# no answer is selected");
        }
    }
}
