# needs: ladder sensitivity
# %% [markdown]
# `ladder.csv` climbs from cheap to accurate: what each further point of accuracy costs. `sensitivity.csv` asks what the choice hangs on: whether it still keeps the promise when a price, the traffic or the verifier is otherwise, and what would be bought then.
# %%
display(ladder.head(ROWS))
display(sensitivity.head(ROWS))
# %% [output] table ladder
# %% [output] table sensitivity
# %% [markdown]
# **Exercise.** In how many of the circumstances that were tried does what was chosen keep its promise, and in how many is it still the cheapest?
#
# <details><summary>Answer</summary>
#
# {{sensitivity_held}}
#
# ```python
# print(f"{int(sensitivity.holds.sum())} of {len(sensitivity)} keep it, {int(sensitivity.still_cheapest.sum())} are still the cheapest")
# ```
#
# </details>
