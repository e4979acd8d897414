# needs: rounds
# %% [markdown]
# ## Rounds of refinement
#
# `rounds.csv` has, round by round, the chance that a chain which is still wrong is right now (the *hazard*), and the share that has been right at least once.
# %%
axis = slide(TITLE, "Chains that have been right, observed (ringed) and fitted, with 95 % bands.")
draw(axis, rounds, "fitted_solved", "fitted", x="round", line=LINES[0])
axis.fill_between(rounds["round"], 100 * rounds.fitted_low, 100 * rounds.fitted_high, color=LINES[0][0], alpha=0.18, linewidth=0)
axis.plot(rounds["round"], 100 * rounds.solved, "o", markersize=11, markerfacecolor="none", markeredgecolor=COLORS["ink"], linestyle="none", label="observed")
axis.set_xlabel("Round")
percent_axis(axis, "Solved at least once (%)")
finish(axis)
# %% [output] picture rounds
