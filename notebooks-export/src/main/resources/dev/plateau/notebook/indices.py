# needs: indices.total indices_largest
# %% [markdown]
# ## Shares of the variance
#
# Draw all settings evenly from their ranges, and the output varies. `indices.csv` has the share of its variance that a setting explains alone (`first`), and the share that is left when all others are known (`total`); what `total` has more is interaction.
# %%
varied = indices[indices.total.notna()]
for output, rows in varied.groupby("output", sort=False):
    row = rows.loc[rows.total.idxmax()]
    print(f"{output}: most by {row.setting}, {100 * row.total:.0f} % of the variance; all settings alone explain {100 * rows['first'].sum():.0f} %")
# %% [output] text indices_largest
# %%
for output, rows in varied.groupby("output", sort=False):
    rows = rows.head(18).iloc[::-1]
    axis = slide(f"What moves {output}", "Share of the variance. Dark: due to the setting alone; pale: with its interactions, and its 95 % interval.",
                 height=1.8 + 0.32 * len(rows))
    axis.barh(range(len(rows)), 100 * rows.total, height=0.6, color=COLORS["gain"], alpha=0.35)
    axis.barh(range(len(rows)), 100 * rows["first"].clip(lower=0), height=0.3, color=COLORS["gain"])
    axis.hlines(range(len(rows)), 100 * rows.total_low.fillna(rows.total), 100 * rows.total_high.fillna(rows.total), color=COLORS["ink"], linewidth=1.2)
    axis.set_yticks(range(len(rows)), rows.setting)
    axis.grid(axis="y", visible=False)
    axis.grid(axis="x")
    axis.figure.subplots_adjust(left=0.36, right=0.96)
    axis.set_xlabel("Share of the variance (%)")
    plt.show()
# %% [output] figures indices output
# %% [markdown]
# **Exercise 1.** Which settings may be fixed at any value, since they move the output by less than a hundredth of its variance?
#
# <details><summary>Answer</summary>
#
# {{indices_idle}}
#
# ```python
# for output, rows in varied.groupby("output", sort=False):
#     print(f"{output}: {', '.join(rows[rows.total_high < 0.01].setting) or 'none for certain'}")
# ```
#
# </details>
#
# **Exercise 2.** (open) Where do the ranges come from? Halve the one of the setting at the top: what would become of its share?
