"""The trend: values by period against the plan, with the last value spelled out."""

from collections.abc import Sequence
from itertools import pairwise

from matplotlib.figure import Figure

from charts import fonts, frame, marks, trend_ahead, trend_ends
from charts.canvas import Canvas, Point, dashes
from charts.plot import Plot
from charts.sheets.parts import Number
from charts.sheets.trend import TrendSeries, TrendSheet
from charts.theme import DAY, WIDTH, Theme
from charts.ticks import nice_ticks, thinned, tick_text

CARD, KEY, AXIS = 900, 76, 64
TICK, NAME = 24, 26
ENDS = 300  # room for names at the right when there are several lines


def draw_trend(sheet: TrendSheet, *, theme: Theme = DAY) -> Figure:
    top = frame.band_height(sheet.head) + frame.tallies_height(sheet.tallies) + frame.PAD
    canvas = Canvas(top + CARD + frame.foot_height(sheet.footer), theme=theme)
    y = frame.draw_band(canvas, sheet.head)
    frame.draw_tallies(canvas, y, sheet.tallies)
    canvas.panel(frame.PAD, top, WIDTH - 2 * frame.PAD, CARD, color=theme.card, radius=20)
    ticks = nice_ticks(_numbers(sheet))
    plot = _plot(sheet, ticks, top=top)
    _draw_key(canvas, top + KEY / 2 + 4, sheet)
    _draw_grid(canvas, plot, ticks)
    _draw_periods(canvas, plot, sheet)
    _draw_plan(canvas, plot, sheet)
    colors = _colors(sheet, theme)
    if len(sheet.series) == 1:
        _draw_area(canvas, plot, sheet.series[0])
    for series, color in zip(sheet.series, colors, strict=True):
        _draw_line(canvas, plot, series, color=color)
        _draw_dots(canvas, plot, series.values, color=color)
    _draw_marks(canvas, plot, sheet)
    if len(sheet.series) == 1:
        if sheet.ahead is not None:
            trend_ahead.draw_ahead(canvas, plot, sheet.ahead, light=sheet.series[0].light)
        trend_ends.draw_last(canvas, plot, sheet, color=colors[0])
    else:
        trend_ends.draw_names(canvas, plot, sheet.series, colors)
    frame.draw_foot(canvas, top + CARD, sheet.footer)
    return canvas.finish()


def _numbers(sheet: TrendSheet) -> list[float]:
    extra = [mark.value for mark in sheet.marks]
    extra += [value for step in sheet.steps for value in (step.before, step.after)]
    told = [*sheet.plan, *extra, *(value for series in sheet.series for value in series.values)]
    known = [float(value) for value in told if value is not None]
    return known + (trend_ahead.numbers_of(sheet.ahead) if sheet.ahead else [])


def _plot(sheet: TrendSheet, ticks: Sequence[float], *, top: float) -> Plot:
    widest = max(fonts.width(tick_text(tick, ticks), TICK) for tick in ticks)
    beside = ENDS if len(sheet.series) > 1 else 60.0
    places = tuple(map(float, sheet.places or range(len(sheet.periods))))
    end = places[-1] if places else 0.0
    if sheet.ahead is not None:
        beside = trend_ahead.room_for(sheet.ahead)
        end = max(end, float(sheet.ahead.place))
    return Plot(
        left=frame.LEFT + widest + 34,
        right=frame.RIGHT - beside,
        top=top + KEY + 60,
        bottom=top + CARD - AXIS,
        low=ticks[0],
        high=max(ticks[-1], _headroom(sheet, ticks[0])),
        places=places,
        end=end,
    )


def _headroom(sheet: TrendSheet, low: float) -> float:
    """A little above the highest number, so that what is written there has a place."""
    high = max(_numbers(sheet), default=low)
    return high + 0.06 * (high - low)


def _colors(sheet: TrendSheet, theme: Theme) -> list[str]:
    if len(sheet.series) == 1:
        return [theme.verdicts[sheet.series[0].light]]
    return [theme.series[index % len(theme.series)] for index in range(len(sheet.series))]


def _draw_key(canvas: Canvas, y: float, sheet: TrendSheet) -> None:
    theme = canvas.theme
    taken = 0.0
    if sheet.plan_label:
        taken = canvas.text(
            frame.RIGHT, y, sheet.plan_label, NAME, color=theme.soft, align="right", room=560
        )
        start = frame.RIGHT - taken - 76
        for dash in range(3):
            x = start + dash * 22
            canvas.stroke([(x, y), (x + 14, y)], color=theme.soft, width=4, layer=3)
        taken += 100
    if sheet.marks:
        end = frame.RIGHT - taken - (24 if taken else 0)
        used = canvas.text(end, y, sheet.mark_label, NAME, color=theme.soft, align="right")
        marks.diamond(canvas, end - used - 20, y)
        taken = frame.RIGHT - end + used + 44
    name = sheet.series[0].name if len(sheet.series) == 1 else ""
    room = frame.RIGHT - frame.LEFT - taken
    used = canvas.text(
        frame.LEFT, y, name, 34, color=theme.ink, bold=True, room=room - 150, smallest=26
    )
    x = frame.LEFT + (used + 16 if used else 0)
    canvas.text(x, y, sheet.measure, NAME, color=theme.soft, room=room - used, smallest=24)


def _draw_grid(canvas: Canvas, plot: Plot, ticks: Sequence[float]) -> None:
    theme = canvas.theme
    for tick in ticks:
        _, y = plot.at(0, tick)
        line = [(plot.left - 18, y), (plot.right + 18, y)]
        canvas.stroke(line, color=theme.hairline, width=4 if tick == 0 else 2, layer=2)
        words = tick_text(tick, ticks)
        canvas.text(plot.left - 30, y, words, TICK, color=theme.soft, align="right")


def _draw_periods(canvas: Canvas, plot: Plot, sheet: TrendSheet) -> None:
    """Every label if they fit, else every second, third …, counted back from the last."""
    periods = sheet.periods
    widths = [fonts.width(period, TICK) for period in periods]
    taken = 0.0
    for index in thinned(widths, step=plot.step, gap=18):
        x, _ = plot.at(index, plot.low)
        x = max(x, frame.LEFT + widths[index] / 2)
        taken = max(taken, x + widths[index] / 2 + 18)
        canvas.text(
            x, plot.bottom + 34, periods[index], TICK, color=canvas.theme.soft, align="center"
        )
    if sheet.ahead is not None:
        trend_ahead.draw_day(canvas, plot, sheet.ahead.day_text, taken=taken)


def _draw_plan(canvas: Canvas, plot: Plot, sheet: TrendSheet) -> None:
    """Dashed; where another plan takes over, a fine upright line joins the two."""
    color = canvas.theme.soft
    for run in _plan_runs(plot, sheet):
        for dash in dashes(run, on=14, off=9):
            canvas.stroke(dash, color=color, width=4, layer=4)
    for step in sheet.steps:
        ends = [plot.at(float(step.at), float(value)) for value in (step.before, step.after)]
        foot = plot.at(float(step.at), plot.low)
        for dot in dashes([min(ends, key=_height), foot], on=3, off=9):
            canvas.stroke(dot, color=color, width=3, layer=4)
        for x, y in ends:
            canvas.disc(x, y, 6, color=color, layer=4)


def _plan_runs(plot: Plot, sheet: TrendSheet) -> list[list[Point]]:
    """The plan in stretches: each ends where a value is missing, or another plan begins."""
    runs: list[list[Point]] = [[]]
    steps = list(sheet.steps)
    for index, value in enumerate(sheet.plan):
        while steps and float(steps[0].at) < index:
            step = steps.pop(0)
            runs[-1].append(plot.at(float(step.at), float(step.before)))
            runs.append([plot.at(float(step.at), float(step.after))])
        if value is None:
            runs.append([])
        else:
            runs[-1].append(plot.at(index, float(value)))
    return [run for run in runs if run]


def _height(point: Point) -> float:
    return point[1]


def _draw_line(canvas: Canvas, plot: Plot, series: TrendSeries, *, color: str) -> None:
    runs = plot.runs(series.values)
    for run in runs:
        if len(run) > 1:
            canvas.stroke(run, color=color, width=6, layer=5, cap="round")
    for before, after in pairwise(runs):
        # Thin and dotted: the way between is not known.
        for dot in dashes([before[-1], after[0]], on=4, off=10):
            canvas.stroke(dot, color=color, width=3, layer=5)


def _draw_area(canvas: Canvas, plot: Plot, series: TrendSeries) -> None:
    _, floor = plot.at(0, max(plot.low, min(0.0, plot.high)))
    for run in plot.runs(series.values):
        if len(run) > 1:
            outline = [(run[0][0], floor), *run, (run[-1][0], floor)]
            canvas.fill(outline, color=canvas.theme.tints[series.light], layer=1.5)


def _draw_dots(canvas: Canvas, plot: Plot, values: Sequence[Number | None], *, color: str) -> None:
    points = [point for run in plot.runs(values) for point in run]
    for x, y in points[:-1]:
        canvas.disc(x, y, 7, color=color, layer=6)
    for x, y in points[-1:]:
        canvas.disc(x, y, 13, color=color, layer=6)
        canvas.disc(x, y, 6, color=canvas.theme.card, layer=7)


def _draw_marks(canvas: Canvas, plot: Plot, sheet: TrendSheet) -> None:
    """A diamond for each; its number on the side where a rising line is not.

    That of the last period has none: the last value is written there.
    """
    course = sheet.series[0].values if len(sheet.series) == 1 else ()
    for mark in sheet.marks:
        x, y = plot.at(mark.place, float(mark.value))
        marks.diamond(canvas, x, y)
        own = course[mark.place] if mark.place < len(course) else None
        is_below = own is not None and float(own) > float(mark.value)
        width = fonts.width(mark.text, NAME, bold=True)
        left = x + marks.DIAMOND + 2 if is_below else x - marks.DIAMOND - 2 - width
        place = y + 20 if is_below else y - 20
        is_free = (
            plot.left < left and left + width < plot.right and mark.place < len(plot.places) - 1
        )
        if is_free and plot.top - NAME < place < plot.bottom - NAME:
            canvas.text(left, place, mark.text, NAME, color=canvas.theme.ink, bold=True)
