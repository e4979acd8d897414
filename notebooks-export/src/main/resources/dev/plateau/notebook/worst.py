# needs: difference settings starts
# %% [markdown]
# ## The world where it loses most
#
# A search moved the settings of a world until one policy lost most to its rival (or won most). `difference.csv` measures both worlds on tasks that the search never met, so that it is not flattered by having been sought. `settings.csv` puts each setting back, one at a time: what vanishes then hangs on it.
# %%
for row in difference.itertuples():
    print(f"{row.world}: {row.policy} {100 * row.accuracy:.1f} %, {row.rival} {100 * row.rival_accuracy:.1f} %, difference"
          f" {number(100 * row.difference)} ({number(100 * row.difference_low)} to {number(100 * row.difference_high)}) points")
# %% [output] text duels
# %%
told = settings[settings.vanished.notna()]
rows = told.reindex(told.vanished.abs().sort_values(ascending=False, kind="stable").index).head(12).iloc[::-1]
axis = slide("What the difference hangs on", "Points of the difference that vanish when a setting is put back. Strokes: 95 % intervals.", height=1.6 + 0.28 * len(rows))
axis.errorbar(100 * rows.vanished, range(len(rows)), fmt="o", color=COLORS["gain"], elinewidth=1.2,
              xerr=[100 * (rows.vanished - rows.vanished_low), 100 * (rows.vanished_high - rows.vanished)])
axis.axvline(0, color=COLORS["ink"], linewidth=1.2, linestyle=(0, (5, 3)))
axis.set_yticks(range(len(rows)), rows.setting)
axis.figure.subplots_adjust(left=0.34, right=0.96)
axis.set_xlabel("Percentage points")
plt.show()
# %% [output] picture settings
# %% [markdown]
# **Exercise 1.** For how many of the settings is it certain that putting them back takes something away?
#
# <details><summary>Answer</summary>
#
# {{certain_settings}}
#
# ```python
# print(f"{int((settings.vanished_low * settings.vanished_high > 0).sum())} of {len(settings)}")
# ```
#
# </details>
#
# **Exercise 2.** (open) Is the world that was found one that could exist? Which of its settings would you rule out, and is the difference still there without it? (`plateau run` takes the scenario that lies beside this notebook.)
