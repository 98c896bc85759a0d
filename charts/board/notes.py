"""A few lines about one thing each."""

from charts import fonts, frame
from charts.board.cards import CARD_PAD, card, rule
from charts.canvas import Canvas
from charts.sheets.board import BoardNote, BoardSheet

NOTE_X, NOTE_LINE, NOTE = 176, 38, 26


def notes_height(sheet: BoardSheet) -> float:
    return sum(map(_note_height, sheet.notes)) + 2 * CARD_PAD if sheet.notes else 0.0


def _note_height(note: BoardNote) -> float:
    return NOTE_LINE * max(len(_note_lines(note)), 1) + 22


def _note_lines(note: BoardNote) -> list[str]:
    room = frame.RIGHT - NOTE_X
    return [line for words in note.lines for line in fonts.wrap(words, NOTE, room=room, lines=2)]


def draw_notes(canvas: Canvas, top: float, sheet: BoardSheet) -> None:
    card(canvas, top, notes_height(sheet))
    y = top + CARD_PAD
    for index, note in enumerate(sheet.notes):
        if index:
            rule(canvas, y)
        _draw_note(canvas, y + 11, note)
        y += _note_height(note)


def _draw_note(canvas: Canvas, top: float, note: BoardNote) -> None:
    theme, room = canvas.theme, NOTE_X - 16 - frame.LEFT
    y = top + NOTE_LINE / 2
    canvas.text(frame.LEFT, y, note.heading, 28, color=theme.ink, bold=True, room=room, smallest=24)
    for index, line in enumerate(_note_lines(note)):
        canvas.text(NOTE_X, y + index * NOTE_LINE, line, NOTE, color=theme.ink)
