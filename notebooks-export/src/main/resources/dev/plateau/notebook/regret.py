# needs: regret
# %% [markdown]
# ## What was lost against the oracle
#
# `regret.csv` splits what each policy loses against one that is told the truth.
# %%
display(regret.head(ROWS))
# %% [output] table regret
