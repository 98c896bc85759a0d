"""Where the red is: a strip of lights for each indicator, group by group."""

from collections.abc import Sequence

from charts import fonts, frame, marks
from charts.board.cards import CARD_PAD, HEADING, card
from charts.canvas import Canvas
from charts.sheets.board import BoardSheet, BoardStrip
from domain.lights import Light

STRIP, STRIP_WITH_NAMES, STRIP_TALL = 52, 84, 38
STRIP_X, STRIP_GROUPS, APART = 250, 34, 14
NAMED_FROM = 60  # pixels of room; a name of one letter tells nothing
WITH_SIGN, WITH_GAP = 30, 8
SHARES = {Light.RED: 1.0, Light.YELLOW: 0.7, Light.GREEN: 0.4, Light.NONE: 0.2}


def strips_height(sheet: BoardSheet) -> float:
    if not sheet.strips:
        return 0.0
    groups = STRIP_GROUPS if _are_named(sheet) else 0
    return HEADING + groups + sum(map(_strip_height, sheet.strips)) + CARD_PAD


def _strip_height(strip: BoardStrip) -> float:
    return STRIP_WITH_NAMES if strip.names or strip.count else STRIP


def draw_strips(canvas: Canvas, top: float, sheet: BoardSheet) -> None:
    card(canvas, top, strips_height(sheet))
    frame.draw_heading(canvas, top + HEADING / 2, sheet.strips_heading, sheet.strips_detail)
    sizes = [len(lights) for lights in sheet.strips[0].lights]
    starts, step = _columns(sizes)
    y = top + HEADING
    if _are_named(sheet):
        for x, size, words in zip(starts, sizes, sheet.strip_groups, strict=True):
            room = size * step - 4
            if room >= NAMED_FROM:
                canvas.text(
                    x, y + STRIP_GROUPS / 2 - 4, words, 24, color=canvas.theme.soft, room=room
                )
        y += STRIP_GROUPS
    for strip in sheet.strips:
        _draw_strip(canvas, y, strip, starts=starts, step=step)
        y += _strip_height(strip)


def _are_named(sheet: BoardSheet) -> bool:
    """Whether any group has a name and the room for it."""
    sizes = [len(lights) for lights in sheet.strips[0].lights]
    _, step = _columns(sizes)
    pairs = zip(sizes, sheet.strip_groups, strict=True)
    return any(words and size * step - 4 >= NAMED_FROM for size, words in pairs)


def _columns(sizes: Sequence[int]) -> tuple[list[float], float]:
    """Where each group's lights begin, and how wide one is."""
    room = frame.RIGHT - STRIP_X
    apart = min(APART, room / 4 / max(len(sizes), 1))
    step = min(64.0, (room - apart * (len(sizes) - 1)) / max(sum(sizes), 1))
    starts, x = [], float(STRIP_X)
    for size in sizes:
        starts.append(x)
        x += size * step + apart
    return starts, step


def _draw_strip(
    canvas: Canvas, top: float, strip: BoardStrip, *, starts: Sequence[float], step: float
) -> None:
    theme, y = canvas.theme, top + 4 + STRIP_TALL / 2
    room = STRIP_X - 16 - frame.LEFT
    canvas.text(frame.LEFT, y, strip.name, 30, color=theme.ink, room=room, smallest=24)
    for start, lights in zip(starts, strip.lights, strict=True):
        for index, light in enumerate(lights):
            if light is not None:
                _draw_cell(canvas, start + index * step, y, light, step=step)
    second = top + 4 + STRIP_TALL + 19
    color = theme.verdicts[Light.RED]
    canvas.text(frame.LEFT, second, strip.count, 24, color=color, bold=True, room=room)
    names = _fitting(strip.names, strip.sep, frame.RIGHT - STRIP_X)
    canvas.text(STRIP_X, second, names, 24, color=theme.soft, room=frame.RIGHT - STRIP_X)


def _fitting(names: Sequence[str], sep: str, room: float) -> str:
    """As many names as there is room for, whole: half a number would be another number."""
    words = ""
    for index, name in enumerate(names):
        more = f"{words}{sep}{name}" if words else name
        ending = fonts.ELLIPSIS if index + 1 < len(names) else ""
        if words and fonts.width(more + ending, 24) > room:
            return words + fonts.ELLIPSIS
        words = more
    return words


def _draw_cell(canvas: Canvas, x: float, y: float, light: Light, *, step: float) -> None:
    """A cell that fills its height where red, and less of it the better it stands."""
    theme, gap = canvas.theme, 4 if step >= WITH_SIGN else 2 if step >= WITH_GAP else 0
    tall = STRIP_TALL if step >= WITH_SIGN else STRIP_TALL * SHARES[light]
    bottom = y + STRIP_TALL / 2
    color = theme.lights[light] if light is not Light.NONE else theme.track
    box = [
        (x, bottom - tall),
        (x + step - gap, bottom - tall),
        (x + step - gap, bottom),
        (x, bottom),
    ]
    canvas.fill(box, color=color, layer=2)
    if step >= WITH_SIGN:
        marks.sign(canvas, x + (step - gap) / 2, y, light, radius=11)
