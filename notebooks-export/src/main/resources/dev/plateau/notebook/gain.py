# needs: gain
# %% [markdown]
# ## What one more brings
#
# `gain.csv` has the slope between neighbouring budgets: percentage points of accuracy for each added one of the {{unit}}. Three zones: *efficient* above {{upper}} points, *diminishing* down to {{lower}}, *wasteful* below. The scale is linear near 0 and logarithmic beyond, so that losses can be shown beside gains that span decades.
# %%
import numpy as np
upper, lower = 100 * THRESHOLDS[0], 100 * THRESHOLDS[1]
for world in WORLDS:
    rows = gain[(gain.scenario == world) & gain.gain.notna()].copy()
    if rows.empty:
        continue
    rows["midway"] = np.sqrt(rows.budget * rows.next_budget)
    axis = slide(titled(world), f"Accuracy gained per added {UNIT_SINGULAR}, between neighbouring budgets. Bands: 95 % intervals.")
    for policy, line in rows.groupby("policy", sort=False):
        draw(axis, line, "gain", policy, x="midway")
    axis.set_yscale("symlog", linthresh=lower)
    top, bottom = 200 * rows.gain.max(), min(-lower, 150 * rows.gain_low.min())
    axis.set_ylim(bottom, max(top, 3 * upper))
    zones = {"efficient": (upper, axis.get_ylim()[1]), "diminishing": (lower, upper), "wasteful": (bottom, lower)}
    for zone, (low, high) in zones.items():
        axis.axhspan(low, high, color=COLORS[zone], zorder=0)
        axis.text(0.995, low, zone + " ", ha="right", va="bottom", fontsize=9, color=COLORS["faint_ink"],
                  transform=axis.get_yaxis_transform())
    axis.yaxis.set_minor_locator(NullLocator())
    axis.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}".replace("-", "\u2212")))
    log2_axis(axis, list(rows.budget) + [rows.next_budget.max()], f"Budget ({UNIT} per task)")
    axis.set_ylabel(f"Points per added {UNIT_SINGULAR}")
    finish(axis)
# %% [output] picture gain
