# needs: accuracy
# %% [markdown]
# ## Found, but not chosen
#
# Accuracy can never exceed coverage: an answer that was not found cannot be chosen. What lies between is lost in choosing. Where coverage still climbs while accuracy is flat, a better verifier would bring more than more attempts.
# %%
for world in WORLDS:
    rows = accuracy[accuracy.scenario == world]
    left, right = slide(titled(world), "Tasks with a right attempt (left); attempts that are right (right).", panels=2)
    for policy, line in rows.groupby("policy", sort=False):
        draw(left, line, "coverage", policy)
        draw(right, line, "pass_rate", policy)
    for axis, words in [(left, "Coverage (% of tasks)"), (right, "Right attempts (%)")]:
        log2_axis(axis, rows.budget, f"Budget ({UNIT} per task)")
        percent_axis(axis, words)
        axis.set_ylim(bottom=0)
    finish(right)
# %% [output] picture coverage
