"""One cell read as what its column holds."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from handlers.workbook.columns import Column, Kind
from handlers.workbook.grid import Cell

Value = str | int | Decimal | date | tuple[str, ...] | None

LONGEST_CODE = 24
MOST_DIGITS = 15
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_DATE = re.compile(r"([0-9]{4})(?:[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?|([0-9]{2})([0-9]{2}))")
_BETWEEN = re.compile(r"[、,;/|\n]+")
_MINUS = str.maketrans({"−": "-", "—": "-", "–": "-"})


@dataclass(eq=False)
class BadCell(Exception):  # noqa: N818  an answer about the cell, not a fault of ours
    """The cell does not hold what its column wants; `why` is a key of the words."""

    why: str
    facts: dict[str, object] = field(default_factory=dict)


def value_of(cell: Cell, column: Column) -> Value:
    """What the cell says, or None (an empty tuple for lists) when it is empty.

    Raises:
        BadCell: it holds something else.
    """
    text = text_of(cell)
    if not text:
        return () if column.kind in (Kind.LIST, Kind.CHOICES) else None
    match column.kind:
        case Kind.CODE:
            return _code(text)
        case Kind.TEXT | Kind.REFERENCE:
            return _bounded(text, longest=column.longest)
        case Kind.LIST:
            return tuple(_bounded(part, longest=column.longest) for part in _split(cell))
        case Kind.CHOICE:
            return _choice(text, column)
        case Kind.CHOICES:
            parts = _split(cell) if isinstance(cell, str) else [text]
            return tuple(dict.fromkeys(_choice(part, column) for part in parts))
        case Kind.NUMBER:
            return _number(cell, text)
        case Kind.WHOLE:
            return _whole(cell, text)
        case Kind.DATE:
            return _day(cell, text)


def text_of(cell: Cell) -> str:
    """The cell as one clean line: full-width letters and digits plain, no invisible signs."""
    if isinstance(cell, float):
        return format(_exact(cell), "f") if abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return clean(str(cell))


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """Without control and invisible characters, inner white space single."""
    visible = (
        " " if unicodedata.category(sign) in ("Cc", "Zs", "Zl", "Zp") else sign
        for sign in unicodedata.normalize("NFC", text)
        if unicodedata.category(sign) not in ("Cf", "Cs", "Co", "Cn")
    )
    return " ".join("".join(visible).split())


def folded(text: str) -> str:
    """The form in which two spellings of a name are the same: width, case and space aside."""
    return unicodedata.normalize("NFKC", text).casefold().replace(" ", "")


def _bounded(text: str, *, longest: int) -> str:
    if len(text) > longest:
        raise BadCell("too_long", {"longest": longest})
    return text


def _code(text: str) -> str:
    code = unicodedata.normalize("NFKC", text)
    if not _CODE.fullmatch(code):
        raise BadCell("bad_code", {"text": text})
    return _bounded(code, longest=LONGEST_CODE)


def _split(cell: Cell) -> list[str]:
    parts = _BETWEEN.split(unicodedata.normalize("NFKC", str(cell)))
    return list(dict.fromkeys(part for part in map(clean, parts) if part))


def _choice(text: str, column: Column) -> str:
    choices = column.choices or {}
    for title, meaning in choices.items():
        if folded(text) in (folded(title), folded(meaning)):
            return meaning
    raise BadCell("bad_choice", {"text": text, "choices": " ".join(choices)})


def _exact(cell: float) -> Decimal:
    # Excel itself keeps 15 digits; what comes after them is the binary form, not the number.
    return Decimal(f"{cell:.15g}")


def _number(cell: Cell, text: str) -> Decimal:
    if isinstance(cell, bool | date):
        raise BadCell("not_number", {"text": text})
    if isinstance(cell, int | float):
        number = _exact(float(cell)) if abs(cell) < 1e15 else None
    else:
        plain = unicodedata.normalize("NFKC", text).translate(_MINUS)
        number = Decimal(plain.replace(",", "")) if _NUMBER.fullmatch(plain) else None
    if number is None or not number.is_finite():
        raise BadCell("not_number", {"text": text})
    if len(number.as_tuple().digits) > MOST_DIGITS or abs(number) >= Decimal(10) ** MOST_DIGITS:
        raise BadCell("too_many_digits", {"text": text, "most": MOST_DIGITS})
    return Decimal(format(number.normalize(), "f"))


def _whole(cell: Cell, text: str) -> int:
    number = _number(cell, text)
    if number != int(number):
        raise BadCell("not_whole", {"text": text})
    return int(number)


def _day(cell: Cell, text: str) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    match = _DATE.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
    if match is None:
        raise BadCell("not_date", {"text": text})
    year, month, day = (int(part) for part in match.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError:
        raise BadCell("not_date", {"text": text}) from None
