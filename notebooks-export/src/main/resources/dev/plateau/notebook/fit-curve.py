# needs: curve
# %% [markdown]
# ## The fit and its rivals
#
# `curve.csv` has coverage against budget: observed, by the fitted distribution of difficulty, and by three simpler forms. TTSPM gives all problems one chance and flattens too early; a power law never flattens. Beyond what was observed only the fit has an interval.
# %%
axis = slide(TITLE, "Coverage observed (ringed) and fitted, with 95 % bands, beside three simpler forms.")
draw(axis, curve.rename(columns={"fitted_low": "f_low", "fitted_high": "f_high"}), "fitted", "fitted", line=LINES[0])
seen = curve[curve.observed.notna()]
axis.fill_between(curve.budget, 100 * curve.fitted_low, 100 * curve.fitted_high, color=LINES[0][0], alpha=0.18, linewidth=0)
for form, line in [("ttspm", LINES[1]), ("beta_binomial", LINES[2]), ("power_law", LINES[3])]:
    draw(axis, curve, form, form.replace("_", " "), line=[line[0], [3, 2], line[2]], band=False)
axis.plot(seen.budget, 100 * seen.observed, "o", markersize=11, markerfacecolor="none", markeredgecolor=COLORS["ink"], linestyle="none", label="observed")
log2_axis(axis, [2**k for k in range(0, 40) if 2**k <= curve.budget.max()], "Budget (samples per problem)")
percent_axis(axis, "Coverage (% of problems)")
finish(axis)
# %% [output] picture coverage
# %% [markdown]
# **Exercise.** At the largest budget with an observation, by how many points is each form off?
#
# <details><summary>Answer</summary>
#
# {{forms_off}}
#
# ```python
# row = curve[curve.observed.notna()].iloc[-1]
# for form in ["fitted", "ttspm", "beta_binomial", "power_law"]:
#     print(f"{form} at {row.budget:.0f}: {number(100 * (row[form] - row.observed))} points")
# ```
#
# </details>
