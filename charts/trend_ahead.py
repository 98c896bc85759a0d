"""What lies ahead of a course: its plan up to the target, and where it leads by itself."""

from charts import fonts, frame
from charts.canvas import Canvas, Point, dashes
from charts.plot import Plot
from charts.sheets.trend import TrendAhead
from charts.ticks import spread
from domain.lights import Light

NAME, DAY = 26, 24
LABEL_STEP = 40
APART = 24  # pixels between the end of the axis and what is written beside it


def room_for(ahead: TrendAhead) -> float:
    """Pixels that the words beside the end of the axis take."""
    words = (ahead.target_text, ahead.middle_text)
    return APART + max(fonts.width(one, NAME, bold=True) for one in words)


def numbers_of(ahead: TrendAhead) -> list[float]:
    """What the axis has to hold."""
    told = [ahead.target, ahead.low, ahead.middle, ahead.high, *(v for _, v in ahead.plan)]
    return [float(value) for value in told if value is not None]


def draw_ahead(canvas: Canvas, plot: Plot, ahead: TrendAhead, *, light: Light) -> None:
    """The band first, then the two ways on it, then what stands at their ends."""
    theme = canvas.theme
    target = plot.point(float(ahead.place), float(ahead.target))
    planned = [plot.point(float(place), float(value)) for place, value in ahead.plan]
    for dash in dashes(planned, on=14, off=9):
        canvas.stroke(dash, color=theme.soft, width=4, layer=4)
    labels = [(target[1], ahead.target_text, theme.ink)]
    middle = _draw_fan(canvas, plot, ahead, light=light)
    if middle is not None:
        color = theme.verdicts[light]
        canvas.disc(*middle, 9, color=color, layer=6)
        labels.append((middle[1], ahead.middle_text, color))
    canvas.disc(*target, 11, color=theme.ink, layer=6.5)
    canvas.disc(*target, 6, color=theme.card, layer=7)
    _draw_labels(canvas, plot, labels)


def _draw_fan(canvas: Canvas, plot: Plot, ahead: TrendAhead, *, light: Light) -> Point | None:
    """Where the course leads: the band it stays in, and its middle."""
    if ahead.low is None or ahead.middle is None or ahead.high is None:
        return None
    theme = canvas.theme
    start = plot.point(float(ahead.start), float(ahead.value))
    low, middle, high = (
        plot.point(float(ahead.place), float(value))
        for value in (ahead.low, ahead.middle, ahead.high)
    )
    canvas.fill([start, high, low], color=theme.tints[light], layer=1.6)
    for dash in dashes([start, middle], on=5, off=8):
        canvas.stroke(dash, color=theme.verdicts[light], width=5, layer=4.5)
    return middle


def _draw_labels(canvas: Canvas, plot: Plot, labels: list[tuple[float, str, str]]) -> None:
    """Beside the end of the axis, moved apart where the ends are close."""
    labels.sort(key=lambda label: label[0])
    wanted = [y for y, _, _ in labels]
    places = spread(wanted, step=LABEL_STEP, low=plot.top - 20, high=plot.bottom)
    left = plot.right + APART
    for (_, words, color), y in zip(labels, places, strict=True):
        room = frame.RIGHT - left
        canvas.text(left, y, words, NAME, color=color, bold=True, room=room, smallest=24)


def draw_day(canvas: Canvas, plot: Plot, words: str, *, taken: float) -> None:
    """The target's day below the end of the axis, clear of the label before it."""
    half = fonts.width(words, DAY) / 2
    x = min(max(plot.right, taken + half), frame.RIGHT - half)
    canvas.text(x, plot.bottom + 34, words, DAY, color=canvas.theme.ink, align="center")
