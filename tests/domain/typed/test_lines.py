"""Numbered lines, and answers side by side."""

import pytest

from domain.typed.lines import Enumerated, enumerated, numbered_parts, side_by_side


@pytest.mark.parametrize(
    ("line", "number", "text"),
    [
        ("1. 13.5", 1, "13.5"),
        ("2、8.2", 2, "8.2"),
        ("(3)6.2", 3, "6.2"),
        ("3)6.2", 3, "6.2"),
        ("①13.5", 1, "13.5"),
        ("⑵8.2", 2, "8.2"),
        ("2\u20e3 8.2", 2, "8.2"),
        ("二、8.2", 2, "8.2"),
        ("十二、8.2", 12, "8.2"),
        ("第3项 6.2", 3, "6.2"),
    ],
)
def test_a_leading_number_is_told_from_the_rest(line: str, number: int, text: str) -> None:
    assert enumerated(line) == Enumerated(number, text)


@pytest.mark.parametrize("line", ["1.13", "13.5", "1.13.5", "一般", "8.2 6.2", "、8.2", "1、"])
def test_a_plain_number_is_no_leading_number(line: str) -> None:
    assert enumerated(line) is None


def test_a_line_is_cut_where_the_numbers_run_on() -> None:
    assert numbered_parts("1、13.5 2、8.2") == ("1、13.5", "2、8.2")
    assert numbered_parts("①13.5②8.2") == ("①13.5", "②8.2")
    assert numbered_parts("1、13.5 5、8.2") == ("1、13.5 5、8.2",)


@pytest.mark.parametrize(
    ("text", "count", "pieces"),
    [
        ("13.5 8.2", 2, ("13.5", "8.2")),
        ("13.5,8.2", 2, ("13.5", "8.2")),
        ("13.5 亿元 8.2 亿元", 2, ("13.5亿元", "8.2亿元")),
        ("3,400 8.2", 2, ("3,400", "8.2")),
        ("3,400", 2, ()),
        ("3,400", 1, ("3,400",)),
        ("13.5 8.2", 3, ()),
    ],
)
def test_side_by_side_counts_only_when_no_comma_decides(
    text: str, count: int, pieces: tuple[str, ...]
) -> None:
    assert side_by_side(text, count) == pieces
