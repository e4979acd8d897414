package dev.plateau.policy;

/**
 * Early-stopping self-consistency (ESC, Li et al. 2024, arXiv 2401.10480): attempts are drawn in windows of w; stop after
 * the first window whose w answers are all the same. A window that the budget cuts short is not looked at.
 *
 * @param window w, at least 1
 */
public record EarlyStoppingPolicy(int window) implements SamplingPolicy {

    @Override
    public boolean stops(Tally tally) {
        return tally.size() % window == 0 && tally.streak() >= window;
    }

    @Override
    public boolean readsAnswers() {
        return true;
    }
}
