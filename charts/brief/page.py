"""A page of the brief: its measures, what goes where on it, the headings of its parts."""

from dataclasses import dataclass

from charts import fonts
from charts.paper import TALL, WIDE, Paper
from charts.theme import DAY

LEFT, RIGHT = 48.0, WIDE - 48.0
TOP, BOTTOM = 54.0, TALL - 54.0
INK, SOFT, LINE = DAY.ink, DAY.soft, DAY.hairline
HEADING, BODY, NOTE, SMALL = 12.5, 10.5, 9.5, 8.0
ROW = 17.5


@dataclass(slots=True)
class Flow:
    """Where the next thing goes; what does not fit begins a new page."""

    paper: Paper
    y: float = TOP

    def take(self, height: float) -> float:
        """The top of a strip this tall, on a new page if this one is full."""
        if self.y + height > BOTTOM:
            self.turn()
        top, self.y = self.y, self.y + height
        return top

    def turn(self) -> None:
        self.paper.turn()
        self.y = TOP


def draw_heading(flow: Flow, words: str, *, detail: str = "", beside: float = 0) -> None:
    """A heading never stands alone at the end of a page: `beside` is what must follow it."""
    if flow.y + 30 + beside > BOTTOM:
        flow.turn()
    top = flow.take(30)
    flow.paper.box(LEFT, top + 9, 3, 14, color=DAY.band_accent)
    taken = flow.paper.text(LEFT + 10, top + 16, words, HEADING, color=INK, bold=True)
    room = RIGHT - LEFT - taken - 22
    flow.paper.text(RIGHT, top + 16, detail, SMALL, color=SOFT, align="right", room=room)


def fitting(words: str, size: float, room: float) -> float:
    """The size at which words fit, if it can still be read."""
    return max(SMALL, min(size, size * room / max(fonts.width(words, size), 1)))
