# needs: accuracy saturation.ceiling
# %% [markdown]
# ## Exercises
#
# **1.** At the largest budget, which policy leaves most on the table: found by one of its attempts, but not chosen?
#
# <details><summary>Answer</summary>
#
# {{widest_gap}}
#
# ```python
# top["gap"] = top.coverage - top.accuracy
# row = top.loc[top.gap.idxmax()]
# print(f"{row.policy} in {row.scenario}: {100 * row.coverage:.1f} % found, {100 * row.accuracy:.1f} % chosen, {100 * row.gap:.1f} points lost")
# ```
#
# </details>
# %% [markdown]
# **2.** You would give up 2 percentage points of the best accuracy. Which choice then writes the fewest tokens per task, and by what factor fewer?
#
# <details><summary>Answer</summary>
#
# {{frugal}}
#
# ```python
# for world, rows in list(accuracy[~accuracy.policy.isin(TOLD)].groupby("scenario", sort=False))[:SHOWN]:
#     finest = rows.loc[rows.accuracy.idxmax()]
#     enough = rows[rows.accuracy >= finest.accuracy - 0.02]
#     frugal = enough.loc[enough.tokens_per_task.idxmin()]
#     print(f"{world}: {frugal.policy} at {frugal.budget} {UNIT}, {100 * frugal.accuracy:.1f} % with {frugal.tokens_per_task:.0f} tokens, {finest.tokens_per_task / frugal.tokens_per_task:.1f} times fewer than {finest.policy} at {finest.budget}")
# ```
#
# </details>
# %% [markdown]
# **3.** The closed form of TTSPM gives every task the same chance $p_x$. Does it stop too early or too late, and why?
#
# <details><summary>Answer</summary>
#
# {{closed_form}}
#
# Where it stops too early, tasks differ: the easy ones are soon solved, the hard ones go on gaining slowly, and one chance for all cannot say both.
#
# ```python
# known = saturation.dropna(subset=["closed_form_budget", "saturation_budget"]).head(12)
# for row in known.itertuples():
#     print(f"{row.scenario}, {row.policy}: closed form {row.closed_form_budget:.0f}, simulated {row.saturation_budget:.0f}")
# ```
#
# </details>
# %% [markdown]
# **4.** (open) The thresholds of the zones are a matter of price. What is one more right answer worth to you, what does one more {{unit_singular}} cost, and which zone are you in?
#
# **5.** (open) Which result here would you not expect to carry over to your model, and which setting of the scenario would you measure first?
