import pytest

from domain.audience import ALL, NotSummaries, named
from domain.periods import PeriodKind

WEEK, MONTH, QUARTER = PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.QUARTER


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("", None),
        ("周 月", {WEEK, MONTH}),
        ("月报 季报", {MONTH, QUARTER}),
        ("月报、季报", {MONTH, QUARTER}),
        ("季度", {QUARTER}),
        ("Monthly and quarterly", {MONTH, QUARTER}),
        ("weekly", {WEEK}),
        ("全部", ALL),
        ("all", ALL),
    ],
)
def test_summaries_are_named_in_plain_words(said: str, meant: set[PeriodKind] | None) -> None:
    assert named(said) == meant


@pytest.mark.parametrize("said", ["年报", "周 天", "weekly please", "3月"])
def test_any_other_word_is_refused(said: str) -> None:
    with pytest.raises(NotSummaries):
        named(said)
