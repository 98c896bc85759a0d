"""The board: a period at one look, on one page of a phone."""

from matplotlib.figure import Figure

from charts import frame
from charts.board.ends import draw_groups, groups_height
from charts.board.notes import draw_notes, notes_height
from charts.board.strips import draw_strips, strips_height
from charts.board.totals import draw_totals, totals_height
from charts.canvas import Canvas
from charts.sheets.board import BoardSheet
from charts.theme import DAY, Theme

CARD_GAP = 20
PARTS = (
    (groups_height, draw_groups),
    (totals_height, draw_totals),
    (strips_height, draw_strips),
    (notes_height, draw_notes),
)


def draw_board(sheet: BoardSheet, *, theme: Theme = DAY) -> Figure:
    """One page; the sheet names no more than fits on it."""
    top = frame.band_height(sheet.head) + frame.tallies_height(sheet.tallies) + frame.PAD
    parts = [(height, draw) for measure, draw in PARTS if (height := measure(sheet))]
    body = sum(height for height, _ in parts) + CARD_GAP * max(len(parts) - 1, 0)
    canvas = Canvas(top + body + frame.foot_height(sheet.footer), theme=theme)
    y = frame.draw_band(canvas, sheet.head)
    frame.draw_tallies(canvas, y, sheet.tallies)
    y = top
    for height, draw in parts:
        draw(canvas, y, sheet)
        y += height + CARD_GAP
    frame.draw_foot(canvas, top + body, sheet.footer)
    return canvas.finish()
