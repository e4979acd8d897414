# Plateau's colours, dashes and markers, and axes that show plain numbers.
import matplotlib.pyplot as plt
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

COLORS = {{colors}}
# Colour, dashes and marker of the first policy, the second, ...
LINES = [
    {{lines}},
]
# The same by label, where the policies are known.
LOOKS = {{looks}}

plt.rcParams.update({
    "figure.dpi": 100, "savefig.bbox": "tight", "font.size": 10, "text.color": COLORS["ink"],
    "axes.labelcolor": COLORS["ink"], "axes.edgecolor": COLORS["pale"], "xtick.color": COLORS["ink"],
    "ytick.color": COLORS["ink"], "axes.spines.top": False, "axes.spines.right": False, "axes.spines.left": False,
    "axes.grid": True, "axes.grid.axis": "y", "grid.color": COLORS["grid"], "axes.axisbelow": True,
    "ytick.left": False, "lines.linewidth": 2, "lines.markersize": 6, "legend.frameon": False,
})


def look(label):
    """Colour, dashes and marker of a policy; one that is not known gets the next free line."""
    if label not in LOOKS:
        LOOKS[label] = LINES[len(LOOKS) % len(LINES)]
    return LOOKS[label]


def slide(title, subtitle, panels=1, height=4.5):
    """A picture with a title and how to read it; returns its axes, or a list of them."""
    figure, axes = plt.subplots(1, panels, figsize=(9, height), squeeze=False)
    figure.suptitle(title, x=0.01, y=1.0, ha="left", va="bottom", fontsize=13, fontweight="bold")
    figure.text(0.01, 0.985, subtitle, ha="left", va="top", fontsize=9, color=COLORS["faint_ink"])
    right, top = (0.8, 0.9) if panels == 1 else (0.86, 0.86)
    figure.subplots_adjust(left=0.08, right=right, top=top, bottom=0.13, wspace=0.3)
    return axes[0][0] if panels == 1 else list(axes[0])


def draw(axis, rows, column, label, x="budget", scale=100, line=None, band=True):
    """A line with its 95 % band, if the table has one (COLUMN_low, COLUMN_high); scale=100 makes percent."""
    color, dashes, marker = line or look(label)
    rows = rows.sort_values(x)
    low, high = f"{column}_low", f"{column}_high"
    style = (0, tuple(dashes)) if dashes else "-"
    axis.plot(rows[x], scale * rows[column], color=color, linestyle=style, marker=marker, label=label,
              linewidth=2 if marker else 1, zorder=3 if marker else 2)
    if band and marker and low in rows:
        if len(rows) > 1:
            axis.fill_between(rows[x], scale * rows[low], scale * rows[high], color=color, alpha=0.18, linewidth=0)
        else:
            axis.vlines(rows[x], scale * rows[low], scale * rows[high], color=color, linewidth=1.2)


def plain(value, _=None):
    """A number as one reads it: 2048, 10k, 0.25; never 1e+04."""
    if value >= 1000 and value % 100 == 0:
        return f"{value / 1000:g}k"
    return f"{value:.10f}".rstrip("0").rstrip(".")


def number(value, decimals=1):
    """A number with fixed decimals and a real minus."""
    text = f"{value:.{decimals}f}"
    return text.lstrip("-") if float(text) == 0 else text.replace("-", "\u2212")


def log2_axis(axis, values, title):
    """A logarithmic axis, each step a doubling, with plain numbers at the values; of many, at some."""
    ticks = sorted(set(values))
    ticks = ticks[:: (len(ticks) - 1) // 12 + 1]
    axis.set_xscale("log", base=2)
    axis.xaxis.set_major_locator(FixedLocator(ticks))
    axis.xaxis.set_minor_locator(NullLocator())
    axis.xaxis.set_major_formatter(FuncFormatter(plain))
    axis.set_xlabel(title)


def percent_axis(axis, title):
    """Percent upwards; from 0 to 100 only as far as something is drawn."""
    axis.set_ylabel(title)
    axis.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}".replace("-", "\u2212")))


def finish(axis):
    """The legend beside the axis, each name once; then the picture."""
    handles = dict(zip(*reversed(axis.get_legend_handles_labels())))
    if handles:
        axis.legend(handles.values(), handles.keys(), loc="upper left", bbox_to_anchor=(1.01, 1.0))
    plt.show()
