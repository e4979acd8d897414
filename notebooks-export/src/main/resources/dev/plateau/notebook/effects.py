# needs: effects.mu_star effects_largest
# %% [markdown]
# ## What moves it
#
# `effects.csv` has for each output and setting by how much the output changes over the whole range of the setting: in size (`mu_star`) and in direction (`mu`), how much that depends on where the others are (`sigma`), and the `mu_star` that the luck of the tasks alone would give (`noise`). A setting matters if its whole interval lies above that.
# %%
def amount(value, unit):
    return f"{number(value, 3)} {unit}" if isinstance(unit, str) else f"{number(100 * value)} points"


moving = effects[effects.mu_star.notna()]
for output, rows in moving.groupby("output", sort=False):
    row = rows.loc[rows.mu_star.idxmax()]
    print(f"{output}: most by {row.setting}, {amount(row.mu_star, row.unit)}; {rows.matters.sum()} of {len(rows)} settings matter")
# %% [output] text effects_largest
# %%
for output, rows in moving.groupby("output", sort=False):
    rows = rows.head(18).iloc[::-1]
    unit = rows.unit.iloc[0]
    scale = 1 if isinstance(unit, str) else 100
    axis = slide(f"What moves {output}", "Mean change over the range of a setting: where it raises (right) and where it lowers (left). Grey: no more than noise.",
                 height=1.6 + 0.26 * len(rows))
    for sign, color in [(1, "gain"), (-1, "loss")]:
        axis.barh(range(len(rows)), sign * scale * (rows.mu_star + sign * rows.mu) / 2, height=0.6,
                  color=[COLORS[color] if matters else COLORS["pale"] for matters in rows.matters])
    axis.axvline(0, color=COLORS["ink"], linewidth=1.2)
    axis.set_yticks(range(len(rows)), rows.setting)
    axis.grid(axis="y", visible=False)
    axis.grid(axis="x")
    axis.figure.subplots_adjust(left=0.36, right=0.96)
    axis.set_xlabel(f"Change ({unit})" if isinstance(unit, str) else "Change (percentage points)")
    plt.show()
# %% [output] figures effects output
# %% [markdown]
# **Exercise 1.** Of which settings that matter does the direction depend on the others: the output rises here and falls there?
#
# <details><summary>Answer</summary>
#
# {{effects_mixed}}
#
# The mean of such a setting (`mu`) is much smaller than its size (`mu_star`): to say *more of it is better* would be wrong.
#
# ```python
# for output, rows in moving.groupby("output", sort=False):
#     mixed = rows[(rows.matters == 1) & (rows.mu.abs() < 0.5 * rows.mu_star)].setting
#     print(f"{output}: {', '.join(mixed) or 'none'}")
# ```
#
# </details>
#
# **Exercise 2.** (open) Of the settings at the top, which could you measure in a pilot, and which could you change?
