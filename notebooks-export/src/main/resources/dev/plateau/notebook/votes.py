# needs: votes
# %% [markdown]
# ## Votes
#
# `votes.csv` has coverage, and the accuracy of every way to choose, against budget: observed, fitted, and in the scenario that was written.
# %%
axis = slide(TITLE, "Observed (ringed) and fitted, with 95 % bands, by how the answer is chosen.")
for i, (metric, rows) in enumerate(votes.groupby("metric", sort=False)):
    draw(axis, rows, "fitted", metric, line=LINES[i % len(LINES)])
    axis.plot(rows.budget, 100 * rows.observed, "o", markersize=11, markerfacecolor="none", markeredgecolor=LINES[i % len(LINES)][0], linestyle="none")
log2_axis(axis, votes.budget, "Budget (samples per problem)")
percent_axis(axis, "Problems (%)")
finish(axis)
# %% [output] picture votes
