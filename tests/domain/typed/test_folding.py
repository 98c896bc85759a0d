"""Signs that are folded, and signs that must not be."""

import pytest

from domain.typed.folding import fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("１２．５％", "12.5%"),
        ("3，400", "3,400"),
        ("−0.8", "-0.8"),
        ("12–15", "12-15"),
        ("投资：（13.5）；", "投资:(13.5);"),
        ("13.5㎡", "13.5m2"),
        ("￥13.5", "¥13.5"),
        ("負壹萬點五", "负壹万点五"),
        ("13\u200b.5\ufeff", "13.5"),
        ("a\r\nb\u2028c", "a\nb\nc"),
    ],
)
def test_odd_spellings_of_a_sign_become_the_plain_one(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize("typed", ["①13.5", "10²", "½", "٣", "⒈", "、。", "—", "\u202e13.5"])
def test_signs_that_mean_something_else_stay(typed: str) -> None:
    assert fold(typed) == typed
