"""The road map: milestones of projects on one line of time, plan beside what is expected now."""

from dataclasses import dataclass, replace
from datetime import date

from matplotlib.figure import Figure

from charts import fonts, frame, marks
from charts.canvas import Canvas
from charts.pages import Page, divide, head_of, tallies_of
from charts.sheets.roadmap import RoadmapSheet, RoadRow, RoadSection
from charts.theme import DAY, WIDTH, Theme
from domain.lights import Light

NODE, NODE_WITH_NOTE = 102, 136
PROJECT = 74
AXIS, CARD_PAD = 64, 12
NAME_Y, LINE_Y, NOTE_Y = 34, 78, 112
AXIS_X, AXIS_END = frame.LEFT + 44, frame.RIGHT - 14
SIGN_X = frame.LEFT + 16
DIAMOND, DISC = 13, 11
TICK_GAP = 12


@dataclass(frozen=True, slots=True)
class Line:
    """Days laid on pixels."""

    first: date
    last: date

    def x(self, day: date) -> float:
        span = max((self.last - self.first).days, 1)
        share = (day - self.first).days / span
        return AXIS_X + (AXIS_END - AXIS_X) * min(max(share, 0.0), 1.0)


def draw_roadmap(sheet: RoadmapSheet, *, theme: Theme = DAY) -> Figure:
    """One page; see `paginate_roadmap`."""
    top = frame.band_height(sheet.head) + frame.tallies_height(sheet.tallies) + frame.PAD
    tall = AXIS + sum(map(_section_height, sheet.sections)) + CARD_PAD
    canvas = Canvas(top + tall + frame.foot_height(sheet.footer), theme=theme)
    y = frame.draw_band(canvas, sheet.head)
    frame.draw_tallies(canvas, y, sheet.tallies)
    canvas.panel(frame.PAD, top, WIDTH - 2 * frame.PAD, tall, color=theme.card, radius=20)
    line = Line(sheet.first, sheet.last)
    _draw_axis(canvas, top, sheet, line)
    y = top + AXIS
    for section in sheet.sections:
        _draw_section(canvas, y, section, sheet, line)
        y += _section_height(section)
    frame.draw_foot(canvas, top + tall, sheet.footer)
    return canvas.finish()


def paginate_roadmap(sheet: RoadmapSheet) -> tuple[RoadmapSheet, ...]:
    """As `pages.paginate`, on one line of time."""
    heights = [[_height(row) for row in section.rows] for section in sheet.sections]
    pages = divide(heights, heading=PROJECT)
    return tuple(
        replace(
            sheet,
            head=head_of(sheet.head, number, len(pages)),
            tallies=tallies_of(sheet.tallies, number),
            sections=_sections(sheet, page),
        )
        for number, page in enumerate(pages, start=1)
    )


def _sections(sheet: RoadmapSheet, page: Page) -> tuple[RoadSection, ...]:
    return tuple(
        replace(section := sheet.sections[piece.group], rows=piece.of(section.rows))
        for piece in page
    )


def _height(row: RoadRow) -> int:
    return NODE_WITH_NOTE if row.note else NODE


def _section_height(section: RoadSection) -> float:
    return PROJECT + sum(map(_height, section.rows))


def _draw_axis(canvas: Canvas, top: float, sheet: RoadmapSheet, line: Line) -> None:
    """Months, and today, above all of it."""
    theme, y = canvas.theme, top + AXIS / 2 + 4
    taken = [_label_span(line.x(sheet.today), sheet.today_label)]
    for day, words in sheet.ticks:
        left, right = _label_span(line.x(day), words)
        if all(right + TICK_GAP < start or left - TICK_GAP > end for start, end in taken):
            canvas.text((left + right) / 2, y, words, 24, color=theme.soft, align="center")
            taken.append((left, right))
    now, middle = theme.series[1], sum(taken[0]) / 2
    canvas.text(middle, y, sheet.today_label, 24, color=now, bold=True, align="center")


def _label_span(x: float, words: str) -> tuple[float, float]:
    """Where a label stands that is centred on x, but never beyond the ends."""
    half = fonts.width(words, 24, bold=True) / 2
    middle = min(max(x, frame.LEFT + half), frame.RIGHT - half)
    return middle - half, middle + half


def _draw_section(
    canvas: Canvas, top: float, section: RoadSection, sheet: RoadmapSheet, line: Line
) -> None:
    theme = canvas.theme
    band = [(frame.PAD, top + 8), (WIDTH - frame.PAD, top + 8)]
    band += [(WIDTH - frame.PAD, top + PROJECT - 6), (frame.PAD, top + PROJECT - 6)]
    canvas.fill(band, color=theme.paper, layer=4)
    frame.draw_heading(canvas, top + PROJECT / 2 + 1, section.heading, section.detail)
    y = top + PROJECT
    for row in section.rows:
        _draw_marks(canvas, y + LINE_Y, sheet, line)
        _draw_row(canvas, y, row, line)
        y += _height(row)


def _draw_marks(canvas: Canvas, y: float, sheet: RoadmapSheet, line: Line) -> None:
    """Months and today across one line, and not through the words above and below it."""
    theme = canvas.theme
    for day, _ in sheet.ticks:
        x = line.x(day)
        canvas.stroke([(x, y - 9), (x, y + 9)], color=theme.lights[Light.NONE], width=2, layer=3)
    x = line.x(sheet.today)
    canvas.stroke([(x, y - 20), (x, y + 20)], color=theme.series[1], width=4, layer=4.5)


def _draw_row(canvas: Canvas, top: float, row: RoadRow, line: Line) -> None:
    theme, y = canvas.theme, top + NAME_Y
    marks.light(canvas, SIGN_X, y, row.light, radius=14)
    color = theme.verdicts[row.light]
    taken = canvas.text(
        frame.RIGHT,
        y,
        row.now_text,
        28,
        color=color,
        bold=True,
        align="right",
        room=430,
        smallest=24,
    )
    room = frame.RIGHT - taken - 20 - AXIS_X
    canvas.text(AXIS_X, y, row.name, 32, color=theme.ink, room=room, smallest=26)
    _draw_line(canvas, top + LINE_Y, row, line)
    if row.note:
        canvas.text(AXIS_X, top + NOTE_Y, row.note, 24, color=theme.soft, room=frame.RIGHT - AXIS_X)


def _draw_line(canvas: Canvas, y: float, row: RoadRow, line: Line) -> None:
    """The plan as an empty diamond, a bar to what is now expected, and that as a full disc."""
    theme, color = canvas.theme, canvas.theme.lights[row.light]
    canvas.stroke([(AXIS_X, y), (AXIS_END, y)], color=theme.track, width=6, layer=2.5, cap="round")
    planned, now = line.x(row.planned), line.x(row.now)
    if row.planned != row.now:
        canvas.stroke([(planned, y), (now, y)], color=color, width=8, layer=5)
        _draw_diamond(canvas, planned, y, color=theme.soft)
        canvas.disc(now, y, DISC, color=color, layer=7)
    elif row.is_done:
        canvas.disc(now, y, DISC, color=color, layer=7)
    else:
        _draw_diamond(canvas, planned, y, color=theme.soft)


def _draw_diamond(canvas: Canvas, x: float, y: float, *, color: str) -> None:
    for size, fill, layer in ((DIAMOND, color, 6), (DIAMOND - 5, canvas.theme.card, 6.5)):
        corners = [(x, y - size), (x + size, y), (x, y + size), (x - size, y)]
        canvas.fill(corners, color=fill, layer=layer)
