# needs: scores stress
# %% [markdown]
# ## The course
#
# `stress.csv` has every rung: accuracy of each policy in a world, from benign (hostility 0) to hostile (1), and its paired difference to plain parallel sampling. `scores.csv` sums a family up: `area` is the mean accuracy over the hostility, `advantage` that minus parallel's, `loses_at` the hostility from which the policy is worse than parallel beyond doubt. The family `all` joins them.
# %%
everything = scores[(scores.family == "all") & (scores.status == "ok")].sort_values("area", ascending=False, kind="stable")
for row in everything.itertuples():
    print(f"{row.policy}: {100 * row.area:.1f} % ({100 * row.area_low:.1f} to {100 * row.area_high:.1f})")
# %% [output] text areas
# %%
ranked = scores[(scores.family != "all") & (scores.status == "ok")]
table_of = ranked.pivot(index="policy", columns="family", values="advantage").reindex(index=everything.policy, columns=ranked.family.unique())
strongest = max(0.01, 100 * table_of.abs().max().max())
from matplotlib.colors import LinearSegmentedColormap
scale = LinearSegmentedColormap.from_list("advantage", [COLORS["loss"], "#FFFFFF", COLORS["gain"]])
axis = slide("Advantage over parallel, by family", "Percentage points of mean accuracy. Blue: better than plain parallel sampling; vermillion: worse.",
             height=1.6 + 0.32 * len(table_of))
axis.imshow(100 * table_of, cmap=scale, vmin=-strongest, vmax=strongest, aspect="auto")
for i, policy in enumerate(table_of.index):
    for k, family in enumerate(table_of.columns):
        value = 100 * table_of.loc[policy, family]
        if value == value:
            axis.text(k, i, f"{value:+.1f}".replace("-", "\u2212"), ha="center", va="center", fontsize=8,
                      color="white" if abs(value) > 0.7 * strongest else COLORS["ink"])
axis.set_xticks(range(len(table_of.columns)), table_of.columns, rotation=45 if len(table_of.columns) > 4 else 0, ha="right" if len(table_of.columns) > 4 else "center")
axis.set_yticks(range(len(table_of.index)), table_of.index)
axis.grid(False)
axis.tick_params(left=False, bottom=False)
plt.show()
# %% [output] picture heat-map
# %%
for family, rows in list(stress[stress.status == "ok"].groupby("family", sort=False))[:SHOWN]:
    axis = slide(f"Family {family}", "Tasks answered correctly, from a benign world to a hostile one. Bands: 95 % intervals.")
    for policy, line in rows.groupby("policy", sort=False):
        draw(axis, line, "accuracy", policy, x="hostility")
    axis.set_xlabel("Hostility")
    percent_axis(axis, "Accuracy (% of tasks)")
    finish(axis)
# %% [markdown]
# ## Exercises
#
# **1.** Which policy falls furthest behind parallel on a single rung, and where?
#
# <details><summary>Answer</summary>
#
# {{worst_rung}}
#
# ```python
# tried = stress[stress.difference.notna()]
# row = tried.loc[tried.difference.idxmin()]
# print(f"{row.policy} in {row.family}, {row.label}: {number(100 * row.difference)} points")
# ```
#
# </details>
# %% [markdown]
# **2.** How many of these worlds (rungs) does each policy meet without losing to parallel beyond doubt? (Its interval of the difference must not lie below 0 as a whole.)
#
# <details><summary>Answer</summary>
#
# {{rungs_survived}}
#
# ```python
# for policy, rows in stress[stress.status == "ok"].groupby("policy", sort=False):
#     print(f"{policy}: {int((rows.difference_high.fillna(0) >= 0).sum())} of {len(rows)}")
# ```
#
# </details>
# %% [markdown]
# **3.** (open) Which of these families is nearest to what you have? What would you measure to know how hostile your world is?
