"""What all units bring together, an amount a line."""

from charts import fonts, marks
from charts.brief.page import (
    BODY,
    INK,
    LEFT,
    LINE,
    NOTE,
    RIGHT,
    ROW,
    SMALL,
    SOFT,
    Flow,
    draw_heading,
    fitting,
)
from charts.paper import Paper
from charts.sheets.board import BoardTotal
from charts.sheets.brief import BriefSheet
from charts.theme import DAY
from domain.lights import Light

AMOUNT, AMOUNT_ROOM = LEFT + 132, 146.0
DONE, GAP = LEFT + 322, LEFT + 382
NOTE_ROOM = RIGHT - GAP - 12


def draw_totals(flow: Flow, sheet: BriefSheet) -> None:
    """Notes are written at one size; what room the amounts leave is theirs if they need it."""
    if not sheet.totals:
        return
    draw_heading(flow, sheet.totals_heading, detail=sheet.totals_detail, beside=2 * ROW)
    amounts = max(fonts.width(total.amount_text, NOTE) for total in sheet.totals)
    notes = max(fonts.width(_note(total), SMALL) for total in sheet.totals)
    wider = max(0.0, min(AMOUNT_ROOM - amounts, notes - NOTE_ROOM))
    small = min(SMALL, SMALL * (NOTE_ROOM + wider) / max(notes, 1))
    for total in sheet.totals:
        _draw_total(flow.paper, flow.take(ROW), total, wider=wider, small=small)
    flow.y += 6


def _draw_total(paper: Paper, top: float, total: BoardTotal, *, wider: float, small: float) -> None:
    """One line; `wider` is how far its percentages have moved to the left, for the notes."""
    y, done, gap = top + ROW / 2, DONE - wider, GAP - wider
    room = AMOUNT - 11 - LEFT
    size = fitting(total.name, BODY, room)
    paper.text(LEFT + 3, y, total.name, size, color=INK, room=room)
    room = AMOUNT_ROOM - wider
    size = fitting(total.amount_text, NOTE, room)
    paper.text(AMOUNT, y, total.amount_text, size, color=INK, room=room)
    paper.text(done, y, total.completion_text, BODY, color=INK, bold=True, align="right")
    if total.light is not Light.NONE:
        marks.light(paper, done + 14, y, total.light, radius=4)
    color = DAY.verdicts[total.light]
    paper.text(gap, y, total.gap_text, NOTE, color=color, bold=True, align="right")
    paper.text(RIGHT, y, _note(total), small, color=SOFT, align="right")
    paper.stroke([(LEFT, top + ROW), (RIGHT, top + ROW)], color=LINE, width=0.5)


def _note(total: BoardTotal) -> str:
    return "　".join(part for part in (total.mark, total.note) if part)
