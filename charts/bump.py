"""The movement of ranks over the weeks: who climbs, who falls."""

from collections.abc import Sequence

from matplotlib.figure import Figure

from charts import fonts, frame, marks
from charts.canvas import Canvas, Point
from charts.pages import LINE_PITCH
from charts.sheets.bump import BumpLine, BumpSection, BumpSheet
from charts.sheets.parts import Movement
from charts.theme import DAY, WIDTH, Theme
from charts.ticks import thinned
from domain.lights import Light

LINES_X, LINES_END, RANK_X, NAME_X, NAME_END, MOVE_X = 84, 690, 690, 732, 946, 996
HEADING, PERIODS, CARD_PAD, SECTION_GAP = 76, 44, 16, 20
SMALL = 24
FAR = 2  # places
CURVE = 16  # straight steps that make one bend look smooth


def draw_bump(sheet: BumpSheet, *, theme: Theme = DAY) -> Figure:
    """One page; a section may be a part of a long group, from its `first` line on."""
    top = frame.band_height(sheet.head) + frame.PAD
    body = sum(_section_height(section) for section in sheet.sections)
    body += SECTION_GAP * max(len(sheet.sections) - 1, 0)
    canvas = Canvas(top + body + frame.foot_height(sheet.footer), theme=theme)
    frame.draw_band(canvas, sheet.head)
    y = top
    for section in sheet.sections:
        _draw_section(canvas, y, section, periods=sheet.periods)
        y += _section_height(section) + SECTION_GAP
    frame.draw_foot(canvas, top + body, sheet.footer)
    return canvas.finish()


def _shown(section: BumpSection) -> tuple[BumpLine, ...]:
    last = None if section.shown is None else section.first + section.shown
    return section.lines[section.first : last]


def _section_height(section: BumpSection) -> float:
    heading = HEADING if section.heading or section.detail else CARD_PAD
    return heading + PERIODS + LINE_PITCH * len(_shown(section)) + CARD_PAD


def _draw_section(
    canvas: Canvas, top: float, section: BumpSection, *, periods: Sequence[str]
) -> None:
    theme, height = canvas.theme, _section_height(section)
    canvas.panel(frame.PAD, top, WIDTH - 2 * frame.PAD, height, color=theme.card, radius=20)
    y = top + CARD_PAD
    if section.heading or section.detail:
        frame.draw_heading(canvas, top + HEADING / 2 + 2, section.heading, section.detail)
        y = top + HEADING
    _draw_periods(canvas, y + PERIODS / 2, periods)
    y += PERIODS
    window = (y, y + LINE_PITCH * len(_shown(section)))
    slots = _slots(section, len(periods))
    origin = y - section.first * LINE_PITCH
    for line, places in zip(section.lines, slots, strict=True):
        if line in _shown(section):
            _draw_line(canvas, line, places, origin=origin, window=window)
    for index, line in enumerate(_shown(section)):
        _draw_end(canvas, y + (index + 0.5) * LINE_PITCH, line)


def _draw_periods(canvas: Canvas, y: float, periods: Sequence[str]) -> None:
    widths = [fonts.width(period, SMALL) for period in periods]
    step = (LINES_END - LINES_X) / max(len(periods) - 1, 1)
    for index in thinned(widths, step=step, gap=12):
        x = _x(index, len(periods))
        canvas.text(x, y, periods[index], SMALL, color=canvas.theme.soft, align="center")


def _x(index: int, periods: int) -> float:
    return LINES_X + (LINES_END - LINES_X) * index / max(periods - 1, 1)


def _slots(section: BumpSection, periods: int) -> list[list[int | None]]:
    """The place of every line in every period: equal ranks stand under each other, not upon."""
    slots: list[list[int | None]] = [[None] * periods for _ in section.lines]
    for period in range(periods):
        ranked = [
            (rank, order)
            for order, line in enumerate(section.lines)
            if (rank := line.ranks[period]) is not None
        ]
        for slot, (_, order) in enumerate(sorted(ranked)):
            slots[order][period] = slot
    for order, places in enumerate(slots):
        # Now it stands where its name stands, whether it has a rank or not.
        if places and places[-1] is not None:
            places[-1] = order
    return slots


def _is_told(line: BumpLine) -> bool:
    """Whether it moved far enough for a colour: if all are coloured, nobody is."""
    known = [rank for rank in line.ranks if rank is not None]
    return bool(known) and abs(known[0] - known[-1]) >= FAR


def _color(theme: Theme, line: BumpLine) -> str:
    match line.movement if _is_told(line) else Movement.SAME:
        case Movement.UP:
            return theme.verdicts[Light.GREEN]
        case Movement.DOWN:
            return theme.verdicts[Light.RED]
        case _:
            return theme.lights[Light.NONE]


def _draw_line(
    canvas: Canvas,
    line: BumpLine,
    places: Sequence[int | None],
    *,
    origin: float,
    window: tuple[float, float],
) -> None:
    color = _color(canvas.theme, line)
    moved = color != canvas.theme.lights[Light.NONE]
    points: list[Point | None] = [
        None if slot is None else (_x(index, len(places)), origin + (slot + 0.5) * LINE_PITCH)
        for index, slot in enumerate(places)
    ]
    layer = 4 if moved else 3
    for piece in _visible(_curves(points), window):
        canvas.stroke(piece, color=color, width=7 if moved else 5, layer=layer, cap="round")
    for point in points:
        if point and window[0] <= point[1] <= window[1]:
            canvas.disc(*point, 8, color=color, layer=layer)


def _curves(points: Sequence[Point | None]) -> list[list[Point]]:
    """Each stretch without a gap as one line that leaves and arrives level."""
    lines: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            lines.append([])
            continue
        if lines[-1]:
            (x0, y0), (x1, y1) = lines[-1][-1], point
            for step in range(1, CURVE):
                t = step / CURVE
                lines[-1].append((x0 + (x1 - x0) * t, y0 + (y1 - y0) * t * t * (3 - 2 * t)))
        lines[-1].append(point)
    return [line for line in lines if len(line) > 1]


def _visible(
    lines: Sequence[Sequence[Point]], window: tuple[float, float]
) -> list[Sequence[Point]]:
    """The parts inside the window; the rest lies on another page."""
    parts: list[list[Point]] = []
    for line in lines:
        parts.append([])
        for point in line:
            if window[0] <= point[1] <= window[1]:
                parts[-1].append(point)
            else:
                parts.append([])
    return [part for part in parts if len(part) > 1]


def _draw_end(canvas: Canvas, y: float, line: BumpLine) -> None:
    """The rank it has now, its name, and how far it moved."""
    theme = canvas.theme
    rank = line.ranks[-1] if line.ranks else None
    if rank is not None:
        color = _color(theme, line)
        canvas.disc(RANK_X, y, 24, color=color, layer=6)
        words = theme.ink if color == theme.lights[Light.NONE] else theme.card
        canvas.text(RANK_X, y, str(rank), 28, color=words, bold=True, align="center")
    canvas.label(
        NAME_X,
        y,
        line.name,
        34,
        color=theme.ink if rank is not None else theme.soft,
        room=NAME_END - NAME_X,
        smallest=28,
        small=25,
    )
    marks.movement(canvas, MOVE_X, y, line.movement, line.movement_text, size=28)
