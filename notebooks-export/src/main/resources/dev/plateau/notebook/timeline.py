# needs: timeline
# %% [markdown]
# What went on meanwhile, in `timeline.csv`: how many sequences were computed at once, how many waited, and how full the memory of the KV cache was.
# %%
(world, machines, budget), rows = max(timeline.groupby(["scenario", "fleet", "budget"], sort=False), key=lambda group: group[0][2])
axes = slide(f"{titled(world)}, {machines}", f"At {plain(budget)} {UNIT}: sequences at once, waiting, and KV memory in use.", panels=3, height=3.6)
for axis, column, words, scale in zip(axes, ["sequences", "waiting", "kv_use"], ["Sequences", "Waiting", "KV memory (%)"], [1, 1, 100]):
    for policy, line in rows.groupby("policy", sort=False):
        axis.plot(line.time_s, scale * line[column], color=look(policy)[0], linewidth=1.2, label=policy)
    axis.set_xlabel("Seconds")
    axis.set_ylabel(words)
    axis.set_ylim(bottom=0)
finish(axes[-1])
# %% [output] picture timeline
