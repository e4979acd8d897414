# needs: accuracy several_worlds
# %% [markdown]
# **Exercise.** In which of these {{several_worlds}} worlds is the best policy most accurate at its largest budget, and in which least?
#
# <details><summary>Answer</summary>
#
# {{extreme_worlds}}
#
# ```python
# first, final = best.loc[best.accuracy.idxmax()], best.loc[best.accuracy.idxmin()]
# print(f"most in {first.scenario} ({first.policy}, {100 * first.accuracy:.1f} %), least in {final.scenario} ({final.policy}, {100 * final.accuracy:.1f} %)")
# ```
#
# </details>
