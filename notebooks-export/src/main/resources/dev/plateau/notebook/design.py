# needs: design stages
# %% [markdown]
# ## How large a pilot must be
#
# `design.csv` has the pilots that were tried in the simulated world: how often each places the saturation budget within the factor that was asked for (`within`). `stages.csv` says, as samples come in, what the next ones would still gain.
# %%
display(design.head(ROWS))
axis = slide(TITLE, "What one more sample gains in coverage, as the pilot goes on. Band: 95 % of pilots.")
draw(axis, stages, "gain", "parallel", x="samples", line=LINES[0])
if "sequential_gain" in stages and stages.sequential_gain.notna().any():
    draw(axis, stages, "sequential_gain", "sequential", x="samples", line=LINES[1])
log2_axis(axis, stages.samples, "Samples per problem")
percent_axis(axis, "Points per sample")
finish(axis)
# %% [output] table design
# %% [output] picture gain
