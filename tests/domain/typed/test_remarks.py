"""When words behind a number are a note, and when they put it in question."""

import pytest

from domain.typed.readings import Why
from domain.typed.remarks import LONGEST, Remark, remark_in


@pytest.mark.parametrize(
    ("rest", "note"),
    [
        ("", ""),
        ("。", ""),
        (" 因雨停工", "因雨停工"),
        ("因雨停工", "因雨停工"),
        ("(因雨停工)", "因雨停工"),
        (",较上周增加1.2亿元", "较上周增加1.2亿元"),
        (" 其中民间8.2,国有5.3", "其中民间8.2,国有5.3"),
        (" 3月10日复工", "3月10日复工"),
        (" 👍", ""),
    ],
)
def test_words_that_nobody_would_dispute_are_the_note(rest: str, note: str) -> None:
    assert remark_in(rest) == Remark(note)


@pytest.mark.parametrize(
    ("rest", "doubt"),
    [
        ("?", Why.QUERIED),
        (" 不对", Why.QUERIED),
        (" 暂无", Why.QUERIED),
        (" 民间投资8.2", Why.MORE_NUMBERS),
        (" 实际十四点二", Why.MORE_NUMBERS),
        ("民间", Why.UNKNOWN_WORDS),
        (" 桶", Why.UNKNOWN_WORDS),
        (" 万", Why.UNKNOWN_WORDS),
        (" 上周", Why.OTHER_SPAN),
        (" 目标", Why.OTHER_SPAN),
        (" " + "因雨停工" * LONGEST, Why.TOO_MUCH_TEXT),
    ],
)
def test_words_that_may_change_the_number_are_doubted(rest: str, doubt: Why) -> None:
    assert remark_in(rest).doubt is doubt


def test_a_number_yet_to_be_checked_is_an_estimate() -> None:
    assert remark_in(" 待核实") == Remark("待核实", is_estimate=True)
