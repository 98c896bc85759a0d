"""The workbook written: an empty template with samples, or a whole roster."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from domain.roster_draft import Noun, RosterDraft, Row, fields_of, key_of
from handlers.workbook.cells import Value
from handlers.workbook.columns import SHEETS, Column, Kind, Sheet, sheet_of
from handlers.workbook.words import lines, say

LAST_ROW = 5000  # how far down drop-downs and formats reach
SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}

INK, PAPER, TEAL, SLATE, MUTED = "#1F2A37", "#FFFFFF", "#0E6E69", "#5B7083", "#8A94A0"
FONT = {"font_name": "微软雅黑", "font_size": 11, "valign": "vcenter"}


def template(*, year: int) -> bytes:
    """An empty workbook: headings, drop-downs, hints and one sample row on each sheet."""
    samples = {sheet.noun: [_sample(sheet, year)] for sheet in SHEETS}
    return _workbook(samples, are_samples=True)


def workbook_of(draft: RosterDraft) -> bytes:
    """A roster as the workbook that imports as exactly this roster."""
    rows = {noun: [_cells(row, noun) for row in draft.of(noun).values()] for noun in Noun}
    for person in rows[Noun.PERSON]:
        if person["code"] in draft.own_language:
            person["language"] = None
    return _workbook(rows, are_samples=False)


def hint_of(sheet: Sheet, column: Column) -> str:
    """What to write in a column, in one or two sentences."""
    key = column.key
    if sheet.noun is Noun.ASSIGNMENT and key[1:].isdigit():
        key = {"q": "quarter", "m": "month", "p": "past"}[key[0]]
    return say(f"hint.{sheet.noun.value}.{key}")


def _sample(sheet: Sheet, year: int) -> Mapping[str, Value]:
    return {
        column.key: column.sample.replace(year=year)
        if isinstance(column.sample, date)
        else column.sample
        for column in sheet.columns
    }


def _cells(row: Row, noun: Noun) -> dict[str, Value]:
    columns = sheet_of(noun).columns
    named = zip((column.key for column in columns), key_of(row), strict=False)
    return dict(named) | {key: _written(value) for key, value in fields_of(row).items()}


def _written(value: object) -> Value:
    """A value as its column takes it; sets in one order, so that equal rosters look equal."""
    if isinstance(value, frozenset):
        return tuple(sorted(str(one) for one in value))
    assert value is None or isinstance(value, str | int | Decimal | date | tuple)
    return value


@dataclass(frozen=True, slots=True)
class _Formats:
    required: Format
    optional: Format
    code: Format
    text: Format
    number: Format
    day: Format

    def of(self, column: Column) -> Format:
        match column.kind:
            case Kind.CODE | Kind.REFERENCE:
                return self.code
            case Kind.NUMBER | Kind.WHOLE:
                return self.number
            case Kind.DATE:
                return self.day
            case _:
                return self.text


def _formats(book: Workbook, *, are_samples: bool) -> _Formats:
    body = FONT | ({"italic": True, "font_color": MUTED} if are_samples else {"font_color": INK})
    head = FONT | {"bold": True, "font_color": PAPER, "border": 1, "border_color": PAPER}
    return _Formats(
        required=book.add_format(head | {"bg_color": TEAL}),
        optional=book.add_format(head | {"bg_color": SLATE}),
        code=book.add_format(body | {"num_format": "@"}),
        text=book.add_format(body),
        number=book.add_format(body | {"num_format": "#,##0.######"}),
        day=book.add_format(body | {"num_format": "yyyy-mm-dd", "align": "left"}),
    )


def _workbook(rows: Mapping[Noun, Sequence[Mapping[str, Value]]], *, are_samples: bool) -> bytes:
    out = BytesIO()
    with Workbook(out, SAFE) as book:
        _guide(book)
        plain = _formats(book, are_samples=False)
        written = _formats(book, are_samples=True) if are_samples else plain
        for sheet in SHEETS:
            page = book.add_worksheet(sheet.title)
            _frame(page, sheet, plain)
            for number, row in enumerate(rows[sheet.noun], start=1):
                for at, column in enumerate(sheet.columns):
                    _write(page, number, at, row.get(column.key), column, written.of(column))
    return out.getvalue()


def _guide(book: Workbook) -> None:
    page = book.add_worksheet(say("guide.title"))
    page.hide_gridlines(2)
    page.set_column(0, 0, 3)
    page.set_column(1, 1, 92)
    title, *rest = lines("guide.lines")
    page.set_row(1, 34)
    page.write_string(1, 1, title, book.add_format(FONT | {"font_size": 18, "font_color": TEAL}))
    body = book.add_format(FONT | {"text_wrap": True, "font_color": INK})
    for number, line in enumerate(rest, start=3):
        page.set_row(number, 40 if len(line) > 55 else 26)
        page.write_string(number, 1, line, body)


def _frame(page: Worksheet, sheet: Sheet, formats: _Formats) -> None:
    """Headings with their hints, widths, drop-downs; the head and the first column stay put."""
    page.freeze_panes(1, 1)
    page.set_row(0, 26)
    page.autofilter(0, 0, LAST_ROW, len(sheet.columns) - 1)
    for at, column in enumerate(sheet.columns):
        hint = hint_of(sheet, column)
        heading = f"{column.title}*" if column.required else column.title
        page.set_column(at, at, column.width, formats.of(column))
        page.write_string(0, at, heading, formats.required if column.required else formats.optional)
        page.write_comment(0, at, hint, {"x_scale": 1.6, "y_scale": 0.8, "font_size": 10})
        page.data_validation(1, at, LAST_ROW, at, _validation(column, hint))


def _validation(column: Column, hint: str) -> dict[str, object]:
    """The hint beside a chosen cell, with a list to choose from where there is one.

    A list only proposes: several roles fit one cell, and a name may stand for a code.
    """
    beside = {"input_title": column.title, "input_message": hint, "ignore_blank": True}
    if column.choices:
        return beside | {
            "validate": "list",
            "source": list(column.choices),
            "error_type": "warning" if column.kind is Kind.CHOICE else "information",
        }
    if column.target:
        source = f"='{sheet_of(column.target).title}'!$A$2:$A${LAST_ROW}"
        return beside | {"validate": "list", "source": source, "error_type": "information"}
    return beside | {"validate": "any"}


def _write(page: Worksheet, row: int, at: int, value: Value, column: Column, form: Format) -> None:
    match value:
        case None | () | "":
            page.write_blank(row, at, None, form)
        case date():
            page.write_datetime(row, at, value, form)
        case int() | Decimal():
            page.write_number(row, at, float(value), form)
        case _:
            page.write_string(row, at, _text(value, column), form)


def _text(value: str | tuple[str, ...], column: Column) -> str:
    titles = {meaning: title for title, meaning in (column.choices or {}).items()}
    if isinstance(value, tuple):
        return "、".join(titles.get(one, one) for one in value)
    return titles.get(value, value)
