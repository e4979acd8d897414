# Lesson 4 of 6. plateau notebook 4-sequential-and-its-traps.py makes the notebook of it.
# %% [markdown]
# # Sequential refinement and its traps
#
# Instead of asking many times, let the model look at its last answer and try again. Published curves of this rise nicely, often because an oracle stopped them at the first right answer. This lesson separates what refinement brings from what the oracle brings.
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
# ## A chain of two states
#
# A round repeats the last answer with chance $r$; else it answers anew and is right with chance $p'$, which may be better or worse than the first round's $p$, because the last answer stands in the prompt. `no-oracle` keeps the last round's answer, `oracle` stops at the first right one, `parallel` asks anew each time (with an oracle too).
#
# The world `misled` has the numbers that follow from Huang et al. 2023 (arXiv 2310.01798) for GPT-3.5 on CommonSenseQA: right at first with 0.758, but far worse after looking again. `learner` is a model that improves.
# %%
WORLDS = {"misled": (0.758, 0.044057, -1.04867), "learner": (0.3, 0.4, 0.5)}
worlds = "\n".join(
    f"  {name}: {{tasks: {{difficulty: {{fixed: {p}}}}}, refinement: {{repeat: {r}, improvement: {d}}}}}"
    for name, (p, r, d) in WORLDS.items()
)
accuracy, folder = simulate("sequential", f"""
title: Sequential refinement and its traps
directions: {{popularity: {{uniform: {{count: 1}}}}}}
attempts: {{shares: {{direction: 0, steps: 0, finish: 1}}, steps: 1}}
refinement: {{stickiness: 0, reuse: 0, context-rounds: 1}}
policies:
  - {{id: sequential, label: no-oracle, acceptance: last}}
  - {{id: sequential, label: oracle, acceptance: oracle}}
  - {{id: parallel, select: oracle}}
baseline: parallel
budgets: [1, 2, 3, 4, 5, 6, 7, 8]
precision: 0.005
worlds:
{worlds}
""")
# %% [markdown]
# ## The closed form
#
# Without an oracle the chain forgets: $a_1 = p$, $a_{n+1} = r\,a_n + (1-r)\,p'$, which goes to $p'$, whatever $p$ was. With one, a task stays wrong with chance $r + (1-r)(1-p')$ per round, so $1 - (1-p)\,(r + (1-r)(1-p'))^{n-1}$.
# %%
normal = NormalDist()
rounds = np.arange(1, 9)


def after_looking(p, d):
    return normal.cdf(normal.inv_cdf(p) + d)


def last_answer(p, r, d):
    values = [p]
    for _ in rounds[1:]:
        values.append(r * values[-1] + (1 - r) * after_looking(p, d))
    return np.array(values)


def with_oracle(p, r, d):
    return 1 - (1 - p) * (r + (1 - r) * (1 - after_looking(p, d))) ** (rounds - 1)


axes = slide("Refinement with and without an oracle", "Simulated, with 95 % bands, and the chain of two states (black).", panels=2)
for axis, (name, numbers) in zip(axes, WORLDS.items()):
    rows = accuracy[accuracy.scenario == f"sequential/{name}"]
    for policy, line in rows.groupby("policy", sort=False):
        draw(axis, line, "accuracy", policy)
    for exact in [last_answer(*numbers), with_oracle(*numbers), 1 - (1 - numbers[0]) ** rounds]:
        axis.plot(rounds, 100 * exact, color="black", linewidth=1, zorder=4, linestyle="--")
    axis.set_title(name, fontsize=10)
    axis.set_xlabel("Rounds or rollouts")
    percent_axis(axis, "Accuracy (% of tasks)")
finish(axes[-1])
# %%
for name, numbers in WORLDS.items():
    exact = {"no-oracle": last_answer(*numbers), "oracle": with_oracle(*numbers), "parallel": 1 - (1 - numbers[0]) ** rounds}
    for policy, values in exact.items():
        rows = accuracy[(accuracy.scenario == f"sequential/{name}") & (accuracy.policy == policy)].sort_values("budget")
        print(name, policy, end=": ")
        agree(rows.accuracy, rows.accuracy_low, rows.accuracy_high, values)
# %% [markdown]
# ## Questions
#
# **1.** In `misled` the curve with the oracle rises while that without it falls. Both are the same rounds. Which of them would a system in use follow?
# %% [answer]
# The falling one. Nobody tells a system in use that its answer is right already, so it goes on and spoils right answers. The rise belongs to the oracle.
# %% [markdown]
# **2.** Where does accuracy without an oracle end, after many rounds?
# %% [answer]
# At $p'$, the chance of an answer that was given with another one in sight: the chain forgets the first. The rounds until then are about $1/(1-r)$.
# %%
for name, (p, r, d) in WORLDS.items():
    print(f"{name}: begins at {100 * p:.1f} %, ends at {100 * after_looking(p, d):.1f} %")
assert after_looking(0.758, -1.04867) < 0.4
# %% [markdown]
# **3.** `learner` improves by looking. Is refining then better than asking anew, if both have the oracle?
# %% [answer]
# Not here: a round that repeats the last answer is paid and brings nothing. Parallel attempts fail together with $(1-p)^n$, the chain's with $(1-p)(r + (1-r)(1-p'))^{n-1}$. Refining wins if $r + (1-r)(1-p') < 1-p$, that is if $(1-r)\,p' > p$.
# %%
p, r, d = WORLDS["learner"]
print(f"(1-r) p' = {(1 - r) * after_looking(p, d):.3f}, p = {p}")
