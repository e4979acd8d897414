# needs: other_names
# %% [markdown]
# ## More tables
#
# These were not drawn above: {{other_names}}.
# %%
for name in OTHERS:
    print(name)
    display(tables[name].head(ROWS))
# %% [output] tables others
