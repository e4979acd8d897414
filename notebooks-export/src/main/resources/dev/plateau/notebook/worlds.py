# needs: accuracy several_worlds
# %% [markdown]
# ## From world to world
#
# There are {{several_worlds}} worlds in this folder. One line for each, dark to light in the order of the file.
# %%
worlds = list(accuracy.scenario.unique())
for policy, rows in list(accuracy.groupby("policy", sort=False))[:SHOWN]:
    axis = slide(f"{TITLE}: {policy}", "One line per world. Bands: 95 % confidence intervals.")
    for world, line in rows.groupby("scenario", sort=False):
        draw(axis, line, "accuracy", short(world), line=world_line(worlds.index(world), len(worlds)))
    log2_axis(axis, rows.budget, f"Budget ({UNIT} per task)")
    percent_axis(axis, "Accuracy (% of tasks)")
    finish(axis)
# %% [output] picture-across worlds
