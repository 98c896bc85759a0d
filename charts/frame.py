"""What every picture shares: the band with the title, the tallies, the foot."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts import fonts, marks
from charts.canvas import Canvas
from charts.sheets.parts import Head, Tally
from charts.theme import WIDTH

PAD = 24
INNER = 44
LEFT, RIGHT = INNER, WIDTH - INNER

TITLE, SUBTITLE, HEADLINE, SMALL = 52, 28, 38, 24
TITLE_LINE, TITLE_SMALLEST = 64, 44
HEADLINE_LINE, HEADLINE_SMALLEST = 54, 34
PAUSES = "，。；：！？,;:"
HEADLINE_ROOM = RIGHT - LEFT - 26
TALLY_HEIGHT = 132
FOOT_LINE = 36


@dataclass(frozen=True, slots=True)
class Lines:
    words: tuple[str, ...]
    size: float


def headline(head: Head) -> Lines:
    """One line, or two broken where the sentence pauses, or two broken anywhere."""
    words = head.headline
    if not words or "\n" in words or _fits(words, HEADLINE):
        lines = fonts.wrap(words, HEADLINE, room=HEADLINE_ROOM, lines=2, bold=True)
        return Lines(tuple(line for line in lines if line), HEADLINE)
    for size in range(HEADLINE, HEADLINE_SMALLEST - 1, -2):
        pauses = [index + 1 for index, char in enumerate(words[:-1]) if char in PAUSES]
        halves = [(words[:cut], words[cut:].lstrip()) for cut in pauses]
        fitting = [pair for pair in halves if all(_fits(half, size) for half in pair)]
        if fitting:
            return Lines(min(fitting, key=lambda pair: abs(len(pair[0]) - len(pair[1]))), size)
    wrapped = fonts.wrap(words, HEADLINE_SMALLEST, room=HEADLINE_ROOM, lines=2, bold=True)
    return Lines(tuple(wrapped), HEADLINE_SMALLEST)


def _fits(words: str, size: float) -> bool:
    return fonts.width(words, size, bold=True) <= HEADLINE_ROOM


def _title(head: Head) -> Lines:
    room = RIGHT - LEFT - (_stamp_width(head.stamp) + 24 if head.stamp else 0.0)
    needed = fonts.width(head.title, TITLE, bold=True)
    if needed * TITLE_SMALLEST <= room * TITLE:
        return Lines((head.title,), min(TITLE, TITLE * room / max(needed, 1)))
    wrapped = fonts.wrap(head.title, TITLE_SMALLEST, room=room, lines=2, bold=True)
    return Lines(tuple(wrapped), TITLE_SMALLEST)


def band_height(head: Head) -> float:
    lines = len(headline(head).words)
    subtitle = 48 if head.subtitle or head.page else 0
    return (
        40
        + TITLE_LINE * len(_title(head).words)
        + subtitle
        + (28 + lines * HEADLINE_LINE if lines else 0)
        + 32
    )


def draw_band(canvas: Canvas, head: Head) -> float:
    """Draw the band at the top of the page; return its height."""
    theme, height = canvas.theme, band_height(head)
    canvas.panel(0, 0, WIDTH, height, color=theme.band)
    marks.tag(
        canvas,
        RIGHT - _stamp_width(head.stamp),
        40 + TITLE_LINE / 2,
        head.stamp,
        size=SMALL,
        color=theme.band_soft,
    )
    title = _title(head)
    y = 40.0 + TITLE_LINE / 2
    for line in title.words:
        canvas.text(LEFT, y, line, title.size, color=theme.band_ink, bold=True)
        y += TITLE_LINE
    y += 24 - TITLE_LINE / 2
    page = canvas.text(
        RIGHT, y, head.page, SUBTITLE, color=theme.band_soft, bold=True, align="right"
    )
    room = RIGHT - LEFT - (page + 24 if page else 0)
    canvas.text(LEFT, y, head.subtitle, SUBTITLE, color=theme.band_soft, room=room, smallest=24)
    _draw_headline(canvas, height, headline(head))
    return height


def _draw_headline(canvas: Canvas, bottom: float, story: Lines) -> None:
    if not story.words:
        return
    theme, tall = canvas.theme, len(story.words) * HEADLINE_LINE
    top = bottom - 32 - tall
    canvas.panel(LEFT, top + 8, 8, tall - 16, color=theme.band_accent, layer=2)
    for index, line in enumerate(story.words):
        y = top + (index + 0.5) * HEADLINE_LINE
        canvas.text(LEFT + 26, y, line, story.size, color=theme.band_ink, bold=True)


def _stamp_width(words: str) -> float:
    return fonts.width(words, SMALL) + SMALL


def draw_tallies(canvas: Canvas, top: float, tallies: Sequence[Tally]) -> float:
    """Draw the counts side by side on one card; return the height taken."""
    if not tallies:
        return 0.0
    theme = canvas.theme
    canvas.panel(PAD, top + PAD, WIDTH - 2 * PAD, TALLY_HEIGHT, color=theme.card, radius=20)
    step = (WIDTH - 2 * PAD) / len(tallies)
    for index, tally in enumerate(tallies):
        middle = PAD + (index + 0.5) * step
        y = top + PAD + 52
        sign = 44 if tally.light else 0
        room = step - 24
        taken = fonts.width(tally.count, 48, bold=True)
        left = middle - (min(taken, room - sign) + sign) / 2
        if tally.light:
            marks.light(canvas, left + 16, y, tally.light, radius=16)
        canvas.text(
            left + sign,
            y,
            tally.count,
            48,
            color=theme.ink,
            bold=True,
            room=room - sign,
            smallest=26,
        )
        canvas.text(
            middle,
            y + 50,
            tally.label,
            26,
            color=theme.soft,
            align="center",
            room=room,
            smallest=SMALL,
        )
        if index:
            x = PAD + index * step
            rule = [(x, top + PAD + 28), (x, top + PAD + TALLY_HEIGHT - 28)]
            canvas.stroke(rule, color=theme.hairline, width=2, layer=2)
    return PAD + TALLY_HEIGHT


def tallies_height(tallies: Sequence[Tally]) -> float:
    return PAD + TALLY_HEIGHT if tallies else 0.0


def draw_heading(canvas: Canvas, y: float, heading: str, detail: str) -> None:
    """A group's heading on the left and its detail on the right of one line."""
    theme = canvas.theme
    taken = canvas.text(
        RIGHT, y, detail, 26, color=theme.soft, align="right", room=480, smallest=SMALL
    )
    room = RIGHT - LEFT - (taken + 24 if taken else 0)
    canvas.text(LEFT, y, heading, 34, color=theme.ink, bold=True, room=room, smallest=26)


def foot_lines(footer: Sequence[str]) -> list[str]:
    return [
        line for words in footer for line in fonts.wrap(words, SMALL, room=RIGHT - LEFT, lines=3)
    ]


def foot_height(footer: Sequence[str]) -> float:
    lines = len(foot_lines(footer))
    return PAD + lines * FOOT_LINE + 20 if lines else PAD


def draw_foot(canvas: Canvas, top: float, footer: Sequence[str]) -> None:
    for index, line in enumerate(foot_lines(footer)):
        y = top + PAD + (index + 0.5) * FOOT_LINE
        canvas.text(LEFT, y, line, SMALL, color=canvas.theme.soft)
