# needs: accuracy
# %% [markdown]
# ## What was really spent
#
# Policies spend equal budgets differently: some stop early, some pay a verifier at every step. Tokens that the policy model writes per task put them on one scale.
# %%
for world in WORLDS:
    rows = accuracy[accuracy.scenario == world]
    axis = slide(titled(world), "Tasks answered correctly, by tokens written per task. Bands: 95 % intervals.")
    for policy, line in rows.groupby("policy", sort=False):
        draw(axis, line, "accuracy", policy, x="tokens_per_task")
    ticks = [2.0**k for k in range(40) if rows.tokens_per_task.min() / 1.5 <= 2.0**k <= rows.tokens_per_task.max() * 1.5]
    log2_axis(axis, ticks, "Tokens per task")
    percent_axis(axis, "Accuracy (% of tasks)")
    finish(axis)
# %% [output] picture spent-tokens
