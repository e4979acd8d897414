# needs: alternatives.verdict
# %% [markdown]
# ## The best of many
#
# `alternatives.csv` has every alternative: what it is worth (`value`), by how much the chosen one is better (`behind`, paired over the tasks that both met), and how many tasks it met. What had fallen behind was dropped: of a loser the value is rough, but that it is a loser is not.
# %%
def called(row):
    settings = f" ({row.settings})" if isinstance(row.settings, str) else ""
    return f"{row.policy}{settings} at {row.budget}"


for verdict, rows in alternatives.groupby("verdict", sort=False):
    print(f"{verdict}: {len(rows)} of {len(alternatives)}")
# %% [output] text verdicts
# %%
rows = alternatives.head(22).iloc[::-1]
axis = slide(TITLE, "How many tasks each alternative met before it was dropped. Blue: chosen, or not shown to be worse; grey: worse.",
             height=1.6 + 0.24 * len(rows))
axis.barh(range(len(rows)), rows.tasks, height=0.5,
          color=[COLORS["pale"] if verdict == "worse" else COLORS["gain"] for verdict in rows.verdict])
axis.set_yticks(range(len(rows)), [called(row) for row in rows.itertuples()])
axis.grid(axis="y", visible=False)
axis.grid(axis="x")
axis.xaxis.set_major_formatter(FuncFormatter(plain))
axis.figure.subplots_adjust(left=0.42, right=0.96)
axis.set_xlabel("Tasks")
plt.show()
# %% [output] figure alternatives
# %% [markdown]
# **Exercise 1.** Which alternative shows the highest accuracy in this table? Why is that no way to choose?
#
# <details><summary>Answer</summary>
#
# {{most_accurate}}
#
# The largest of many rough numbers is likely to be one that luck made large, and accuracy says nothing of what it costs. The procedure drops an alternative only when its paired difference to a better one is beyond doubt.
#
# ```python
# row = alternatives.loc[alternatives.accuracy.idxmax()]
# print(f"{called(row)}: {100 * row.accuracy:.1f} % of {row.tasks} tasks")
# ```
#
# </details>
#
# **Exercise 2.** How much of the work went into alternatives that turned out to be worse?
#
# <details><summary>Answer</summary>
#
# {{spent_on_losers}}
#
# ```python
# lost = alternatives[alternatives.verdict == "worse"].tasks.sum()
# print(f"{lost} of {alternatives.tasks.sum()} times that an alternative met a task")
# ```
#
# </details>
#
# **Exercise 3.** (open) What is a right answer worth to you, in rollouts? Would `plateau best` with that as `--price` choose the same?
