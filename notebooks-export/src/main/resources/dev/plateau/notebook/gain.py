# needs: gain
# %% [markdown]
# ## What one more brings
#
# `gain.csv` has the slope between neighbouring budgets: percentage points of accuracy per added {{unit_singular}}. Three zones: *efficient* above {{upper}} per {{unit_singular}}, *diminishing* down to {{lower}}, *wasteful* below. The scale is linear near 0 and logarithmic beyond, so that losses can be shown beside gains that span decades.
# %%
import numpy as np
upper, lower = 100 * THRESHOLDS[0], 100 * THRESHOLDS[1]
for world in WORLDS:
    rows = gain[(gain.scenario == world) & gain.gain.notna()].copy()
    if rows.empty:
        continue
    rows["midway"] = np.sqrt(rows.budget * rows.next_budget)
    axis = slide(titled(world), f"Accuracy gained per added {UNIT_SINGULAR}. Bands: 95 % intervals.")
    for policy, line in rows.groupby("policy", sort=False):
        draw(axis, line, "gain", policy, x="midway")
    axis.set_yscale("symlog", linthresh=lower)
    highest, bottom = 200 * rows.gain.max(), min(-lower, 150 * rows.gain_low.min())
    highest = max(highest, 3 * upper)
    axis.set_ylim(bottom, highest)
    for zone, low, high, middle in [("efficient", upper, highest, np.sqrt(upper * highest)),
                                    ("diminishing", lower, upper, np.sqrt(lower * upper)),
                                    ("wasteful", bottom, lower, (bottom + lower) / 2)]:
        axis.axhspan(low, high, color=COLORS[zone], zorder=0)
        axis.text(0.99, middle, zone, ha="right", va="center", fontsize=9, color=COLORS["faint_ink"],
                  transform=axis.get_yaxis_transform())
    axis.yaxis.set_minor_locator(NullLocator())
    axis.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}".replace("-", "\u2212")))
    log2_axis(axis, list(rows.budget) + [rows.next_budget.max()], f"Budget ({UNIT} per task)")
    span = rows.next_budget.max() / rows.budget.min()
    axis.set_xlim(rows.budget.min() / span**0.03, rows.next_budget.max() * span**0.2)
    axis.set_ylabel(f"Points per added {UNIT_SINGULAR}")
    finish(axis)
# %% [output] picture gain
