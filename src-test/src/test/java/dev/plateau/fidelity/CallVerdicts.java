package dev.plateau.fidelity;

import dev.plateau.analytic.Coverage;
import dev.plateau.analytic.RepeatedCalls;

/**
 * Verdicts of Llama-3.3-70B on answers to GPQA, 32 calls each (published by donggil113: measurement.json): share of calls that
 * accept, and the correlation of two verdicts on one answer.
 *
 * @param name of the answers
 * @param acceptance by a call
 * @param correlation of two calls
 */
record CallVerdicts(String name, double acceptance, double correlation) {
    static final CallVerdicts RIGHT = new CallVerdicts("correct", 0.817, 0.78);
    static final CallVerdicts WRONG = new CallVerdicts("wrong", 0.628, 0.72);

    RepeatedCalls calls() {
        return RepeatedCalls.ofCorrelation(acceptance, correlation);
    }

    /** Chance that all accept if the chance of a call is Beta over answers: no failure in k draws. */
    double betaAllAccept(int calls) {
        double size = (1 - correlation) / correlation;
        return 1 - Coverage.betaBinomial((1 - acceptance) * size, acceptance * size, calls);
    }
}
