# needs: sqlite accuracy
# %% [markdown]
# ## The same by SQL
#
# `results.sqlite` has the same tables for questions in SQL (and every finished piece of the run, which `plateau run --resume` goes on with). It is opened for reading only.
# %%
import sqlite3
with sqlite3.connect("file:results.sqlite?mode=ro", uri=True) as database:
    reached = pd.read_sql(
        """
        SELECT scenario, policy, max(accuracy) AS accuracy, min(budget) AS budget
        FROM (SELECT a.*, max(accuracy) OVER (PARTITION BY scenario, policy) AS most FROM accuracy a)
        WHERE accuracy >= 0.98 * most GROUP BY scenario, policy ORDER BY scenario, policy
        """,
        database,
    )
    stored = pd.read_sql("SELECT * FROM accuracy", database)
same = stored.astype(accuracy.dtypes).equals(accuracy)  # a whole number in the CSV is a real one in SQL
print("accuracy.csv and the table accuracy are", "the same" if same else "not the same")
reached.head(ROWS)  # the smallest budget that comes within 2 % of the best
# %% [output] text sqlite_same
