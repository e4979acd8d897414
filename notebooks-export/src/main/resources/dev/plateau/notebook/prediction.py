# needs: prediction
# %% [markdown]
# ## What it predicts
#
# Budgets that were never run, with 95 % intervals:
# %%
display(prediction.head(ROWS))
# %% [output] table prediction
