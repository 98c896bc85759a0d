"""The brief on paper: A4, words that can be searched and copied, tables that print in grey too."""

from collections.abc import Sequence

from charts import fonts
from charts.brief.heat import draw_heat
from charts.brief.page import BODY, HEADING, INK, LEFT, NOTE, RIGHT, SMALL, SOFT, Flow, draw_heading
from charts.brief.ranking import draw_ranking
from charts.brief.totals import draw_totals
from charts.paper import TALL, Paper
from charts.sheets.board import BoardNote
from charts.sheets.brief import BriefSheet
from charts.theme import DAY

TITLE, SUBTITLE = 20.0, 10.0
BODY_LINE, NOTE_LINE = 17.0, 15.0


def draw_brief(sheet: BriefSheet) -> bytes:
    """The whole document; for the same sheet the same bytes."""
    paper = Paper(title=sheet.head.title, created=sheet.created, language=sheet.language)
    flow = Flow(paper)
    paper.turn()
    _draw_head(flow, sheet)
    _draw_paragraphs(flow, sheet.paragraphs)
    draw_ranking(flow, sheet)
    draw_heat(flow, sheet)
    draw_totals(flow, sheet)
    for note in sheet.notes:
        _draw_note(flow, note)
    _draw_feet(paper, sheet)
    return paper.finish()


def _draw_head(flow: Flow, sheet: BriefSheet) -> None:
    paper, head = flow.paper, sheet.head
    top = flow.take(64)
    stamp = fonts.width(head.stamp, SUBTITLE) + 12
    paper.box(RIGHT - stamp, top + 3, stamp, 18, color=DAY.track)
    paper.text(RIGHT - stamp / 2, top + 12, head.stamp, SUBTITLE, color=SOFT, align="center")
    room = RIGHT - LEFT - stamp - 12
    size = min(TITLE, TITLE * room / max(fonts.width(head.title, TITLE, bold=True), 1))
    size = max(size, HEADING)
    paper.text(LEFT, top + 12, head.title, size, color=DAY.band, bold=True, room=room)
    paper.text(LEFT, top + 37, head.subtitle, SUBTITLE, color=SOFT, room=RIGHT - LEFT)
    paper.box(LEFT, top + 50, RIGHT - LEFT, 1.5, color=DAY.band)


def _draw_paragraphs(flow: Flow, paragraphs: Sequence[str]) -> None:
    for words in paragraphs:
        lines = fonts.wrap(words, BODY, room=RIGHT - LEFT - 14, lines=6)
        top = flow.take(BODY_LINE * len(lines) + 2)
        flow.paper.box(LEFT + 2, top + BODY_LINE / 2 - 2, 4, 4, color=DAY.band_accent)
        for index, line in enumerate(lines):
            y = top + (index + 0.5) * BODY_LINE
            flow.paper.text(LEFT + 14, y, line, BODY, color=INK)


def _draw_note(flow: Flow, note: BoardNote) -> None:
    draw_heading(flow, note.heading, beside=NOTE_LINE)
    for words in note.lines:
        for line in fonts.wrap(words, NOTE, room=RIGHT - LEFT - 10, lines=3):
            y = flow.take(NOTE_LINE) + NOTE_LINE / 2
            flow.paper.text(LEFT + 10, y, line, NOTE, color=INK)
    flow.y += 2


def _draw_feet(paper: Paper, sheet: BriefSheet) -> None:
    """On every page what these numbers are, and which page it is; from the second, of what."""
    count = len(paper.pages)
    for number in range(count):
        y = TALL - 34
        words = f"{number + 1}/{count}"
        taken = paper.text(RIGHT, y, words, SMALL, color=SOFT, align="right", page=number)
        room = RIGHT - LEFT - taken - 16
        paper.text(LEFT, y, sheet.footer, SMALL, color=SOFT, room=room, page=number)
        if number:
            paper.text(LEFT, 34, sheet.head.title, SMALL, color=SOFT, room=400, page=number)
