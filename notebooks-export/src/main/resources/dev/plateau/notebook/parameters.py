# needs: parameters.identified
# %% [markdown]
# ## What was fitted
#
# `parameters.csv` has what was fitted with its interval. *identified* says whether the data decide on it at all: where they do not, the interval says so too, and nothing that hangs on it should be trusted far from the data.
# %%
display(parameters.head(ROWS))
# %% [output] table parameters
# %% [markdown]
# **Exercise.** Which parameters are not identified by these data?
#
# <details><summary>Answer</summary>
#
# {{not_identified}}
#
# ```python
# doubtful = parameters[parameters.identified.str.startswith("no")].parameter
# print(", ".join(doubtful) if len(doubtful) else "none")
# ```
#
# </details>
