"""The board: a period at one look, on one page of a phone."""

from collections.abc import Sequence

from matplotlib.figure import Figure

from charts import fonts, frame, marks
from charts.bars import Ruler
from charts.canvas import Canvas, Point, dashes
from charts.sheets.board import (
    BoardEntry,
    BoardGroup,
    BoardNote,
    BoardSheet,
    BoardStrip,
    BoardTotal,
)
from charts.sheets.parts import Number, Scale
from charts.theme import DAY, WIDTH, Theme
from domain.lights import Light

CARD_GAP, CARD_PAD, HEADING = 20, 12, 68
MIDDLE = WIDTH / 2
ENTRY, GROUP_HEADING, GROUP_PAD = 54, 48, 10
TOTAL, THIN = 116, 14
COURSE_X, COURSE_END, COURSE_TALL = 484, 640, 56
LOWEST, HIGHEST = -40.0, 140.0
STRIP, STRIP_WITH_NAMES, STRIP_TALL = 52, 84, 38
STRIP_X, STRIP_GROUPS, APART = 250, 34, 14
NAMED_FROM = 60  # pixels of room; a name of one letter tells nothing
WITH_SIGN, WITH_GAP = 30, 8
NOTE_X, NOTE_LINE, NOTE = 176, 38, 26


def draw_board(sheet: BoardSheet, *, theme: Theme = DAY) -> Figure:
    """One page; the sheet names no more than fits on it."""
    top = frame.band_height(sheet.head) + frame.tallies_height(sheet.tallies) + frame.PAD
    cards = (_groups_height(sheet), _totals_height(sheet), _strips_height(sheet))
    heights = [height for height in (*cards, _notes_height(sheet)) if height]
    body = sum(heights) + CARD_GAP * max(len(heights) - 1, 0)
    canvas = Canvas(top + body + frame.foot_height(sheet.footer), theme=theme)
    y = frame.draw_band(canvas, sheet.head)
    frame.draw_tallies(canvas, y, sheet.tallies)
    y = top
    for draw in (_draw_groups, _draw_totals, _draw_strips, _draw_notes):
        if taken := draw(canvas, y, sheet):
            y += taken + CARD_GAP
    frame.draw_foot(canvas, top + body, sheet.footer)
    return canvas.finish()


def _card(canvas: Canvas, top: float, height: float) -> None:
    canvas.panel(frame.PAD, top, WIDTH - 2 * frame.PAD, height, color=canvas.theme.card, radius=20)


def _rule(canvas: Canvas, y: float) -> None:
    rule = [(frame.LEFT, y), (frame.RIGHT, y)]
    canvas.stroke(rule, color=canvas.theme.hairline, width=2, layer=2)


def _group_height(group: BoardGroup) -> float:
    rows = max(len(group.first), len(group.last), 1)
    return (GROUP_HEADING if group.heading else GROUP_PAD) + rows * ENTRY + GROUP_PAD


def _groups_height(sheet: BoardSheet) -> float:
    if not sheet.groups:
        return 0.0
    return HEADING + sum(map(_group_height, sheet.groups))


def _draw_groups(canvas: Canvas, top: float, sheet: BoardSheet) -> float:
    height = _groups_height(sheet)
    if not height:
        return 0.0
    _card(canvas, top, height)
    for x, words in ((frame.LEFT, sheet.left), (MIDDLE + 20, sheet.right)):
        canvas.text(x, top + HEADING / 2, words, 34, color=canvas.theme.ink, bold=True)
    y = top + HEADING
    for group in sheet.groups:
        _draw_group(canvas, y, group)
        y += _group_height(group)
    return height


def _draw_group(canvas: Canvas, top: float, group: BoardGroup) -> None:
    theme = canvas.theme
    _rule(canvas, top)
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


def _totals_height(sheet: BoardSheet) -> float:
    return HEADING + TOTAL * len(sheet.totals) + CARD_PAD if sheet.totals else 0.0


def _draw_totals(canvas: Canvas, top: float, sheet: BoardSheet) -> float:
    height = _totals_height(sheet)
    if not height:
        return 0.0
    _card(canvas, top, height)
    frame.draw_heading(canvas, top + HEADING / 2, sheet.totals_heading, sheet.totals_detail)
    y, ruler = top + HEADING, _ruler(sheet.totals)
    for total in sheet.totals:
        _rule(canvas, y)
        _draw_total(canvas, y, total, ruler=ruler)
        y += TOTAL
    return height


def _ruler(totals: Sequence[BoardTotal]) -> Ruler:
    """One scale for all of them, so that the ticks of pace stand under each other."""
    numbers = [
        float(n) for total in totals for n in (total.completion, total.pace) if n is not None
    ]
    low, high = max(LOWEST, min([0.0, *numbers])), min(HIGHEST, max([100.0, *numbers]))
    return Ruler(frame.LEFT, frame.RIGHT, Scale(low=low, high=high))


def _draw_total(canvas: Canvas, top: float, total: BoardTotal, *, ruler: Ruler) -> None:
    theme, upper, lower, bar = canvas.theme, top + 30, top + 68, top + 98
    marks.light(canvas, frame.LEFT + 14, upper, total.light, radius=14)
    tagged = fonts.width(total.mark, 24) + 24 + 12 if total.mark else 0.0
    name = canvas.text(
        frame.LEFT + 42,
        upper,
        total.name,
        32,
        color=theme.ink,
        bold=True,
        room=COURSE_X - 20 - frame.LEFT - 42 - tagged,
        smallest=26,
    )
    color = theme.verdicts[Light.YELLOW]
    marks.tag(canvas, frame.LEFT + 42 + name + 12, upper, total.mark, size=24, color=color)
    room = COURSE_X - 20 - frame.LEFT
    # An amount is never cut short: one that needs the room takes that of its course.
    is_long = fonts.width(total.amount_text, 24) > room
    room = 620 if is_long else room
    taken = canvas.text(
        frame.LEFT, lower, total.amount_text, 26, color=theme.ink, room=room, smallest=24
    )
    if not is_long:
        _draw_course(canvas, top + 46, total)
    gap = canvas.text(
        frame.RIGHT,
        upper,
        total.gap_text,
        30,
        color=theme.verdicts[total.light],
        bold=True,
        align="right",
        room=130,
        smallest=24,
    )
    end = frame.RIGHT - max(gap + 18, 104) if gap else frame.RIGHT
    canvas.text(
        end,
        upper,
        total.completion_text,
        36,
        color=theme.ink,
        bold=True,
        align="right",
        room=end - COURSE_END - 20,
        smallest=24,
    )
    canvas.text(
        frame.RIGHT,
        lower,
        total.note,
        24,
        color=theme.soft,
        align="right",
        room=frame.RIGHT - max(COURSE_END, frame.LEFT + taken) - 20,
    )
    _draw_bar(canvas, bar, total, ruler=ruler)


def _draw_bar(canvas: Canvas, y: float, total: BoardTotal, *, ruler: Ruler) -> None:
    theme = canvas.theme
    canvas.bar(ruler.x(0), ruler.x(100), y, color=theme.track, width=THIN, layer=2)
    if total.completion is not None:
        color = theme.lights[total.light]
        end = ruler.x(float(total.completion))
        canvas.bar(ruler.x(0), end, y, color=color, width=THIN, layer=3)
    if total.pace is not None:
        x, reach = ruler.x(float(total.pace)), THIN / 2 + 6
        canvas.stroke([(x, y - reach), (x, y + reach)], color=theme.ink, width=5, layer=5)


def _draw_course(canvas: Canvas, middle: float, total: BoardTotal) -> None:
    """The last periods as a line beside the plan's, both on one scale of their own."""
    told = [float(n) for n in (*total.course, *total.plan) if n is not None]
    if sum(value is not None for value in total.course) < 2:
        return
    low, span = min(told), (max(told) - min(told)) or 1.0

    def runs(values: Sequence[Number | None]) -> list[list[Point]]:
        found: list[list[Point]] = [[]]
        for index, value in enumerate(values):
            if value is None:
                found.append([])
                continue
            x = COURSE_X + (COURSE_END - COURSE_X) * index / (len(values) - 1)
            found[-1].append((x, middle + COURSE_TALL * (0.5 - (float(value) - low) / span)))
        return [run for run in found if run]

    theme = canvas.theme
    for run in runs(total.plan):
        for dash in dashes(run, on=8, off=7):
            canvas.stroke(dash, color=theme.soft, width=2, layer=3)
    lines = runs(total.course)
    for run in lines:
        if len(run) > 1:
            canvas.stroke(run, color=theme.verdicts[total.light], width=4, layer=4, cap="round")
    x, y = lines[-1][-1]
    canvas.disc(x, y, 7, color=theme.verdicts[total.light], layer=5)


def _strip_height(strip: BoardStrip) -> float:
    return STRIP_WITH_NAMES if strip.names or strip.count else STRIP


def _strips_height(sheet: BoardSheet) -> float:
    if not sheet.strips:
        return 0.0
    groups = STRIP_GROUPS if _are_named(sheet) else 0
    return HEADING + groups + sum(map(_strip_height, sheet.strips)) + CARD_PAD


def _draw_strips(canvas: Canvas, top: float, sheet: BoardSheet) -> float:
    height = _strips_height(sheet)
    if not height:
        return 0.0
    _card(canvas, top, height)
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
    return height


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
    tall = STRIP_TALL if step >= WITH_SIGN else STRIP_TALL * _SHARES[light]
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


_SHARES = {Light.RED: 1.0, Light.YELLOW: 0.7, Light.GREEN: 0.4, Light.NONE: 0.2}


def _note_lines(note: BoardNote) -> list[str]:
    room = frame.RIGHT - NOTE_X
    return [line for words in note.lines for line in fonts.wrap(words, NOTE, room=room, lines=2)]


def _note_height(note: BoardNote) -> float:
    return NOTE_LINE * max(len(_note_lines(note)), 1) + 22


def _notes_height(sheet: BoardSheet) -> float:
    return sum(map(_note_height, sheet.notes)) + 2 * CARD_PAD if sheet.notes else 0.0


def _draw_notes(canvas: Canvas, top: float, sheet: BoardSheet) -> float:
    height = _notes_height(sheet)
    if not height:
        return 0.0
    _card(canvas, top, height)
    y = top + CARD_PAD
    for index, note in enumerate(sheet.notes):
        if index:
            _rule(canvas, y)
        _draw_note(canvas, y + 11, note)
        y += _note_height(note)
    return height


def _draw_note(canvas: Canvas, top: float, note: BoardNote) -> None:
    theme, room = canvas.theme, NOTE_X - 16 - frame.LEFT
    y = top + NOTE_LINE / 2
    canvas.text(frame.LEFT, y, note.heading, 28, color=theme.ink, bold=True, room=room, smallest=24)
    for index, line in enumerate(_note_lines(note)):
        canvas.text(NOTE_X, y + index * NOTE_LINE, line, NOTE, color=theme.ink)
