# needs: verifier
# %% [markdown]
# ## How good the verifier is
#
# `auc` is the chance that a right attempt scores higher than a wrong one: 0.5 knows nothing, 1 everything. `accepts_right` and `accepts_wrong` are the shares of right and of wrong attempts that it would accept.
# %%
display(verifier.head(ROWS))
# %% [output] table verifier
