# needs: sweep points sweep_bests
# %% [markdown]
# ## The sweep
#
# Every combination of the swept keys is a study of its own. `sweep.csv` has what each policy achieves there at its largest budget, and from which budget it is saturated; `points.csv` has the best policy of each point, with warnings. Where is each policy at its best?
# %%
swept = sweep[sweep.accuracy.notna()]
for policy, rows in swept.groupby("policy", sort=False):
    row = rows.loc[rows.accuracy.idxmax()]
    print(f"{policy}: {100 * row.accuracy:.1f} % ({100 * row.accuracy_low:.1f} to {100 * row.accuracy_high:.1f})"
          f" at {row.budget} {UNIT} in {row.scenario}")
# %% [output] text sweep_bests
# %%
from matplotlib.colors import LinearSegmentedColormap

shades = LinearSegmentedColormap.from_list("accuracy", ["#FFFFFF", COLORS["gain"]])


def moved(key):
    """How far a key moves accuracy, in the mean over the other keys and the policies."""
    means = swept.groupby(key, sort=False).accuracy.mean()
    return means.max() - means.min()


across, *others = sorted(KEYS, key=moved, reverse=True)
if not others:
    axis = slide(TITLE, "Tasks answered correctly at the largest budget. Bands: 95 % confidence intervals.")
    for policy, line in swept.groupby("policy", sort=False):
        alone = len(line) == line[across].nunique()
        line = line.groupby(across, as_index=False)[["accuracy", "accuracy_low", "accuracy_high"]].mean()
        draw(axis, line, "accuracy", policy, x=across, band=alone)
    if pd.api.types.is_numeric_dtype(swept[across]) and swept[across].min() > 0 and swept[across].max() >= 30 * swept[across].min():
        log2_axis(axis, swept[across], across)
    axis.set_xlabel(across)
    percent_axis(axis, "Accuracy (% of tasks)")
    finish(axis)
for policy, rows in list(swept.groupby("policy", sort=False))[: SHOWN if others else 0]:
    cells = 100 * rows.pivot_table(index=others[0], columns=across, values="accuracy")
    axis = slide(f"{TITLE}: {policy}", "Accuracy (% of tasks) at the largest budget" + (", mean over the other keys." if len(KEYS) > 2 else "."))
    axis.imshow(cells, origin="lower", aspect="auto", cmap=shades, vmin=100 * swept.accuracy.min(), vmax=100 * swept.accuracy.max())
    middle = 50 * (swept.accuracy.min() + swept.accuracy.max())
    for i in range(len(cells.index) if cells.size <= 200 else 0):
        for k in range(len(cells.columns)):
            value = cells.iloc[i, k]
            if value == value:
                axis.text(k, i, f"{value:.0f}", ha="center", va="center", color="white" if value > middle else COLORS["ink"])
    axis.set_xticks(range(len(cells.columns)), [plain(x) if isinstance(x, (int, float)) else x for x in cells.columns])
    axis.set_yticks(range(len(cells.index)), [plain(y) if isinstance(y, (int, float)) else y for y in cells.index])
    axis.grid(False)
    axis.set_xlabel(across)
    axis.set_ylabel(others[0])
    plt.show()
# %% [output] figure best-policy
# %% [output] figure accuracy
# %% [markdown]
# **Exercise 1.** Which of the swept keys moves accuracy most, in the mean over the other keys and the policies?
#
# <details><summary>Answer</summary>
#
# {{sweep_moves}}
#
# ```python
# for key in KEYS:
#     print(f"{key}: {100 * moved(key):.1f} points")
# ```
#
# </details>
#
# **Exercise 2.** (open) Which of these keys do you know least well for your own model? Go along it: does the best policy change, or only how good it is?
