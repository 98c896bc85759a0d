"""The figures as an Excel workbook: ranking, figures, unit by indicator, versions, targets.

Nothing in it becomes a formula but the totals we write ourselves, and a number that Excel would
round is written as text, digit by digit.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from zoneinfo import ZoneInfo

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from domain.figures import Indicator
from domain.lights import Light
from domain.ranking import Status
from domain.rollup import Rollup
from handlers.actions.board import Board
from handlers.actions.export_lines import Export
from handlers.actions.export_matrix import Matrix
from handlers.actions.export_rows import COLUMNS, cells_of
from handlers.workbook.words import say

SAFE = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
FONT = {"font_name": "微软雅黑", "font_size": 10, "valign": "vcenter"}
TEAL, PAPER, PALE, GREY = "#0C837C", "#FFFFFF", "#EDF1F5", "#5A6675"
LIGHTS = {Light.GREEN: "#D3EAE8", Light.YELLOW: "#FBEED0", Light.RED: "#F2D8DF"}
HELD = 15  # digits that Excel keeps of a number
A4 = 9
ROW = 19  # points
RULE: dict[str, object] = {"bottom": 1, "bottom_color": "#DCE3EA"}


@dataclass(frozen=True, slots=True)
class Target:
    """What one number is to reach, by slot.

    `names` are those of unit, indicator, measure, project and person.
    """

    names: tuple[str, ...]
    indicator: Indicator
    amounts: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a workbook is made of; `history` is None unless every version was asked for."""

    title: str
    board: Board
    figures: Export
    matrix: Matrix
    targets: Sequence[Target]
    slots: Sequence[str]
    history: Export | None = None


async def workbook(contents: Contents, *, zone: ZoneInfo) -> tuple[bytes, int]:
    """The file, and how many lines its sheet of figures has; the same bytes for the same facts."""
    out = BytesIO()
    with Workbook(out, SAFE) as book:
        book.set_properties({"created": contents.board.as_of.astimezone(zone).replace(tzinfo=None)})
        writer = _Writer(book, contents.title)
        _ranking(writer, contents.board)
        count = await _lines(writer, "title", contents.figures, zone)
        _matrix(writer, contents.matrix)
        if contents.history is not None:
            await _lines(writer, "versions", contents.history, zone)
        _targets(writer, contents)
    return out.getvalue(), count


@dataclass(slots=True)
class _Writer:
    """The pages of one book, all of one look, and its formats, each made once."""

    book: Workbook
    title: str
    _formats: dict[tuple[tuple[str, object], ...], Format] = field(default_factory=dict)

    def format(self, **more: object) -> Format:
        """A format of the common font with this besides."""
        key = tuple(sorted(more.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(FONT | more)
        return self._formats[key]

    def page(self, name: str, heads: Sequence[str], widths: Sequence[float]) -> Worksheet:
        """A page with its headings, which stay put, with filters, and set up for A4 across."""
        page = self.book.add_worksheet(name)
        page.set_landscape()
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        page.set_header(f"&L{_literal(self.title)}&R{_literal(name)}")
        page.set_footer(f"&L{_literal(say('export.foot'))}&R&P / &N")
        page.set_default_row(ROW)
        page.set_row(0, 36)
        for at, width in enumerate(widths):
            page.set_column(at, at, width)
        head = self.format(
            bold=True, font_color=PAPER, bg_color=TEAL, text_wrap=True, align="center", border=1
        )
        for at, words in enumerate(heads):
            page.write_string(0, at, words, head)
        return page

    def put(self, page: Worksheet, row: int, at: int, value: object, **more: object) -> None:
        """One cell: a number as exact as Excel keeps it, else text that is no formula."""
        more = RULE | more
        match value:
            case None | "":
                page.write_blank(row, at, None, self.format(**more))
            case Decimal() if is_held(value):
                page.write_number(row, at, float(value), self.format(**more))
            case Decimal():
                words = format(value, "f")
                page.write_string(row, at, words, self.format(**more | {"align": "right"}))
            case int():
                page.write_number(row, at, value, self.format(**more))
            case _:
                page.write_string(row, at, str(value), self.format(**more))


def is_held(value: Decimal) -> bool:
    """Whether Excel keeps all of its digits."""
    return len(value.normalize().as_tuple().digits) <= HELD


def _literal(words: str) -> str:
    """A text in a header or footer, where & begins a command."""
    return words.replace("&", "&&")


def number_format(places: int) -> str:
    """Grouped by thousands, with so many decimals: #,##0.00."""
    return f"#,##0.{'0' * places}" if places else "#,##0"


def _ranking(writer: _Writer, board: Board) -> None:
    keys = (
        *("group", "rank", "unit", "completion", "pace", "gap", "light", "moved", "given"),
        *("asked", "drag"),
    )
    page = writer.page(
        say("export.ranking.title"),
        [say(f"export.ranking.{key}") for key in keys],
        (12, 7, 20, 12, 10, 12, 9, 9, 8, 8, 34),
    )
    page.freeze_panes(1, 3)
    percent: dict[str, object] = {"num_format": "0.0"}
    gap: dict[str, object] = {"num_format": "+0.0;-0.0;0.0"}
    for row, one in enumerate(board.ranking.standings, start=1):
        drag = f"{one.drag.name} {one.drag.gap:+.1f}".replace("-", "−") if one.drag else ""
        words = (
            say(f"export.unranked.{one.status.value}") if one.status is not Status.RANKED else ""
        )
        told: tuple[tuple[object, dict[str, object]], ...] = (
            (one.group, {}),
            (one.rank if one.rank is not None else words, {"align": "center"}),
            (one.name, {}),
            (one.completion, percent),
            (one.pace, percent),
            (one.gap, gap),
            (say(f"export.lights.{one.light.value}"), _lit(one.light)),
            (_moved(one.movement), {"align": "center"}),
            (one.reported, {}),
            (one.expected, {}),
            (drag, {"indent": 1}),
        )
        for at, (value, more) in enumerate(told):
            writer.put(page, row, at, value, **more)
    last = max(len(board.ranking.standings), 1)
    page.autofilter(0, 0, last, len(keys) - 1)
    _light_by_sign(writer, page, last, at=6)


def _lit(light: Light) -> dict[str, object]:
    return {"align": "center", "bold": light is Light.RED}


def _light_by_sign(writer: _Writer, page: Worksheet, last: int, *, at: int) -> None:
    """Colours that follow the sign, also where somebody changes it."""
    for light, color in LIGHTS.items():
        rule = {
            "type": "cell",
            "criteria": "==",
            "value": f'"{say(f"export.lights.{light.value}")}"',
            "format": writer.book.add_format({"bg_color": color}),
        }
        page.conditional_format(1, at, last, at, rule)


def _moved(movement: object) -> str:
    match movement:
        case int() if movement > 0:
            return f"▲{movement}"
        case int() if movement < 0:
            return f"▼{-movement}"
        case int():
            return "–"
        case None:
            return ""
        case _:
            return say("export.ranking.new")


async def _lines(writer: _Writer, name: str, export: Export, zone: ZoneInfo) -> int:
    page = writer.page(
        say(f"export.{name}"), [say(f"export.{key}") for key in COLUMNS], tuple(COLUMNS.values())
    )
    page.freeze_panes(1, 0)
    number = 0
    async for line in export.lines:
        number += 1
        places = number_format(line.indicator.decimals)
        for at, (key, value) in enumerate(cells_of(line, export, zone=zone)):
            if key == "value":
                writer.put(page, number, at, value, num_format=places)
            else:
                writer.put(page, number, at, value)
    page.autofilter(0, 0, max(number, 1), len(COLUMNS) - 1)
    return number


def _matrix(writer: _Writer, matrix: Matrix) -> None:
    """Units by indicators; where sums are right, a total that follows the cells."""
    heads = [say("export.ranking.group"), say("export.ranking.unit")]
    heads += [f"{one.name}\n（{one.measure}）" for one in matrix.indicators]
    page = writer.page(
        say("export.matrix.title"), heads, (12, 20, *(16 for _ in matrix.indicators))
    )
    page.freeze_panes(1, 2)
    for row, unit in enumerate(matrix.units, start=1):
        writer.put(page, row, 0, unit.group)
        writer.put(page, row, 1, unit.short)
        for at, one in enumerate(matrix.indicators, start=2):
            value = matrix.values.get((unit.code, one.code))
            writer.put(page, row, at, value, num_format=number_format(one.decimals))
    last = len(matrix.units)
    total = last + 1
    strong: dict[str, object] = {"bold": True, "bg_color": PALE, "top": 1}
    writer.put(page, total, 0, say("export.matrix.total"), **strong)
    writer.put(page, total, 1, None, **strong)
    for at, one in enumerate(matrix.indicators, start=2):
        _total(writer, page, total, at, one, matrix, strong)
    page.autofilter(0, 0, max(last, 1), len(heads) - 1)
    writer.put(page, total + 1, 0, say("export.matrix.foot"), font_color=GREY)


def _total(
    writer: _Writer,
    page: Worksheet,
    row: int,
    at: int,
    indicator: Indicator,
    matrix: Matrix,
    strong: dict[str, object],
) -> None:
    if indicator.operator is not Rollup.SUM:
        writer.put(page, row, at, say("export.matrix.no_total"), **strong, align="center")
        return
    rows = [n for n, unit in enumerate(matrix.units, 1) if matrix.is_summed(unit.code, indicator)]
    told = [matrix.values.get((matrix.units[n - 1].code, indicator.code)) for n in rows]
    known = [value for value in told if value is not None]
    result = sum(known, Decimal(0))
    look = strong | {"num_format": number_format(indicator.decimals)}
    if not rows or not all(map(is_held, (*known, result))):
        writer.put(page, row, at, result if known else None, **look)  # a sum would leave text out
        return
    formula = f"=SUM({','.join(_ranges(rows, at))})"
    page.write_formula(row, at, formula, writer.format(**look), float(result))


def _ranges(rows: Sequence[int], at: int) -> Iterable[str]:
    """Rows that follow one another as one range each."""
    start = previous = rows[0]
    for row in [*rows[1:], None]:
        if row is not None and row == previous + 1:
            previous = row
            continue
        one = xl_rowcol_to_cell(start, at)
        yield one if start == previous else xl_range(start, at, previous, at)
        if row is not None:
            start = previous = row


def _targets(writer: _Writer, contents: Contents) -> None:
    keys = ("unit", "indicator", "measure", "project", "person")
    heads = [say(f"export.targets.{key}") for key in keys]
    heads += [say(f"export.slots.{slot}") for slot in contents.slots]
    page = writer.page(
        say("export.targets.title"),
        heads,
        (18, 22, 9, 22, 10, *(12 for _ in contents.slots)),
    )
    page.freeze_panes(1, 2)
    for row, one in enumerate(contents.targets, start=1):
        for at, words in enumerate(one.names):
            writer.put(page, row, at, words)
        for at, slot in enumerate(contents.slots, start=len(one.names)):
            places = 1 if slot == "growth" else one.indicator.decimals
            amount = one.amounts.get(slot)
            writer.put(page, row, at, amount, num_format=number_format(places))
    page.autofilter(0, 0, max(len(contents.targets), 1), len(heads) - 1)
