# needs: observed errors
# %% [markdown]
# ## Every request of the log
#
# `observed.csv` has the time to the last token of each request, logged and by the fitted constants; `errors.csv` sums it up, beside the constants that were known before.
# %%
display(errors.head(ROWS))
axis = slide(TITLE, "Time to the last token: simulated against logged. On the dashed line both are equal.")
axis.scatter(observed.observed, observed.fitted, s=14, color=COLORS["gain"], alpha=0.6, linewidth=0)
most = max(observed.observed.max(), observed.fitted.max())
axis.plot([0, most], [0, most], color=COLORS["ink"], linewidth=1.2, linestyle=(0, (5, 3)))
axis.set_xlabel("Logged (seconds)")
axis.set_ylabel("Simulated (seconds)")
finish(axis)
# %% [output] table errors
# %% [output] picture observed
