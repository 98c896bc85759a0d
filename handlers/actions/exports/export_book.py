"""The figures as an Excel workbook: ranking, figures, unit by indicator, versions, targets."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from zoneinfo import ZoneInfo

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from domain.figures import Indicator
from domain.lights import Light
from domain.people import Language
from domain.ranking import Status
from domain.rollup import Rollup
from handlers.actions.exports.export_lines import Export
from handlers.actions.exports.export_matrix import Matrix
from handlers.actions.exports.export_rows import COLUMNS, cells_of
from handlers.actions.measuring.board import Board
from handlers.workbook.pages import SAFE, Pages, is_held, number_format
from handlers.workbook.words import Words, words_in

LIGHTS = {Light.GREEN: "#D3EAE8", Light.YELLOW: "#FBEED0", Light.RED: "#F2D8DF"}
PALE, GREY = "#EDF1F5", "#5A6675"


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
    """What a workbook is made of; `history` is None unless every version was asked for.

    `words` are those of whoever reads it.
    """

    title: str
    board: Board
    figures: Export
    matrix: Matrix
    targets: Sequence[Target]
    slots: Sequence[str]
    history: Export | None = None
    words: Words = field(default_factory=lambda: words_in(Language.ZH))


async def workbook(contents: Contents, *, zone: ZoneInfo) -> tuple[bytes, int]:
    """The file, and how many lines its sheet of figures has; the same bytes for the same facts."""
    out = BytesIO()
    with Workbook(out, SAFE) as book:
        book.set_properties({"created": contents.board.as_of.astimezone(zone).replace(tzinfo=None)})
        pages = Pages(book, contents.title, contents.words)
        _ranking(pages, contents.board)
        count = await _lines(pages, "title", contents.figures, zone)
        _matrix(pages, contents.matrix)
        if contents.history is not None:
            await _lines(pages, "versions", contents.history, zone)
        _targets(pages, contents)
    return out.getvalue(), count


def _ranking(pages: Pages, board: Board) -> None:
    keys = (
        *("group", "rank", "unit", "completion", "pace", "gap", "light", "moved", "given"),
        *("asked", "drag"),
    )
    page = pages.page(
        pages.word("export.ranking.title"),
        [pages.word(f"export.ranking.{key}") for key in keys],
        (12, 7, 20, 12, 10, 12, 9, 9, 8, 8, 34),
    )
    page.freeze_panes(1, 3)
    percent: dict[str, object] = {"num_format": "0.0"}
    gap: dict[str, object] = {"num_format": "+0.0;-0.0;0.0"}
    for row, one in enumerate(board.ranking.standings, start=1):
        drag = f"{one.drag.name} {one.drag.gap:+.1f}".replace("-", "−") if one.drag else ""
        words = (
            pages.word(f"export.unranked.{one.status.value}")
            if one.status is not Status.RANKED
            else ""
        )
        told: tuple[tuple[object, dict[str, object]], ...] = (
            (one.group, {}),
            (one.rank if one.rank is not None else words, {"align": "center"}),
            (one.name, {}),
            (one.completion, percent),
            (one.pace, percent),
            (one.gap, gap),
            (pages.word(f"export.lights.{one.light.value}"), _lit(one.light)),
            (_moved(one.movement, pages), {"align": "center"}),
            (one.reported, {}),
            (one.expected, {}),
            (drag, {"indent": 1}),
        )
        for at, (value, more) in enumerate(told):
            pages.put(page, row, at, value, **more)
    last = max(len(board.ranking.standings), 1)
    page.autofilter(0, 0, last, len(keys) - 1)
    _light_by_sign(pages, page, last, at=6)


def _lit(light: Light) -> dict[str, object]:
    return {"align": "center", "bold": light is Light.RED}


def _light_by_sign(pages: Pages, page: Worksheet, last: int, *, at: int) -> None:
    """Colours that follow the sign, also where somebody changes it."""
    for light, color in LIGHTS.items():
        rule = {
            "type": "cell",
            "criteria": "==",
            "value": f'"{pages.word(f"export.lights.{light.value}")}"',
            "format": pages.book.add_format({"bg_color": color}),
        }
        page.conditional_format(1, at, last, at, rule)


def _moved(movement: object, pages: Pages) -> str:
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
            return pages.word("export.ranking.new")


async def _lines(pages: Pages, name: str, export: Export, zone: ZoneInfo) -> int:
    page = pages.page(
        pages.word(f"export.{name}"),
        [pages.word(f"export.{key}") for key in COLUMNS],
        tuple(COLUMNS.values()),
    )
    page.freeze_panes(1, 0)
    number = 0
    async for line in export.lines:
        number += 1
        places = number_format(line.indicator.decimals)
        for at, (key, value) in enumerate(cells_of(line, export, zone=zone, words=pages.words)):
            if key == "value":
                pages.put(page, number, at, value, num_format=places)
            else:
                pages.put(page, number, at, value)
    page.autofilter(0, 0, max(number, 1), len(COLUMNS) - 1)
    return number


def _matrix(pages: Pages, matrix: Matrix) -> None:
    """Units by indicators; where sums are right, a total that follows the cells."""
    heads = [pages.word("export.ranking.group"), pages.word("export.ranking.unit")]
    heads += [
        pages.word("export.matrix.indicator", name=one.name, measure=one.measure)
        for one in matrix.indicators
    ]
    page = pages.page(
        pages.word("export.matrix.title"), heads, (12, 20, *(16 for _ in matrix.indicators))
    )
    page.freeze_panes(1, 2)
    for row, unit in enumerate(matrix.units, start=1):
        pages.put(page, row, 0, unit.group)
        pages.put(page, row, 1, unit.short)
        for at, one in enumerate(matrix.indicators, start=2):
            value = matrix.values.get((unit.code, one.code))
            pages.put(page, row, at, value, num_format=number_format(one.decimals))
    last = len(matrix.units)
    total = last + 1
    strong: dict[str, object] = {"bold": True, "bg_color": PALE, "top": 1}
    pages.put(page, total, 0, pages.word("export.matrix.total"), **strong)
    pages.put(page, total, 1, None, **strong)
    for at, one in enumerate(matrix.indicators, start=2):
        _total(pages, page, total, at, one, matrix, strong)
    page.autofilter(0, 0, max(last, 1), len(heads) - 1)
    pages.put(page, total + 1, 0, pages.word("export.matrix.foot"), font_color=GREY, bottom=0)


def _total(
    pages: Pages,
    page: Worksheet,
    row: int,
    at: int,
    indicator: Indicator,
    matrix: Matrix,
    strong: dict[str, object],
) -> None:
    if indicator.operator is not Rollup.SUM:
        pages.put(page, row, at, pages.word("export.matrix.no_total"), **strong, align="center")
        return
    rows = [n for n, unit in enumerate(matrix.units, 1) if matrix.is_summed(unit.code, indicator)]
    told = [matrix.values.get((matrix.units[n - 1].code, indicator.code)) for n in rows]
    known = [value for value in told if value is not None]
    result = sum(known, Decimal(0))
    look = strong | {"num_format": number_format(indicator.decimals)}
    if not rows or not all(map(is_held, (*known, result))):
        pages.put(page, row, at, result if known else None, **look)  # a sum would leave text out
        return
    formula = f"=SUM({','.join(_ranges(rows, at))})"
    page.write_formula(row, at, formula, pages.format(**look), float(result))


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


def _targets(pages: Pages, contents: Contents) -> None:
    keys = ("unit", "indicator", "measure", "project", "person")
    heads = [pages.word(f"export.targets.{key}") for key in keys]
    heads += [pages.word(f"export.slots.{slot}") for slot in contents.slots]
    page = pages.page(
        pages.word("export.targets.title"),
        heads,
        (18, 22, 9, 22, 10, *(12 for _ in contents.slots)),
    )
    page.freeze_panes(1, 2)
    for row, one in enumerate(contents.targets, start=1):
        for at, words in enumerate(one.names):
            pages.put(page, row, at, words)
        for at, slot in enumerate(contents.slots, start=len(one.names)):
            places = 1 if slot == "growth" else one.indicator.decimals
            amount = one.amounts.get(slot)
            pages.put(page, row, at, amount, num_format=number_format(places))
    page.autofilter(0, 0, max(len(contents.targets), 1), len(heads) - 1)
