# needs: levels
# %% [markdown]
# ## Easy and hard tasks
#
# `levels.csv` has accuracy by level of difficulty, 1 the easiest. A budget that is wasted on easy tasks may still help on hard ones.
# %%
for world in WORLDS:
    rows = levels[levels.scenario == world]
    rows = rows[rows.budget == rows.budget.max()]
    axis = slide(titled(world), f"Tasks answered correctly at {plain(rows.budget.max())} {UNIT}, by level. Bars: 95 % intervals.")
    for policy, line in rows.groupby("policy", sort=False):
        draw(axis, line, "accuracy", policy, x="level")
    axis.xaxis.set_major_locator(FixedLocator(sorted(rows.level.unique())))
    axis.set_xlabel("Level of difficulty")
    percent_axis(axis, "Accuracy (% of tasks)")
    finish(axis)
# %% [output] picture levels
