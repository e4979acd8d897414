# needs: accuracy saturation.ceiling
# %% [markdown]
# ## What is right, and at what budget
#
# `accuracy.csv` has one row for each world, policy and budget: the share of {{tasks}} simulated tasks whose selected answer is right, with its 95 % interval, and beside it *coverage*, the share of tasks with at least one right attempt. At the largest budget:
# %%
last = accuracy.budget == accuracy.groupby(["scenario", "policy"]).budget.transform("max")
top = accuracy[last & ~accuracy.policy.isin(TOLD)].copy()
best = top.loc[top.groupby("scenario", sort=False).accuracy.idxmax()]
for row in best.head(SHOWN).itertuples():
    print(f"{row.scenario}: {row.policy} is best with {100 * row.accuracy:.1f} %"
          f" ({100 * row.accuracy_low:.1f} to {100 * row.accuracy_high:.1f}) at {row.budget} {UNIT}")
# %% [output] text best
# %%
for world in WORLDS:
    rows = accuracy[accuracy.scenario == world]
    axis = slide(titled(world), "Tasks answered correctly, by budget. Bands: 95 % confidence intervals.")
    for policy, line in rows.groupby("policy", sort=False):
        draw(axis, line, "accuracy", policy)
    log2_axis(axis, rows.budget, f"Budget ({UNIT} per task)")
    percent_axis(axis, "Accuracy (% of tasks)")
    finish(axis)
# %% [output] picture accuracy
# %% [markdown]
# Every curve flattens. `saturation.csv` says where: *efficient until* is the budget from which one more {{unit_singular}} brings less than the upper threshold, the *saturation budget* that from which it brings less than the lower one. `f_max` and `p_x` belong to the closed form of TTSPM, $F(N) = F_{max}\,(1-(1-p_x)^N)$, fitted to the curve, and `closed_form_budget` is where that formula would stop. An empty field: not reached within these budgets.
# %%
display(saturation.head(ROWS))
# %% [output] table saturation
