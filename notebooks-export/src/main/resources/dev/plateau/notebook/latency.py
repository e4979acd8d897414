# needs: latency
# %% [markdown]
# Means hide the slow ones. `latency.csv` has the whole distribution: the share of tasks that are answered within a time.
# %%
for (world, machines), rows in list(latency.groupby(["scenario", "fleet"], sort=False))[:SHOWN]:
    largest = rows[rows.budget == rows.budget.max()]
    axis = slide(f"{titled(world)}, {machines}", f"Tasks answered within a time, at {plain(rows.budget.max())} {UNIT}.")
    for policy, line in largest.groupby("policy", sort=False):
        color, dashes, _ = look(policy)
        axis.plot(line.latency_s, 100 * line.share, color=color, linestyle=(0, tuple(dashes)) if dashes else "-", label=policy)
    axis.axhline(95, color=COLORS["ink"], linewidth=1.2, linestyle=(0, (5, 3)))
    axis.set_xlim(left=0)
    axis.set_xlabel("Seconds")
    percent_axis(axis, "Answered (% of tasks)")
    finish(axis)
# %% [output] picture latency
