#!/usr/bin/python3
"""The scenario 'saturation' in numpy, vectorised over tasks: a rival in speed, and an independent check of the numbers.

Written from docs/MODEL.md (the numbers in parentheses are its sections). Tasks are independent and share nothing: no keyed tree,
no strata, no common random numbers; each policy and budget draws its own tasks, but for the nested budgets of section 8.

    plain.py TASKS SEED

Prints CSV: policy, budget, tasks, and mean and standard error of accuracy, coverage and pass rate; to standard error the seconds of
processor time. Needs numpy (Debian: python3-numpy).
"""
import sys
import time
from statistics import NormalDist

import numpy as np

A, B, UNSOLVABLE = 0.6, 1.2, 0.05
DIRECTIONS, WRONG = 6, 20
DIRECTION, STEPS, DECAY = 0.35, 0.4, 0.9
FEWEST, LONGEST = 4, 10
STICKINESS, REUSE, ACCEPTED = 0.8, 0.5, 0.9
SLOPE, SD_DIRECTION, SD_PATH, SD_STEP, OUTCOME = 0.6, 1.6, 0.4, 0.3, 0.3
FLOOR, POWER, HERDING = 0.5, 0.02, 0.5
T_BASE, T_SIMILARITY, WIDTH, K = 0.1, 0.01, 4, 4
BUDGETS = [2**i for i in range(9)]
MOST = BUDGETS[-1]

# (3): shares of the steps, tau after each, the hazards of a number of steps that is uniform
share = DECAY ** np.arange(LONGEST)
share *= STEPS / share.sum()
tau = DIRECTION + np.concatenate([[0], np.cumsum(share)])
hazard = [0 if m < FEWEST else 1 / (LONGEST - m + 1) for m in range(LONGEST + 1)]
popularity = 1 / np.arange(1, DIRECTIONS + 1)
popularity /= popularity.sum()
zipf = 1 / np.arange(1, WRONG + 1)
zipf /= zipf.sum()
# (5), (9): e^((cos - 1) / T_s) of prefixes that have so many steps in common (0: the direction), and of strangers
kin = np.exp((FLOOR + (1 - FLOOR) * tau**POWER - 1) / T_SIMILARITY)
stranger = np.exp((FLOOR - 1) / T_SIMILARITY)


class Tasks:
    """Tasks (2) with their directions (3) and what the verifier errs about these (4)."""

    def __init__(self, rng, count):
        p = np.where(rng.random(count) < UNSOLVABLE, 0, rng.beta(A, B, count))
        inverse = NormalDist().inv_cdf
        self.theta = np.array([inverse(1 - x) if 0 < x < 1 and 0 < 1 - x < 1 else np.inf * (1 if x < 0.5 else -1) for x in p])
        self.quality = rng.standard_normal((count, DIRECTIONS))
        self.error = SD_DIRECTION * rng.standard_normal((count, DIRECTIONS))
        self.count = count
        self.rows = np.arange(count)


def logistic(x):
    return 1 / (1 + np.exp(-x))


def logit(rng, tasks, rows, direction, depth, total, path):
    """(4) The verifier's logit; rows are the tasks of the first axis."""
    with np.errstate(invalid="ignore"):
        z = np.clip((total - tasks.theta[rows, None]) / np.sqrt(1 - tau[depth]), -40, 40)
    return (
        1.702 * SLOPE * z + tasks.error[rows[:, None], direction] + path + SD_STEP * rng.standard_normal(np.shape(total))
    )


def answers(rng, direction, right):
    """(6) 0 is right, then the wrong answers that all share, then those typical of a direction."""
    shared = 1 + rng.choice(WRONG, size=right.shape, p=zipf)
    return np.where(right, 0, np.where(rng.random(right.shape) < HERDING, 1 + WRONG + direction, shared))


class Votes:
    """(6) The weighted majority, counted as votes come."""

    def __init__(self, count):
        self.weight = np.zeros((count, 1 + WRONG + DIRECTIONS))
        self.made = np.zeros(count, int)
        self.right = np.zeros(count, int)

    def add(self, rows, answer, score, valid):
        at, _ = np.nonzero(valid)
        np.add.at(self.weight, (rows[at], answer[valid]), score[valid])
        np.add.at(self.made, rows[at], 1)
        np.add.at(self.right, rows[at], answer[valid] == 0)

    def outcome(self):
        return self.weight.argmax(1) == 0, self.right > 0, self.right / self.made


def parallel(rng, tasks):
    """(8) Nested budgets: the attempts of a smaller one are the first of a larger one."""
    shape = (tasks.count, MOST)
    direction = rng.choice(DIRECTIONS, size=shape, p=popularity)
    total = np.sqrt(DIRECTION) * tasks.quality[tasks.rows[:, None], direction]
    path = np.zeros(shape)
    length = rng.integers(FEWEST, LONGEST + 1, shape)
    for m in range(1, LONGEST + 1):
        on = length >= m
        total += np.where(on, np.sqrt(share[m - 1]) * rng.standard_normal(shape), 0)
        path += np.where(on, SD_PATH * rng.standard_normal(shape), 0)
    right = total + np.sqrt(1 - tau[length]) * rng.standard_normal(shape) > tasks.theta[:, None]
    seen = logit(rng, tasks, tasks.rows, direction, length, total, path)
    score = logistic(seen + np.where(right, OUTCOME, -OUTCOME))
    answer = answers(rng, direction, right)
    votes = Votes(tasks.count)
    begin = 0
    for budget in BUDGETS:
        new = slice(begin, budget)
        votes.add(tasks.rows, answer[:, new], score[:, new], np.ones((tasks.count, budget - begin), bool))
        begin = budget
        yield budget, votes.outcome()


def sequential(rng, tasks):
    """(8) A chain: accepted from a score of 0.9 on, else the best scored round is the answer."""
    n = tasks.count
    level = np.zeros((LONGEST + 2, n))
    direction = np.zeros(n, int)
    best = np.full(n, -1.0)
    answer = np.zeros(n, bool)
    open_ = np.ones(n, bool)
    made = np.zeros(n, int)
    correct = np.zeros(n, int)
    for r in range(MOST):
        moved = rng.standard_normal(level.shape)
        level = moved if r == 0 else REUSE * level + np.sqrt(1 - REUSE**2) * moved
        anew = np.ones(n, bool) if r == 0 else rng.random(n) >= STICKINESS
        direction = np.where(anew, rng.choice(DIRECTIONS, size=n, p=popularity), direction)
        length = rng.integers(FEWEST, LONGEST + 1, n)
        on = np.arange(1, LONGEST + 1)[:, None] <= length
        total = np.sqrt(DIRECTION) * tasks.quality[tasks.rows, direction]
        total = total + (on * np.sqrt(share)[:, None] * level[1 : LONGEST + 1]).sum(0)
        path = SD_PATH * (on * rng.standard_normal(on.shape)).sum(0)
        right = total + np.sqrt(1 - tau[length]) * level[LONGEST + 1] > tasks.theta
        seen = logit(rng, tasks, tasks.rows, direction[:, None], length[:, None], total[:, None], path[:, None])[:, 0]
        score = logistic(seen + np.where(right, OUTCOME, -OUTCOME))
        made += open_
        correct += open_ & right
        better = open_ & (score > best)
        best = np.where(better, score, best)
        answer = np.where(better, right, answer)
        open_ &= score < ACCEPTED
        if r + 1 in BUDGETS:
            yield r + 1, (answer.copy(), correct > 0, correct / made)


def whole(weight, budget):
    """(9) round(N w); if all rounds to 0 the largest remainders; then exactly N, cut or repeated in order (8, 9)."""
    counts = np.rint(budget * weight).astype(int)
    none = counts.sum(1) == 0
    if none.any():
        exact = budget * weight[none]
        floors = np.floor(exact).astype(int)
        rank = (-(exact - floors)).argsort(1, kind="stable").argsort(1, kind="stable")
        counts[none] = floors + (rank < budget - floors.sum(1)[:, None])
    before = counts.cumsum(1) - counts
    total = counts.sum(1)[:, None]
    cut = np.clip(budget - before, 0, counts)
    repeated = budget // total * counts + np.clip(budget % total - before, 0, counts)
    return np.where(total > budget, cut, repeated)


def top(score, active, kept, budget):
    """(9) The kept prefixes with the highest scores share N evenly, what does not divide goes to the best."""
    kept = np.minimum(active.sum(1), kept)[:, None]
    rank = np.where(active, -score, np.inf).argsort(1, kind="stable").argsort(1, kind="stable")
    return (rank < kept) * (budget // kept) + (rank < budget % kept)


def crowd(active, direction, ancestors):
    """(9) The sums of DORA's gamma: e^((cos - 1) / T_s) over all active prefixes."""
    rows, n = active.shape

    def alike(label, size):
        place = np.arange(rows)[:, None] * size + label
        return np.bincount(place[active], minlength=rows * size)[place]

    inner = np.ones(active.shape)  # prefixes that share more than this level
    total = np.ones(active.shape)
    for level in range(len(ancestors), 0, -1):
        same = alike(ancestors[level - 1], n)
        total += (same - inner) * kin[level]
        inner = same
    same = alike(direction, DIRECTIONS)
    return total + (same - inner) * kin[0] + (active.sum(1)[:, None] - same) * stranger


def search(rule, budget):
    """(8) The step-wise search. Columns are places in lineage order; a place whose attempt has finished gets no rollouts."""

    def run(rng, tasks):
        votes = Votes(tasks.count)
        rows = tasks.rows
        counts = np.full((tasks.count, 1), budget)
        total = path = np.zeros((tasks.count, 1))
        direction = np.zeros((tasks.count, 1), int)
        ancestors = []
        for depth in range(1, LONGEST + 1):
            r = len(rows)
            parent = np.repeat(np.tile(np.arange(counts.shape[1]), r), counts.ravel()).reshape(r, budget)
            if depth == 1:
                direction = rng.choice(DIRECTIONS, size=parent.shape, p=popularity)
                total = np.sqrt(DIRECTION) * tasks.quality[rows[:, None], direction]
            else:
                direction = np.take_along_axis(direction, parent, 1)
                total = np.take_along_axis(total, parent, 1)
            path = np.take_along_axis(path, parent, 1) + SD_PATH * rng.standard_normal(parent.shape)
            ancestors = [np.take_along_axis(label, parent, 1) for label in ancestors]
            total = total + np.sqrt(share[depth - 1]) * rng.standard_normal(parent.shape)
            ends = rng.random(parent.shape) < hazard[depth]
            counted = ends & (votes.made[rows][:, None] + ends.cumsum(1) <= budget)
            right = total + np.sqrt(1 - tau[depth]) * rng.standard_normal(parent.shape) > tasks.theta[rows, None]
            seen = logit(rng, tasks, rows, direction, depth, total, path)
            final = logistic(seen + np.where(right, OUTCOME, -OUTCOME))
            votes.add(rows, answers(rng, direction, right), final, counted)
            active = ~ends
            on = (votes.made[rows] < budget) & active.any(1)
            if not on.any():
                break
            rows, active, total, path, direction = rows[on], active[on], total[on], path[on], direction[on]
            score = logistic(seen[on])
            ancestors = [label[on] for label in ancestors]
            if rule == "beam":
                counts = top(score, active, max(1, budget // WIDTH), budget)
            elif rule == "top-k":
                counts = top(score, active, K, budget)
            else:
                weight = np.where(active, np.exp((score - 1) / T_BASE), 0)
                if rule == "dora":
                    weight = np.where(active, weight / crowd(active, direction, ancestors), 0)
                counts = whole(weight / weight.sum(1)[:, None], budget)
            ancestors.append(np.tile(np.arange(budget), (len(rows), 1)))
        return votes.outcome()

    return run


def policies(rng, count):
    for nested, name in ((parallel, "parallel"), (sequential, "sequential")):
        for budget, outcome in nested(rng, Tasks(rng, count)):
            yield name, budget, outcome
    for rule in ("dora", "rebase", "beam", "top-k"):
        for budget in BUDGETS:
            yield rule, budget, search(rule, budget)(rng, Tasks(rng, count))


def main():
    tasks, seed = int(sys.argv[1]), int(sys.argv[2])
    rng = np.random.default_rng(seed)
    sums = {}
    left = tasks
    while left > 0:
        chunk = min(left, 250)
        left -= chunk
        for policy, budget, outcome in policies(rng, chunk):
            values = np.array([np.asarray(x, float) for x in outcome])
            s = sums.setdefault((policy, budget), np.zeros((2, 3)))
            s += [values.sum(1), (values**2).sum(1)]
    print("policy,budget,tasks,accuracy,accuracy_se,coverage,coverage_se,pass_rate,pass_rate_se")
    for (policy, budget), (total, squares) in sums.items():
        mean = total / tasks
        se = np.sqrt(np.maximum(squares / tasks - mean**2, 0) / (tasks - 1))
        print(policy, budget, tasks, *(f"{m:.6f},{s:.6f}" for m, s in zip(mean, se)), sep=",")
    print(f"{time.process_time():.3f}", file=sys.stderr)


if __name__ == "__main__":
    main()
