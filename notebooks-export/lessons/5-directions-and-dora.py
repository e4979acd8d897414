# Lesson 5 of 6. plateau notebook 5-directions-and-dora.py makes the notebook of it.
# %% [markdown]
# # Directions and DORA
#
# A search with a verifier gives more rollouts to prefixes that score well. If the verifier overrates a whole approach, all of them go there, and fail together. DORA (Wang X. et al. 2025, arXiv 2506.15707) divides what a prefix gets by how many others look like it. This lesson computes both rules by hand and then shows where it pays.
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
# ## One allocation by hand
#
# Five prefixes: three nearly the same (one direction), two on their own. The popular direction scores a little higher. REBASE gives by score, $w = \mathrm{softmax}(R/T_b)$. DORA multiplies by $\gamma_i = e^{S_{ii}/T_s} / \sum_j e^{S_{ij}/T_s}$, which is about one over the number of prefixes that look alike ($S$: cosines of the embeddings).
# %%
import json

scores = np.array([0.82, 0.80, 0.81, 0.74, 0.72])
angles = np.array([0.00, 0.02, 0.04, 1.20, 2.40])
embeddings = np.stack([np.cos(angles), np.sin(angles)], axis=1)
budget, t_b, t_s = 32, 0.1, 0.01


def rebase(scores):
    weights = np.exp(scores / t_b)
    return weights / weights.sum()


def dora(scores, embeddings):
    cosines = embeddings @ embeddings.T
    alike = np.exp((cosines - 1) / t_s)
    weights = rebase(scores) * np.diag(alike) / alike.sum(axis=1)
    return weights / weights.sum()


Path("results").mkdir(exist_ok=True)
case = {"N": budget, "scores": scores.tolist(), "embeddings": embeddings.tolist(), "Tb": t_b, "Ts": t_s}
Path("results/case.json").write_text(json.dumps([case]))
answer = json.loads(plateau("allocate", "results/case.json", "--policy", "rebase", "--policy", "dora"))
of_plateau = {row["policy"]: row for row in answer}
for policy, weights in [("rebase", rebase(scores)), ("dora", dora(scores, embeddings))]:
    print(policy, "by hand:", np.round(weights, 3), " allocation of Plateau:", of_plateau[policy]["allocation"])
    assert np.abs(np.array(of_plateau[policy]["allocation"]) - budget * weights).max() <= 1
# %%
axis = slide("Who gets the rollouts", f"{budget} rollouts over five prefixes; the first three are of one direction.", height=3.4)
for k, policy in enumerate(["rebase", "dora"]):
    axis.bar(np.arange(1, 6) + 0.4 * k - 0.2, of_plateau[policy]["allocation"], width=0.38, color=LINES[3 - k][0], label=policy)
axis.set_xlabel("Prefix")
axis.set_ylabel("Rollouts")
finish(axis)
# %% [markdown]
# ## A whole search
#
# The direction decides half of the outcome. In the world `one` there is a single direction, in `ten` there are ten. The verifier errs by whole directions.
# %%
accuracy, folder = simulate("directions", """
title: Directions and DORA
tasks: {difficulty: {beta: {a: 0.6, b: 1.2}}}
attempts: {shares: {direction: 0.5, steps: 0.3, finish: 0.2}, steps: 6}
verifier: {slope: 0.6, direction-noise: 1.6, path-noise: 0.4, step-noise: 0.3, outcome: 0.3}
similarity: {floor: 0.5, power: 0.02}
answers: {herding: 0.5}
policies: [parallel, dora, rebase]
select: weighted-majority
baseline: rebase
budgets: {from: 1, to: 64, factor: 2}
precision: 0.01
worlds:
  one: {directions: {popularity: {uniform: {count: 1}}}}
  ten: {directions: {popularity: {uniform: {count: 10}}}}
""")
# %%
comparison = pd.read_csv(folder / "comparison.csv")
axes = slide("DORA against REBASE", "Accuracy minus that of rebase on the same tasks. Bands: 95 % intervals.", panels=2)
for axis, world in zip(axes, ["one", "ten"]):
    rows = comparison[(comparison.scenario == f"directions/{world}") & (comparison.policy == "dora")]
    draw(axis, rows, "difference", "dora - rebase", line=LINES[2])
    axis.axhline(0, color="black", linewidth=1, linestyle="--")
    axis.set_ylim(-2, 8)
    axis.set_title(f"{world} direction" + ("" if world == "one" else "s"), fontsize=10)
    log2_axis(axis, rows.budget, "Budget (rollouts per task)")
    percent_axis(axis, "Difference (points)")
finish(axes[-1])
# %%
last = comparison[(comparison.policy == "dora") & (comparison.budget == 64)].set_index("scenario")
print(last[["difference", "difference_low", "difference_high"]])
one, ten = last.loc["directions/one"], last.loc["directions/ten"]
assert one.difference_high - one.difference_low < 0.05 and abs(one.difference) < 0.02
assert ten.difference_low > 0
# %% [markdown]
# ## Questions
#
# **1.** Why does the first prefix get fewer rollouts from DORA than the fourth, although it scores higher?
# %% [answer]
# It shares its direction with two others, so its $\gamma$ is about 1/3. Together the three still get more than any other: the direction is what is rewarded, not each copy of it.
# %% [markdown]
# **2.** With one direction DORA and REBASE do the same. What would you have to know about your own tasks to tell whether DORA pays?
# %% [answer]
# How much of the outcome the approach decides (`attempts.shares.direction`), how many approaches there are, and whether the verifier errs by whole approaches. `plateau phase` draws who wins over any two of them.
# %% [markdown]
# **3.** (open) DORA pays for an embedding of every prefix at each step. Give budgets in FLOPs (`budget-unit: tflop`) and see what is left of its gain (`plateau run dora-vs-rebase`).
