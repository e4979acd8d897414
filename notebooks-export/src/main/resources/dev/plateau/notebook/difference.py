# needs: comparison
# %% [markdown]
# ## Against the baseline
#
# All policies met the same tasks, so their differences are surer than the two curves apart: `comparison.csv` has accuracy minus that of {{baseline}}, with the interval of the *paired* difference. Where a band contains 0 the two cannot be told apart.
# %%
for world in WORLDS:
    rows = comparison[(comparison.scenario == world) & (comparison.policy != comparison.baseline)]
    if rows.empty:
        continue
    axis = slide(titled(world), f"Accuracy minus {rows.baseline.iloc[0]}'s on the same tasks. Bands: 95 % intervals.")
    for policy, line in rows.groupby("policy", sort=False):
        draw(axis, line, "difference", policy)
    axis.axhline(0, color=COLORS["ink"], linewidth=1.2, linestyle=(0, (5, 3)))
    log2_axis(axis, rows.budget, f"Budget ({UNIT} per task)")
    percent_axis(axis, "Difference (percentage points)")
    finish(axis)
# %% [output] picture difference
