# needs: plan slos
# %% [markdown]
# ## What to buy
#
# `slos.csv` has the promises, and whether anything within the limits keeps them; `plan.csv` what was found for each: the chosen fleet, policy and budget, and those beside it. `binding` names the promise that no choice could keep.
# %%
for row in slos.itertuples():
    chosen = plan[(plan.slo == row.slo) & (plan.standing == "chosen")]
    if chosen.empty:
        print(f"{row.slo}: nothing within the limits keeps it")
    else:
        it = chosen.iloc[0]
        print(f"{row.slo}: {it.fleet} with {it.policy} at {it.budget} {UNIT}, {100 * it.accuracy:.1f} % right, {it.cost_per_1000_tasks:.2f} USD per 1000 tasks")
# %% [output] text chosen_plans
# %%
display(slos.head(ROWS))
display(plan[["slo", "standing", "fleet", "policy", "budget", "accuracy", "latency_p95_s", "cost_per_1000_tasks", "reason"]].head(ROWS))
# %% [output] table slos
# %% [output] table plan slo standing fleet policy budget accuracy latency_p95_s cost_per_1000_tasks reason
# %%
able = plan[plan.cost_per_1000_tasks.notna() & plan.accuracy.notna()]
for slo, rows in list(able.groupby("slo", sort=False))[:SHOWN]:
    axis = slide(f"{TITLE}: {slo}", "Accuracy against money, for the choices of the plan. Strokes: 95 % intervals. Ringed: chosen.")
    for policy, some in rows.groupby("policy", sort=False):
        color, _, marker = look(policy)
        axis.errorbar(some.cost_per_1000_tasks, 100 * some.accuracy, label=policy, color=color, marker=marker or "o",
                      linestyle="none", elinewidth=1.2,
                      yerr=[100 * (some.accuracy - some.accuracy_low), 100 * (some.accuracy_high - some.accuracy)])
    chosen = rows[rows.standing == "chosen"]
    axis.plot(chosen.cost_per_1000_tasks, 100 * chosen.accuracy, "o", markersize=14, markerfacecolor="none",
              markeredgecolor=COLORS["faint_ink"], linestyle="none")
    axis.set_xlim(left=0)
    axis.set_xlabel("Cost per 1000 tasks (USD)")
    percent_axis(axis, "Accuracy (% of tasks)")
    finish(axis)
# %% [output] picture plan
