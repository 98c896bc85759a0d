"""Who is first and who is last in each group, side by side."""

from charts import frame, marks
from charts.board.cards import HEADING, card, rule
from charts.canvas import Canvas
from charts.sheets.board import BoardEntry, BoardGroup, BoardSheet
from charts.theme import WIDTH
from domain.lights import Light

MIDDLE = WIDTH / 2
ENTRY, GROUP_HEADING, GROUP_PAD = 54, 48, 10


def groups_height(sheet: BoardSheet) -> float:
    if not sheet.groups:
        return 0.0
    return HEADING + sum(map(_group_height, sheet.groups))


def _group_height(group: BoardGroup) -> float:
    rows = max(len(group.first), len(group.last), 1)
    return (GROUP_HEADING if group.heading else GROUP_PAD) + rows * ENTRY + GROUP_PAD


def draw_groups(canvas: Canvas, top: float, sheet: BoardSheet) -> None:
    card(canvas, top, groups_height(sheet))
    for x, words in ((frame.LEFT, sheet.left), (MIDDLE + 20, sheet.right)):
        canvas.text(x, top + HEADING / 2, words, 34, color=canvas.theme.ink, bold=True)
    y = top + HEADING
    for group in sheet.groups:
        _draw_group(canvas, y, group)
        y += _group_height(group)


def _draw_group(canvas: Canvas, top: float, group: BoardGroup) -> None:
    theme = canvas.theme
    rule(canvas, top)
    y = top + GROUP_PAD
    if group.heading:
        line = top + GROUP_PAD + 18
        taken = canvas.text(
            frame.RIGHT, line, group.detail, 24, color=theme.soft, align="right", room=500
        )
        room = frame.RIGHT - frame.LEFT - taken - 24
        canvas.text(
            frame.LEFT, line, group.heading, 26, color=theme.soft, bold=True, room=room, smallest=24
        )
        y = top + GROUP_HEADING
    for index, entry in enumerate(group.first):
        middle = y + (index + 0.5) * ENTRY
        _draw_entry(canvas, middle, entry, left=frame.LEFT, right=MIDDLE - 20)
    for index, entry in enumerate(group.last):
        middle = y + (index + 0.5) * ENTRY
        _draw_entry(canvas, middle, entry, left=MIDDLE + 20, right=frame.RIGHT)
    if not group.last:
        x = MIDDLE + 20 if group.first else frame.LEFT
        room = frame.RIGHT - x
        canvas.text(x, y + ENTRY / 2, group.last_text, 28, color=theme.soft, room=room, smallest=24)


def _draw_entry(canvas: Canvas, y: float, entry: BoardEntry, *, left: float, right: float) -> None:
    theme = canvas.theme
    canvas.text(left + 18, y, entry.rank, 30, color=theme.ink, bold=True, align="center")
    gap = canvas.text(
        right,
        y,
        entry.gap_text,
        28,
        color=theme.verdicts[entry.light],
        bold=True,
        align="right",
        room=136,
        smallest=24,
    )
    end = right - max(gap + 12, 92)
    told = canvas.text(
        end,
        y,
        entry.completion_text,
        32,
        color=theme.ink,
        bold=True,
        align="right",
        room=148,
        smallest=24,
    )
    light = end - max(told, 96) - 22
    if entry.light is not Light.NONE:
        marks.light(canvas, light, y, entry.light, radius=11)
    name = left + 48
    canvas.label(
        name, y, entry.name, 32, color=theme.ink, room=light - 18 - name, smallest=27, small=24
    )
