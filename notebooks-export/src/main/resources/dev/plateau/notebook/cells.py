# needs: cells
# %% [markdown]
# ## The published figures and the fitted world
#
# `cells.csv` has every published figure beside what the fitted world gives.
# %%
for metric, rows in cells.groupby("metric", sort=False):
    axis = slide(TITLE, f"{metric}: fitted with its 95 % interval (solid) and published (dashed).")
    for policy, line in rows.groupby("policy", sort=False):
        draw(axis, line.rename(columns={"low": "fitted_low", "high": "fitted_high"}), "fitted", policy)
        draw(axis, line, "observed", "_published", line=[look(policy)[0], [3, 2], look(policy)[2]], band=False)
    log2_axis(axis, rows.budget, "Budget (rollouts per task)")
    percent_axis(axis, f"{metric} (%)")
    finish(axis)
# %% [output] picture accuracy
