# needs: fleet
# %% [markdown]
# **Exercise.** Of the choices that a fleet can keep up with, which is the most accurate that answers 95 % of its tasks within twice the time of the fastest?
#
# <details><summary>Answer</summary>
#
# {{quick_enough}}
#
# ```python
# for world, rows in list(steady.groupby("scenario", sort=False))[:SHOWN]:
#     enough = rows[rows.latency_p95_s <= 2 * rows.latency_p95_s.min()]
#     row = enough.loc[enough.accuracy.idxmax()]
#     print(f"{world}: {row.policy} at {row.budget} {UNIT} on {row.fleet}, {100 * row.accuracy:.1f} % within {row.latency_p95_s:.2f} s")
# ```
#
# </details>
