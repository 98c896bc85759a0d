"""What is written at the ends of a trend's lines: last values, and names where there are many."""

from collections.abc import Sequence

from charts import fonts, frame
from charts.canvas import Canvas, Point
from charts.plot import Plot, heights
from charts.sheets.trend import TrendSeries, TrendSheet
from charts.ticks import spread

LAST, NAME = 36, 26
LABEL_STEP = 40
SAME = 12  # pixels within which value and plan are one
LEAN = 14  # pixels that a number reaches over the end of its line, where another goes on


def draw_last(canvas: Canvas, plot: Plot, sheet: TrendSheet, *, color: str) -> None:
    """The last value of the only line over its end, or under it if the plan runs just above.

    The plan's own last number is left out where it would stand on the value.
    """
    series, words = sheet.series[0], sheet.series[0].last_text
    lean_to = plot.left if sheet.ahead is not None else None
    told, planned = plot.runs(series.values), plot.runs(sheet.plan)
    written = None
    if told:
        ahead = told[-1][-1][1] - planned[-1][-1][1] if planned else 0.0
        high, low = (
            _beside(told[-1], words, LAST, above=above, lean_to=lean_to) for above in (True, False)
        )
        is_under = SAME < ahead < LAST * 3 and low[1] < plot.bottom - LAST
        written = low if is_under else high
        if not is_under and not _is_below_zero(series):  # else the area is behind it
            _clear_grid(canvas, written, words)
        canvas.text(*written, words, LAST, color=color, bold=True, align="center")
    if planned and sheet.plan_text:
        above = not told or planned[-1][-1][1] <= told[-1][-1][1]
        place = _beside(planned[-1], sheet.plan_text, NAME, above=above, lean_to=lean_to)
        is_free = written is None or abs(place[1] - written[1]) > LAST * 1.3
        if is_free and place[1] < plot.bottom - NAME:
            color = canvas.theme.soft
            canvas.text(*place, sheet.plan_text, NAME, color=color, bold=True, align="center")


def _is_below_zero(series: TrendSeries) -> bool:
    known = [float(value) for value in series.values if value is not None]
    return bool(known) and known[-1] < 0


def _clear_grid(canvas: Canvas, at: Point, words: str) -> None:
    """No line of the grid runs through the number."""
    (x, y), half = at, fonts.width(words, LAST, bold=True) / 2 + 6
    box = [(x - half, y - LAST / 2), (x + half, y - LAST / 2)]
    box += [(x + half, y + LAST / 2), (x - half, y + LAST / 2)]
    canvas.fill(box, color=canvas.theme.card, layer=2.5)


def _beside(
    run: list[Point], words: str, size: float, *, above: bool, lean_to: float | None
) -> Point:
    """The place over or under the end of a line, clear of the line itself.

    Where another line goes on from there the words lean back, no further than `lean_to`.
    """
    half = fonts.width(words, size, bold=True) / 2
    x = min(run[-1][0], frame.RIGHT - half)
    if lean_to is not None:
        x = max(run[-1][0] + LEAN - half, lean_to + half)
    high, low = heights(run, x - half, x + half)
    clear = size * 0.6 + 20
    return x, high - clear if above else low + clear


def draw_names(
    canvas: Canvas, plot: Plot, series: Sequence[TrendSeries], colors: Sequence[str]
) -> None:
    """Each line's name and last value beside its end, moved apart where ends are close."""
    ends = [
        (plot.last(line.values), line, color) for line, color in zip(series, colors, strict=True)
    ]
    known = sorted(
        ((point[1], point[0], line, color) for point, line, color in ends if point),
        key=lambda end: end[0],
    )
    wanted = [y for y, *_ in known]
    places = spread(wanted, step=LABEL_STEP, low=plot.top - 20, high=plot.bottom)
    left = plot.right + 46
    for (y, x, line, color), place in zip(known, places, strict=True):
        canvas.stroke([(x + 14, y), (left - 8, place)], color=color, width=2, layer=4)
        value = canvas.text(
            frame.RIGHT, place, line.last_text, NAME, color=canvas.theme.ink, align="right"
        )
        room = frame.RIGHT - left - value - 12
        canvas.text(left, place, line.name, NAME, color=color, bold=True, room=room, smallest=24)
