# Lesson 6 of 6. plateau notebook 6-when-to-stop-paying.py makes the notebook of it.
# %% [markdown]
# # When to stop paying
#
# A curve that flattens says that more brings less. When to stop is a question of price: one more rollout is worth it as long as what it gains, times what a right answer is worth, exceeds what it costs. This lesson finds that budget by the closed form, reads it from a simulation, and shows what is saved by stopping task by task.
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
# Tasks of mixed difficulty, $p \sim \mathrm{Beta}(0.6, 1.2)$; independent attempts. `parallel` spends the whole budget on every task, `stop-when-right` stops as soon as an attempt is right, which takes a perfect verifier.
# %%
accuracy, folder = simulate("stopping", """
title: When to stop paying
tasks: {difficulty: {beta: {a: 0.6, b: 1.2}}}
directions: {popularity: {uniform: {count: 1}}}
attempts: {shares: {direction: 0, steps: 0, finish: 1}, steps: 1}
refinement: {stickiness: 0, reuse: 0}
policies:
  - {id: parallel, select: oracle}
  - {id: sequential, label: stop-when-right, acceptance: oracle}
baseline: parallel
budgets: {from: 1, to: 256, factor: 2}
precision: 0.004
thresholds: {efficient: 0.01, saturated: 0.001}
""")
# %% [markdown]
# ## The closed forms
#
# Coverage is the beta-binomial $F(N) = 1 - B(a, b+N)/B(a, b)$; one more rollout gains $F(N+1) - F(N) = B(a+1, b+N)/B(a,b)$. Whoever stops when right spends $\sum_{k<N} (1 - F(k))$ rollouts: the $k+1$-st is made only where $k$ have failed.
# %%
A, B = 0.6, 1.2


def beta_ratio(x, y):
    return math.exp(math.lgamma(x) + math.lgamma(y) - math.lgamma(x + y) - math.lgamma(A) - math.lgamma(B) + math.lgamma(A + B))


coverage = np.array([1 - beta_ratio(A, B + n) for n in range(257)])
gain = np.array([beta_ratio(A + 1, B + n) for n in range(257)])
spent = np.concatenate([[0], np.cumsum(1 - coverage[:-1])])
for policy, rows in accuracy.groupby("policy", sort=False):
    print(policy, end=": ")
    agree(rows.accuracy, rows.accuracy_low, rows.accuracy_high, coverage[rows.budget])
stopped = accuracy[accuracy.policy == "stop-when-right"]
print("rollouts spent, simulated over closed form:", np.round(stopped.rollouts_per_task.to_numpy() / spent[stopped.budget], 3))
assert np.abs(stopped.rollouts_per_task.to_numpy() / spent[stopped.budget] - 1).max() < 0.03
# %%
axis = slide("What one more rollout gains", "Simulated, and the closed form (black). Green: efficient; yellow: diminishing; red: wasteful.")
table = pd.read_csv(folder / "gain.csv")
table = table[table.policy == "parallel"].copy()
table["midway"] = np.sqrt(table.budget * table.next_budget)
draw(axis, table, "gain", "parallel", x="midway")
fine = np.unique(np.round(np.geomspace(1, 250, 80)).astype(int))
axis.plot(np.sqrt(fine * (fine + 1)), 100 * gain[fine], color="black", linewidth=1, zorder=4, linestyle="--", label="closed form")
axis.set_yscale("log")
for zone, (low, high) in {"efficient": (1, 30), "diminishing": (0.1, 1), "wasteful": (0.01, 0.1)}.items():
    axis.axhspan(low, high, color=COLORS[zone], zorder=0)
axis.set_ylim(0.01, 30)
axis.yaxis.set_major_formatter(FuncFormatter(plain))
axis.yaxis.set_minor_locator(NullLocator())
log2_axis(axis, [1, 2, 4, 8, 16, 32, 64, 128, 256], "Budget (rollouts per task)")
axis.set_ylabel("Points per added rollout")
finish(axis)
# %% [markdown]
# ## Questions
#
# **1.** From which budget on does one more rollout gain less than 0.1 percentage points? Compute it, and compare with what Plateau says, and with what TTSPM fitted to the same curve says.
# %% [answer]
# The smallest $N$ with $B(a+1, b+N)/B(a, b) < 0.001$. TTSPM, which gives all tasks one chance, stops far too early: it takes the slow rise of the hard tasks for a ceiling.
# %%
saturation = pd.read_csv(folder / "saturation.csv").set_index("policy").loc["parallel"]
exact = int(np.argmax(gain < 0.001))
print(f"exact {exact}; simulated {saturation.saturation_budget:.0f} ({saturation.saturation_low:.0f} to {saturation.saturation_high:.0f}); TTSPM {saturation.closed_form_budget:.0f}")
assert 0.8 * exact <= saturation.saturation_budget <= 1.25 * exact
assert saturation.closed_form_budget < 0.7 * exact
# %% [markdown]
# **2.** A right answer is worth 20 cents, a rollout costs 0.1 cents. Which budget is best if every task gets the same, and what is a task worth then?
# %% [answer]
# Stop where the gain falls below $0.1/20 = 0.005$: the net value $20\,F(N) - 0.1\,N$ is largest there.
# %%
net = 20 * coverage - 0.1 * np.arange(257)
best = int(np.argmax(net))
print(f"budget {best}: {100 * coverage[best]:.1f} % right, {net[best]:.2f} cents per task")
assert abs(best - int(np.argmax(gain < 0.005))) <= 1
# %% [markdown]
# **3.** And if one could stop each task when it is right?
# %% [answer]
# Then the same coverage costs only $\sum_{k<N}(1-F(k))$ rollouts, and going on pays for longer: the next rollout is made only where all before have failed. Its price per task falls with the share that is still unsolved, as its gain does.
# %%
net_stopping = 20 * coverage - 0.1 * spent
best_stopping = int(np.argmax(net_stopping))
print(f"budget {best_stopping}: {100 * coverage[best_stopping]:.1f} % right for {spent[best_stopping]:.1f} rollouts, {net_stopping[best_stopping]:.2f} cents per task")
assert net_stopping[best_stopping] > net[best]
# %% [markdown]
# **4.** (open) No verifier is perfect (lesson 3). How much of that saving would yours leave?
