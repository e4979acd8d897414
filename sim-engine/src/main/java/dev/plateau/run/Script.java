package dev.plateau.run;

import dev.plateau.select.Ballot;
import dev.plateau.select.Selection;
import java.util.Arrays;

/**
 * What one search asks of machines, and what it learns when: recorded while the search is simulated, so that a fleet can play
 * it at its own pace. A search is a sequence of stages that each wait for all of the one before. A stage is requests to the
 * model that writes; what one has written may be read by the verifier and by the embedder, and another of the stage may have
 * to wait for it. What a request ends with may be an answer.
 *
 * <p>Structure of arrays, reused; allocation-free once large enough.
 */
public class Script {
    /** What a chain of rounds answers. */
    enum Chain {
        /** Its last round. */
        LAST,
        /** Its best scored round. */
        BEST
    }

    /** No request: the prompt of the task. */
    static final int PROMPT = -1;

    int size;
    /** First request of each stage, and their number at the end. */
    int[] stageStart = new int[8];

    int stages;
    /** The request whose text it continues. */
    int[] parent = new int[0];
    /** The request of its stage that must be over before it begins, or -1. */
    int[] after = new int[0];
    /** Tokens it reads beside the text that it continues. */
    int[] read = new int[0];
    /** Tokens it writes. */
    int[] written = new int[0];
    /** Tokens that the verifier reads when it is written; 0 if it does not. */
    int[] verified = new int[0];
    /** The request on whose verified text the verifier goes on. */
    int[] verifiedParent = new int[0];
    /** Tokens that the embedder reads when it is written; 0 if it does not. */
    int[] embedded = new int[0];
    /** Whether a later request continues its text. */
    boolean[] continued = new boolean[0];

    int answers;
    private int[] request = new int[0];
    private int[] chain = new int[0];
    private int[] answer = new int[0];
    private int[] direction = new int[0];
    private double[] score = new double[0];
    private long[] tie = new long[0];

    private Selection selection = Selection.MAJORITY;
    private Chain within = Chain.LAST;
    private int distinctAnswers;
    private long rootTie;
    private final Ballot ballot = new Ballot();

    void begin(Selection vote, Chain answerOfChain, int distinct, long tieBreaker) {
        size = 0;
        stages = 0;
        answers = 0;
        selection = vote;
        within = answerOfChain;
        distinctAnswers = distinct;
        rootTie = tieBreaker;
    }

    /** What follows waits for all before. */
    void stage() {
        if (stages > 0 && stageStart[stages - 1] == size) {
            return;
        }
        if (stages + 1 >= stageStart.length) {
            stageStart = Arrays.copyOf(stageStart, 2 * stageStart.length);
        }
        stageStart[stages++] = size;
        stageStart[stages] = size;
    }

    /** Adds a request to the last stage; returns its number. */
    int write(int parentRequest, int afterRequest, double tokensRead, double tokensWritten) {
        if (size == parent.length) {
            int room = Math.max(16, 2 * size);
            parent = Arrays.copyOf(parent, room);
            after = Arrays.copyOf(after, room);
            read = Arrays.copyOf(read, room);
            written = Arrays.copyOf(written, room);
            verified = Arrays.copyOf(verified, room);
            verifiedParent = Arrays.copyOf(verifiedParent, room);
            embedded = Arrays.copyOf(embedded, room);
            continued = Arrays.copyOf(continued, room);
        }
        parent[size] = parentRequest;
        after[size] = afterRequest;
        read[size] = (int) Math.rint(tokensRead);
        written[size] = (int) Math.rint(tokensWritten);
        verified[size] = 0;
        verifiedParent[size] = PROMPT;
        embedded[size] = 0;
        continued[size] = false;
        if (parentRequest >= 0) {
            continued[parentRequest] = true;
        }
        stageStart[stages] = size + 1;
        return size++;
    }

    /** The verifier reads what a request has written, on top of the verified text of another. */
    void verify(int requestNumber, int parentRequest, double tokens) {
        verified[requestNumber] = (int) Math.rint(tokens);
        verifiedParent[requestNumber] = parentRequest;
    }

    /** The embedder reads the whole text that a request ends with. */
    void embed(int requestNumber, double tokens) {
        embedded[requestNumber] = (int) Math.rint(tokens);
    }

    /** A request ends with an answer. Answers of one chain come one after the other. */
    void answer(
            int requestNumber, int chainNumber, int given, int seenDirection, double verifierScore, long tieBreaker) {
        if (answers == answer.length) {
            int room = Math.max(16, 2 * answers);
            request = Arrays.copyOf(request, room);
            chain = Arrays.copyOf(chain, room);
            answer = Arrays.copyOf(answer, room);
            direction = Arrays.copyOf(direction, room);
            score = Arrays.copyOf(score, room);
            tie = Arrays.copyOf(tie, room);
        }
        request[answers] = requestNumber;
        chain[answers] = chainNumber;
        answer[answers] = given;
        direction[answers] = seenDirection;
        score[answers] = verifierScore;
        tie[answers] = tieBreaker;
        answers++;
    }

    /** The request that ends with the i-th answer. */
    int answered(int i) {
        return request[i];
    }

    /** The i-th answer; 0 is right. */
    int given(int i) {
        return answer[i];
    }

    /**
     * The active prefixes of a stage have been given rollouts.
     *
     * @param active the prefixes
     * @param rollouts of each
     */
    void allocated(Lineage active, int[] rollouts) {
        // Machines need not know.
    }

    /** Whether it wants to know what a rule was told of uniqueness. */
    boolean remembers() {
        return false;
    }

    /** Number of requests to the model that writes. */
    public int requests() {
        return size;
    }

    /**
     * Whether the answer chosen from some of the requests is right.
     *
     * @param over which requests are over, with all that is read of them
     */
    public boolean right(boolean[] over) {
        return chosen(over) == 0;
    }

    /** The answer chosen from some of the requests, 0 if it is right; -1 if there is none. */
    int chosen(boolean[] over) {
        ballot.clear(selection, distinctAnswers);
        for (int first = 0; first < answers; ) {
            int end = first;
            int chosen = -1;
            for (; end < answers && chain[end] == chain[first]; end++) {
                if (!over[request[end]]) {
                    continue;
                }
                if (selection.rule() == Selection.Rule.ORACLE) {
                    vote(end);
                } else if (chosen < 0 || within == Chain.LAST || better(end, chosen)) {
                    chosen = end;
                }
            }
            if (chosen >= 0) {
                vote(chosen);
            }
            first = end;
        }
        return ballot.chosen(rootTie);
    }

    private boolean better(int a, int b) {
        return score[a] > score[b] || (score[a] == score[b] && tie[a] > tie[b]);
    }

    private void vote(int entry) {
        ballot.add(answer[entry], direction[entry], score[entry], tie[entry]);
    }
}
