"""Bars of completion on one scale, honest about what lies beyond it."""

from dataclasses import dataclass

from charts.canvas import Canvas
from charts.sheets.parts import Scale

THICK = 24


@dataclass(frozen=True, slots=True)
class Ruler:
    """Where a percentage lies on the page; what is beyond the scale stays at its end."""

    left: float
    right: float
    scale: Scale

    def x(self, percentage: float) -> float:
        share = (percentage - self.scale.low) / (self.scale.high - self.scale.low)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def is_beyond(self, percentage: float) -> bool:
        return not self.scale.low <= percentage <= self.scale.high


def draw_track(canvas: Canvas, y: float, *, ruler: Ruler) -> None:
    """The empty bar from nothing to everything."""
    canvas.bar(ruler.x(0), ruler.x(100), y, color=canvas.theme.track, width=THICK, layer=2)


def draw_bar(canvas: Canvas, y: float, completion: float, *, color: str, ruler: Ruler) -> None:
    end = ruler.x(completion)
    canvas.bar(ruler.x(0), end, y, color=color, width=THICK, layer=3)
    if not ruler.is_beyond(completion):
        return
    # Two slits say that the bar goes on: the number beside it is the true one.
    inward = -1 if completion > 0 else 1
    for offset in (26, 38):
        x = end + inward * offset
        slit = [(x - 5, y + THICK / 2 + 2), (x + 5, y - THICK / 2 - 2)]
        canvas.stroke(slit, color=canvas.theme.card, width=5, layer=4)
