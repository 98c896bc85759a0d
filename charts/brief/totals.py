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
from charts.sheets.brief import BriefSheet
from charts.theme import DAY
from domain.lights import Light

AMOUNT, DONE, GAP = LEFT + 132, LEFT + 322, LEFT + 382


def draw_totals(flow: Flow, sheet: BriefSheet) -> None:
    if not sheet.totals:
        return
    draw_heading(flow, sheet.totals_heading, detail=sheet.totals_detail, beside=2 * ROW)
    paper = flow.paper
    for total in sheet.totals:
        top = flow.take(ROW)
        y = top + ROW / 2
        room = AMOUNT - 11 - LEFT
        size = fitting(total.name, BODY, room)
        paper.text(LEFT + 3, y, total.name, size, color=INK, room=room)
        room = DONE - 44 - AMOUNT
        size = fitting(total.amount_text, NOTE, room)
        paper.text(AMOUNT, y, total.amount_text, size, color=INK, room=room)
        paper.text(DONE, y, total.completion_text, BODY, color=INK, bold=True, align="right")
        if total.light is not Light.NONE:
            marks.light(paper, DONE + 14, y, total.light, radius=4)
        color = DAY.verdicts[total.light]
        paper.text(GAP, y, total.gap_text, NOTE, color=color, bold=True, align="right")
        note, room = "　".join(part for part in (total.mark, total.note) if part), RIGHT - GAP - 12
        size = min(SMALL, SMALL * room / max(fonts.width(note, SMALL), 1))
        paper.text(RIGHT, y, note, size, color=SOFT, align="right")
        paper.stroke([(LEFT, top + ROW), (RIGHT, top + ROW)], color=LINE, width=0.5)
    flow.y += 6
