"""Whatever comes, every kind of picture can be read by day and by night, and be sent."""

from itertools import islice
from typing import get_args

import pytest

from charts.drawing import figures
from charts.sheets import Sheet
from charts.sheets.brief import BriefSheet
from charts.theme import THEMES, Theme
from tests.charts.kinds import KINDS, Case, Numbers
from tests.charts.reading import assert_legible, assert_sendable, contrasts_of

READABLE = 4.5  # WCAG 2.2, 1.4.3
SIZES = (
    Case(1),
    Case(1, Numbers.NOTHING, is_english=True),
    Case(3, Numbers.WILD),
    Case(3, Numbers.TIES, is_long=True, is_english=True),
    Case(18, Numbers.GAPS, is_english=True),
    Case(18, Numbers.WILD, is_long=True),
    Case(18, Numbers.NOTHING),
    Case(80, Numbers.GAPS, is_long=True),
)
MIXED = Case(18, Numbers.GAPS)
CROWD = Case(300, Numbers.GAPS)
TALLEST = 1  # pages: the first has the headline and the tallies above its rows
ON_PAPER = {BriefSheet}  # no picture: read back from the document in test_brief
each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)


def test_every_kind_of_sheet_is_looked_at_here() -> None:
    assert set(KINDS) == set(get_args(Sheet)) - ON_PAPER, "register it in tests/charts/kinds.py"


@each_kind
@pytest.mark.parametrize("case", SIZES, ids=str)
def test_no_word_is_small_cut_off_or_on_another(kind: type, case: Case) -> None:
    for figure in islice(figures(KINDS[kind](case)), TALLEST + 1):
        assert_legible(figure)
        assert_sendable(figure)


@each_kind
def test_three_hundred_units_can_be_read_and_sent(kind: type) -> None:
    for figure in islice(figures(KINDS[kind](CROWD)), TALLEST):
        assert_legible(figure)
        assert_sendable(figure)


@each_kind
@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_every_word_stands_out_from_what_is_behind_it(kind: type, theme: Theme) -> None:
    for figure in islice(figures(KINDS[kind](MIXED), theme=theme), TALLEST):
        faint = [(words, ratio) for words, ratio in contrasts_of(figure) if ratio < READABLE]
        assert faint == []
