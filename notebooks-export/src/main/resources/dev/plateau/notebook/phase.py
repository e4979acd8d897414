# needs: phase phase-policies
# %% [markdown]
# ## Who wins where
#
# Every row of `phase.csv` is a world that was simulated: two settings, the policy with the highest accuracy there, and by how much it is better than the runner-up. Where a margin could not be told from 0 (`certain` is no) the winner is a guess.
# %%
for winner, rows in phase.groupby("winner", sort=True):
    print(f"{winner}: best at {len(rows)} of {len(phase)} points, for certain at {int((rows.certain == 'yes').sum())}")
# %% [output] text winners
# %%
import numpy as np


def spaced(values):
    """Whether values are spaced by a factor rather than by a difference."""
    values = np.array(sorted(set(values)))
    return values[0] > 0 and len(values) > 2 and np.ptp(np.diff(np.log(values))) < np.ptp(np.diff(values)) / values.mean()


axis = slide(TITLE, "Best policy at each simulated point; pale where it could not be told from another.")
for winner, rows in phase.groupby("winner", sort=False):
    sure = rows.certain == "yes"
    color, _, marker = look(winner)
    axis.scatter(rows[sure].x, rows[sure].y, s=70, marker=marker or "o", color=color, label=winner)
    axis.scatter(rows[~sure].x, rows[~sure].y, s=70, marker=marker or "o", color=color, alpha=0.3)
for values, name, scale in [(phase.x, X_KEY, axis.set_xscale), (phase.y, Y_KEY, axis.set_yscale)]:
    if spaced(values):
        scale("log")
axis.set_xlabel(X_KEY)
axis.set_ylabel(Y_KEY)
finish(axis)
# %% [output] picture phase
# %% [markdown]
# ## Exercises
#
# **1.** Where would choosing wrongly cost most: at which point is the worst policy furthest behind the best one?
#
# <details><summary>Answer</summary>
#
# {{dearest_mistake}}
#
# ```python
# spread = phase_policies.groupby(["x", "y"], sort=False).accuracy.agg(lambda a: a.max() - a.min())
# x, y = spread.idxmax()
# here = phase_policies[(phase_policies.x == x) & (phase_policies.y == y)]
# print(f"{X_KEY} = {number(x, 4)}, {Y_KEY} = {number(y, 4)}: {here.policy[here.accuracy.idxmin()]} loses {100 * spread.max():.1f} points to {here.policy[here.accuracy.idxmax()]}")
# ```
#
# </details>
# %% [markdown]
# **2.** (open) Which of the two settings do you know less well for your own model? Follow a line in its direction: does the advice change?
