# Lesson 2 of 6. plateau notebook 2-what-correlation-does.py makes the notebook of it.
# %% [markdown]
# # What correlation does
#
# Attempts of one model at one task are not independent: they start from the same misreading, take the same approach and fail together. This lesson shows what that costs, with a correlation that can be set.
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
# ## One share
#
# An attempt is right if its latent quality $\sqrt{s}\,Z + \sqrt{1-s}\,E$ exceeds a threshold $\theta$. $Z$ belongs to the direction, which all attempts of a task share here; $E$ is the attempt's own. So any two attempts are correlated by $s$, while each alone is right with $p = 0.3$, whatever $s$ is.
# %%
SHARES = [0, 0.5, 0.9]
worlds = "\n".join(f"  share-{s}: {{attempts: {{shares: {{direction: {s}}}}}}}" for s in SHARES)
accuracy, folder = simulate("correlation", f"""
title: What correlation does
tasks: {{difficulty: {{fixed: 0.3}}}}
directions: {{popularity: {{uniform: {{count: 1}}}}}}
attempts: {{shares: {{direction: 0, steps: 0}}, steps: 1}}
policies: [parallel]
select: oracle
budgets: {{from: 1, to: 64, factor: 2}}
precision: 0.006
worlds:
{worlds}
""")
# %% [markdown]
# ## Coverage by quadrature
#
# Given $Z$, attempts are independent and right with chance $v(Z) = \Phi((\sqrt{s}Z - \theta)/\sqrt{1-s})$, so
#
# $$\mathrm{coverage}(N) = 1 - E_Z\left[(1 - v(Z))^N\right],$$
#
# an integral over the normal law, which Gauss-Hermite quadrature does as a weighted sum.
# %%
normal = NormalDist()
points, weights = np.polynomial.hermite_e.hermegauss(150)
weights = weights / weights.sum()


def coverage(n, p, s):
    theta = normal.inv_cdf(1 - p)
    if s == 0:
        return 1 - (1 - p) ** np.asarray(n, dtype=float)
    right = np.array([normal.cdf((math.sqrt(s) * z - theta) / math.sqrt(1 - s)) for z in points])
    return np.array([1 - weights @ (1 - right) ** k for k in n])


axis = slide("Coverage of correlated attempts", "Simulated, with 95 % bands, and by Gauss-Hermite quadrature (black).")
fine = np.unique(np.round(np.geomspace(1, 64, 40)).astype(int))
for share in SHARES:
    rows = accuracy[accuracy.scenario == f"correlation/share-{share}"]
    draw(axis, rows, "accuracy", f"share {share}")
    axis.plot(fine, 100 * coverage(fine, 0.3, share), color="black", linewidth=1, zorder=4, linestyle="--")
log2_axis(axis, rows.budget, "Budget (rollouts per task)")
percent_axis(axis, "Coverage (% of tasks)")
finish(axis)
# %%
for share in SHARES:
    rows = accuracy[accuracy.scenario == f"correlation/share-{share}"]
    print("share", share, end=": ")
    agree(rows.accuracy, rows.accuracy_low, rows.accuracy_high, coverage(rows.budget, 0.3, share))
# %% [markdown]
# ## Questions
#
# **1.** How many independent attempts are worth as much as 64 attempts with a share of 0.9?
# %% [answer]
# Solve $1 - 0.7^n = \mathrm{coverage}(64)$: about two and a half. Sixty-one of sixty-four attempts were paid for nothing.
# %%
worth = math.log(1 - coverage([64], 0.3, 0.9)[0]) / math.log(0.7)
print(f"64 correlated attempts are worth {worth:.1f} independent ones")
assert 2 < worth < 3
# %% [markdown]
# **2.** All three curves start at the same point. Could you see the correlation in a benchmark that samples each task once?
# %% [answer]
# No. pass@1 is $p$, whatever the share. Correlation shows only in how several attempts at *the same* task agree, which is why a pilot needs several samples per problem.
# %% [markdown]
# **3.** A mix of easy and hard tasks also flattens the curve (lesson 1). Can coverage tell mixed difficulty from correlated attempts?
# %% [answer]
# Not by itself: given the task, both say that attempts are independent given something unseen, $p$ there and $Z$ here. What differs is what can be done about it. Difficulty stays; correlation can be broken by making attempts take other directions (lesson 5).
