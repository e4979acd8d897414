# Lesson 1 of 6. plateau notebook 1-parallel-saturates.py makes the notebook of it.
# %% [markdown]
# # Why parallel sampling saturates
#
# Ask a model the same question $N$ times and keep the right answer if there is one. The first attempts help a lot, later ones hardly. Two things are behind that, and this lesson takes them apart: **chance** (each further attempt can only help where all before it failed) and **difficulty** (what is still unsolved after many attempts is what is hard).
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
# ## Two worlds
#
# In the world `alike` every task can be solved with the same chance $p = 0.1$ per attempt, but 10 % of the tasks not at all. In `mixed` the chance differs from task to task, $p \sim \mathrm{Beta}(0.6, 1.2)$. An oracle picks the right answer, so accuracy is *coverage*: the share of tasks with a right attempt.
# %%
accuracy, folder = simulate("parallel-saturates", """
title: Why parallel sampling saturates
directions: {popularity: {uniform: {count: 1}}}
attempts: {shares: {direction: 0, steps: 0, finish: 1}, steps: 1}
policies: [{id: parallel, select: oracle}]
budgets: [1, 2, 4, 8, 16, 28, 32, 64, 128]
precision: 0.005
thresholds: {efficient: 0.02, saturated: 0.005}
worlds:
  alike: {tasks: {difficulty: {fixed: 0.1}, unsolvable: 0.1}}
  mixed: {tasks: {difficulty: {beta: {a: 0.6, b: 1.2}}}}
""")
alike = accuracy[accuracy.scenario.str.endswith("/alike")]
mixed = accuracy[accuracy.scenario.str.endswith("/mixed")]
# %% [markdown]
# ## The closed forms
#
# All $N$ attempts at a task fail with chance $(1-p)^N$. With one $p$ for all that is TTSPM's curve,
#
# $$F(N) = F_{max}\,(1 - (1-p)^N),$$
#
# and if $p$ is a Beta variate over the tasks, its mean gives the beta-binomial $F(N) = 1 - B(a, b+N)/B(a,b)$.
# %%
def ttspm(n, f_max, p):
    return f_max * (1 - (1 - p) ** n)


def beta_binomial(n, a, b):
    log_beta = lambda x, y: math.lgamma(x) + math.lgamma(y) - math.lgamma(x + y)
    return np.array([1 - math.exp(log_beta(a, b + k) - log_beta(a, b)) for k in n])


axis = slide("Coverage of independent attempts", "Simulated, with 95 % bands, and the closed forms (black).")
draw(axis, alike, "accuracy", "all tasks alike")
draw(axis, mixed, "accuracy", "mixed tasks")
fine = np.unique(np.round(np.geomspace(1, 128, 60)).astype(int))
axis.plot(fine, 100 * ttspm(fine, 0.9, 0.1), color="black", linewidth=1, zorder=4, linestyle="--", label="TTSPM")
axis.plot(fine, 100 * beta_binomial(fine, 0.6, 1.2), color="black", linewidth=1, zorder=4, linestyle=":", label="beta-binomial")
log2_axis(axis, [1, 2, 4, 8, 16, 32, 64, 128], "Budget (rollouts per task)")
percent_axis(axis, "Coverage (% of tasks)")
finish(axis)
# %%
agree(alike.accuracy, alike.accuracy_low, alike.accuracy_high, ttspm(alike.budget, 0.9, 0.1))
agree(mixed.accuracy, mixed.accuracy_low, mixed.accuracy_high, beta_binomial(mixed.budget, 0.6, 1.2))
# %% [markdown]
# ## Questions
#
# **1.** TTSPM says that one more rollout gains $F_{max}\,p\,(1-p)^N$. From which $N$ on is that below half a percentage point in the world `alike`? Compare with `saturation_budget` in the table.
# %% [answer]
# $N^* = \lceil \ln(\epsilon/(F_{max}p)) / \ln(1-p) \rceil = 28$ with $\epsilon = 0.005$: the simulated saturation budget should hold it in its interval.
# %%
saturation = pd.read_csv(folder / "saturation.csv")
n_star = math.ceil(math.log(0.005 / (0.9 * 0.1)) / math.log(0.9))
print("closed form:", n_star)
display(saturation[["scenario", "saturation_budget", "saturation_low", "saturation_high", "closed_form_budget"]])
assert n_star == 28
# %% [markdown]
# **2.** `mixed` starts higher than `alike` and is overtaken. Why does the curve of mixed tasks flatten so early, and why does it never quite stop rising?
# %% [answer]
# Its easy tasks are solved by the first attempts, so the start is steep. What is left is ever harder: after $N$ failures a task's $p$ is Beta$(0.6, 1.2+N)$, with mean about $0.6/N$. So the gain falls like a power of $N$, not exponentially: slower and slower, but never nothing. One $p$ for all cannot show both, which is why TTSPM fitted to such a curve stops too early.
# %% [markdown]
# **3.** (open) Which of the two is your benchmark? Two numbers per problem decide it: attempts made, and how many were right. `plateau calibrate` fits both forms to them.
