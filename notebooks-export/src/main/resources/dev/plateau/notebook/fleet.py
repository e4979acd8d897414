# needs: fleet
# %% [markdown]
# ## On machines
#
# `fleet.csv` has what it takes to serve each choice: latency, throughput, money and energy. Two errors have to be kept apart: the interval of the sampling, and the error of the model of the machines (column `model_error`, as a fraction), which no longer run makes smaller. A choice that the fleet cannot keep up with is not `stable` and has no latency.
# %%
steady = fleet[fleet.stable == 1].copy()
steady["accuracy_percent"] = 100 * steady.accuracy


def front(rows, cost):
    """Those that no other choice beats: nothing as accurate for less."""
    rows = rows.sort_values([cost, "accuracy"], ascending=[True, False])
    return rows[rows.accuracy > rows.accuracy.cummax().shift(fill_value=-1)]


for world in steady.scenario.unique()[:SHOWN]:
    rows = steady[steady.scenario == world]
    axes = slide(titled(world), "Accuracy against the time that 95 % of the answers take, and against money."
                 " Ringed: no other is as accurate for less.", panels=2)
    for axis, cost, words in [(axes[0], "latency_p95_s", "Latency, p95 (seconds)"),
                              (axes[1], "cost_per_task", "Cost per task (US cents)")]:
        scale = 1 if cost == "latency_p95_s" else 100
        for (policy, machines), line in rows.groupby(["policy", "fleet"], sort=False):
            color, dashes, marker = look(policy)
            axis.plot(scale * line[cost], line.accuracy_percent, color=color, marker=marker, label=policy,
                      linestyle=(0, tuple(dashes)) if dashes else "-")
        unbeaten = front(rows, cost)
        axis.plot(scale * unbeaten[cost], unbeaten.accuracy_percent, "o", markersize=12, markerfacecolor="none",
                  markeredgecolor=COLORS["faint_ink"], linestyle="none")
        costs = scale * rows[cost]
        ticks = [2.0**k for k in range(-20, 30) if costs.min() / 1.5 <= 2.0**k <= costs.max() * 1.5]
        log2_axis(axis, ticks, words)
        percent_axis(axis, "Accuracy (% of tasks)")
    finish(axes[-1])
# %% [output] picture accuracy-latency
