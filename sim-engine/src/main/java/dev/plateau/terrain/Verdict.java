package dev.plateau.terrain;

import dev.plateau.stats.Interval;

/**
 * Who wins at a point: the policy with the highest mean accuracy. Its paired differences to all rivals have intervals that hold at
 * once at 95 % (Bonferroni), and it is certain to win if all of them lie above 0. That the winner was picked for having won is paid
 * for: of K policies whose best are equally good, or of which another is better, some policy is called a certain winner with a chance
 * of at most K/2/(K-1) of 5 %, which is 5 % for two and less for more.
 *
 * @param winner number of the policy; of equal means the first
 * @param second the best of the others
 * @param margin by how much the winner is better than the second
 * @param certain whether it is certain to win
 */
record Verdict(int winner, int second, Interval margin, boolean certain) {
    static Verdict of(Sample sample) {
        int policies = sample.accuracy().length;
        int winner = best(sample, -1);
        int second = best(sample, winner);
        boolean certain = true;
        for (int rival = 0; rival < policies; rival++) {
            certain &= rival == winner
                    || sample.difference(winner, rival, policies - 1).low() > 0;
        }
        return new Verdict(winner, second, sample.difference(winner, second, policies - 1), certain);
    }

    private static int best(Sample sample, int except) {
        int best = -1;
        for (int policy = 0; policy < sample.accuracy().length; policy++) {
            if (policy != except && (best < 0 || sample.mean(policy) > sample.mean(best))) {
                best = policy;
            }
        }
        return best;
    }
}
