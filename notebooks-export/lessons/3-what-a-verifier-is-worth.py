# Lesson 3 of 6. plateau notebook 3-what-a-verifier-is-worth.py makes the notebook of it.
# %% [markdown]
# # What a verifier is worth
#
# Finding a right answer is one thing, choosing it another. With no oracle somebody has to choose: by vote, or by a verifier that scores. This lesson shows when stopping at the first accepted answer hits a ceiling, and what a better threshold costs.
# %% [house-style]
# %% folded
import math
import os
import subprocess
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pandas as pd

# The launcher; PLATEAU names another one.
PLATEAU = os.environ.get("PLATEAU", "../../plateau")


def plateau(*words):
    """What a command of Plateau prints."""
    done = subprocess.run([PLATEAU, *map(str, words)], capture_output=True, encoding="utf-8")
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout


def simulate(name, scenario):
    """Runs a scenario; returns its accuracies and the folder of its results."""
    folder = Path("results") / name
    folder.mkdir(parents=True, exist_ok=True)
    file = folder.parent / f"{name}.yaml"
    file.write_text(scenario, encoding="utf-8")
    print(plateau("run", file, "--out", folder))
    return pd.read_csv(folder / "accuracy.csv", dtype={"scenario": str, "policy": str}), folder


def agree(simulated, low, high, exact):
    """Checks simulated values against a closed form: all within two 95 % intervals (about four standard errors)."""
    width = np.maximum(np.asarray(high) - np.asarray(low), 1e-3)
    off = np.abs(np.asarray(simulated) - np.asarray(exact)) / width
    print(f"largest distance from the closed form: {off.max():.2f} interval widths, over {off.size} values")
    assert (off < 1).all(), "the simulation and the closed form disagree"
# %% [markdown]
# ## The world
#
# An attempt is right with chance $p = 0.2$. The verifier's logit is $N(1,1)$ for right attempts and $N(-1,1)$ for wrong ones. `threshold-t` draws attempts until one scores at least $t$; `best-of-n` draws all $N$ and takes the best; `majority` asks no verifier; `oracle` stops at the first right one.
# %%
accuracy, folder = simulate("verifier", """
title: What a verifier is worth
tasks: {difficulty: {fixed: 0.2}}
directions: {popularity: {uniform: {count: 1}}}
attempts: {shares: {direction: 0, steps: 0, finish: 1}, steps: 1}
refinement: {stickiness: 0, reuse: 0}
verifier: {slope: 0, step-noise: 1, outcome: 1}
policies:
  - {id: verifier-threshold, label: threshold-0.5, threshold: 0.5}
  - {id: verifier-threshold, label: threshold-0.75, threshold: 0.75}
  - {id: verifier-threshold, label: threshold-0.9, threshold: 0.9}
  - {id: parallel, label: majority, select: majority}
  - {id: parallel, label: best-of-n, select: best-of-n}
  - {id: sequential, label: oracle, acceptance: oracle}
baseline: best-of-n
budgets: {from: 1, to: 256, factor: 2}
precision: 0.006
""")
# %% [markdown]
# ## The closed forms
#
# With the chances $TPR$ and $FPR$ to accept a right and a wrong attempt, what is accepted is right with chance
#
# $$\frac{p\,TPR}{p\,TPR + (1-p)\,FPR},$$
#
# whatever the budget: a ceiling. Best-of-$N$ has none here: $\int N p f_1 (p F_1 + (1-p) F_0)^{N-1}$, and the oracle is $1 - 0.8^N$.
# %%
right, wrong, p = NormalDist(1, 1), NormalDist(-1, 1), 0.2


def rates(threshold):
    logit = math.log(threshold / (1 - threshold))
    return 1 - right.cdf(logit), 1 - wrong.cdf(logit)


def ceiling(threshold):
    tpr, fpr = rates(threshold)
    return p * tpr / (p * tpr + (1 - p) * fpr)


grid = np.linspace(-8, 10, 6001)
f1 = np.array([right.pdf(x) for x in grid])
below = np.array([p * right.cdf(x) + (1 - p) * wrong.cdf(x) for x in grid])


def best_of(n):
    return np.array([np.sum(k * p * f1 * below ** (k - 1.0)) * (grid[1] - grid[0]) for k in n])


axis = slide("What a verifier is worth", "Simulated; black: closed forms of oracle and best-of-n; dotted: ceilings.")
for policy, rows in accuracy.groupby("policy", sort=False):
    draw(axis, rows, "accuracy", policy)
budgets = np.sort(accuracy.budget.unique())
axis.plot(budgets, 100 * (1 - 0.8**budgets), color="black", linewidth=1, zorder=4, linestyle="--")
axis.plot(budgets, 100 * best_of(budgets), color="black", linewidth=1, zorder=4, linestyle="--")
for threshold in [0.5, 0.75, 0.9]:
    axis.axhline(100 * ceiling(threshold), color=look(f"threshold-{threshold}")[0], linewidth=1, linestyle=":")
log2_axis(axis, budgets, "Budget (rollouts per task)")
percent_axis(axis, "Accuracy (% of tasks)")
finish(axis)
# %%
for policy, exact in [("oracle", 1 - 0.8**budgets), ("best-of-n", best_of(budgets))]:
    rows = accuracy[accuracy.policy == policy].sort_values("budget")
    print(policy, end=": ")
    agree(rows.accuracy, rows.accuracy_low, rows.accuracy_high, exact)
for threshold in [0.5, 0.75, 0.9]:
    last = accuracy[(accuracy.policy == f"threshold-{threshold}") & (accuracy.budget == 256)]
    print(f"threshold {threshold}: ceiling {100 * ceiling(threshold):.1f} %,", end=" ")
    agree(last.accuracy, last.accuracy_low, last.accuracy_high, [ceiling(threshold)])
# %% [markdown]
# ## Questions
#
# **1.** What does a stricter threshold cost? Compute the mean number of rollouts until one is accepted.
# %% [answer]
# $1/(p\,TPR + (1-p)\,FPR)$: about 3, 9 and 42 rollouts for the thresholds 0.5, 0.75 and 0.9, for ceilings of 57, 87 and 98 %.
# %%
for threshold in [0.5, 0.75, 0.9]:
    tpr, fpr = rates(threshold)
    rollouts = 1 / (p * tpr + (1 - p) * fpr)
    spent = accuracy[(accuracy.policy == f"threshold-{threshold}") & (accuracy.budget == 256)].rollouts_per_task.iloc[0]
    print(f"threshold {threshold}: {rollouts:.1f} rollouts, simulated {spent:.1f}")
    assert abs(spent / rollouts - 1) < 0.05
# %% [markdown]
# **2.** `majority` falls as the budget grows. How can more votes make it worse?
# %% [answer]
# Wrong attempts herd: here 30 % of them give the same wrong answer, $0.3 \times 0.8 = 0.24$ of all attempts, against 0.2 that are right. A vote finds the most frequent answer, and the more votes, the surer it finds that one. A vote helps where the right answer is the most frequent, and harms elsewhere.
# %% [markdown]
# **3.** (open) Your verifier has been measured once, on the answers that your model gives today. What would you watch to notice that the model has learnt to please it?
