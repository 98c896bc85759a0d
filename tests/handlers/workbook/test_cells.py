from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.workbook.cells import BadCell, clean, value_of
from handlers.workbook.columns import Column, Kind
from handlers.workbook.grid import Cell


def column(kind: Kind) -> Column:
    return Column("any", "任意", kind)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (13.5, "13.5"),
        (0.1 + 0.2, "0.3"),
        (26.0, "26"),
        (1200000.0, "1200000"),
        (-0.8, "-0.8"),
        ("13.50", "13.5"),
        (" 1,234.5 ", "1234.5"),
        ("３，４００．５", "3400.5"),
        ("−3", "-3"),
        (0.0, "0"),
    ],
)
def test_numbers_are_exact_however_they_are_stored(cell: Cell, number: str) -> None:
    assert value_of(cell, column(Kind.NUMBER)) == Decimal(number)


@pytest.mark.parametrize(
    "cell", ["12亿", "1,23", "1e5", "nan", "12-15", "1.2.3", True, date(2026, 1, 1), 1e300, "٣"]
)
def test_what_is_no_plain_number_is_refused(cell: Cell) -> None:
    with pytest.raises(BadCell):
        value_of(cell, column(Kind.NUMBER))


@pytest.mark.parametrize(
    "cell",
    [
        date(2026, 3, 31),
        datetime(2026, 3, 31, 8, 30),  # noqa: DTZ001  Excel knows no zones
        "2026-03-31",
        "2026/3/31",
        "2026.3.31",
        "2026年3月31日",
        "20260331",
        20260331.0,
    ],
)
def test_dates_are_read_in_every_usual_form(cell: Cell) -> None:
    assert value_of(cell, column(Kind.DATE)) == date(2026, 3, 31)


@pytest.mark.parametrize("cell", ["3月31日", "2026-02-30", "31/03/2026", 46112.0, "明天"])
def test_what_is_no_date_is_refused(cell: Cell) -> None:
    with pytest.raises(BadCell):
        value_of(cell, column(Kind.DATE))


@pytest.mark.parametrize(("cell", "code"), [(7.0, "7"), ("ｐ０１", "p01"), (" a-b_1 ", "a-b_1")])
def test_codes_are_plain_letters_and_digits(cell: Cell, code: str) -> None:
    assert value_of(cell, column(Kind.CODE)) == code


@pytest.mark.parametrize("cell", ["p 1", "-p", "城关", "a" * 25, "a;b", "7.5"])
def test_other_signs_in_a_code_are_refused(cell: Cell) -> None:
    with pytest.raises(BadCell):
        value_of(cell, column(Kind.CODE))


@given(st.text(max_size=30) | st.floats() | st.booleans() | st.integers() | st.dates())
def test_no_cell_of_any_kind_breaks_the_reading(cell: Cell) -> None:
    for kind in Kind:
        with suppress(BadCell):
            value_of(cell, column(kind))


@given(st.text(max_size=50))
def test_clean_text_is_one_visible_line(text: str) -> None:
    cleaned = clean(text)

    assert cleaned == clean(cleaned)
    assert all(sign.isprintable() for sign in cleaned)
