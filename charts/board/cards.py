"""What the parts of the board stand on: cards under each other, with rules between lines."""

from charts import frame
from charts.canvas import Canvas
from charts.theme import WIDTH

CARD_PAD, HEADING = 12, 68


def card(canvas: Canvas, top: float, height: float) -> None:
    canvas.panel(frame.PAD, top, WIDTH - 2 * frame.PAD, height, color=canvas.theme.card, radius=20)


def rule(canvas: Canvas, y: float) -> None:
    line = [(frame.LEFT, y), (frame.RIGHT, y)]
    canvas.stroke(line, color=canvas.theme.hairline, width=2, layer=2)
