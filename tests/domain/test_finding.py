"""A leader types a name as it comes to mind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.figures import Basis, Indicator
from domain.finding import Found, Kind, search
from domain.people import Person, Role
from domain.roster import Project, Roster, Unit

CHENGGUAN = Unit("cg", "城关街道办事处", "城关", "镇街")
CHENGNAN = Unit("cn", "城南镇人民政府", "城南", "镇街")
FAI = Indicator("fai", "固定资产投资", "亿元", Basis.CUMULATIVE, aliases=("投资", "固投"))
RETAIL = Indicator("retail", "社会消费品零售总额", "亿元", Basis.CUMULATIVE, aliases=("社零",))
WANG = Person("p07", "王芳", "科长", "cg", frozenset({Role.CADRE}))
ROSTER = Roster(
    version=1,
    units={u.code: u for u in (CHENGGUAN, CHENGNAN)},
    people={WANG.code: WANG},
    indicators={i.code: i for i in (FAI, RETAIL)},
    projects={"x1": Project("x1", "云岭数据中心", "cg", enterprise="远山科技")},
    assignments={},
)


@pytest.mark.parametrize(
    ("typed", "kind", "code"),
    [
        ("城关", Kind.UNIT, "cg"),
        ("城关街道", Kind.UNIT, "cg"),
        ("cg", Kind.UNIT, "cg"),
        (" 固 投 ", Kind.INDICATOR, "fai"),
        ("投资怎么样?", Kind.INDICATOR, "fai"),
        ("零售", Kind.INDICATOR, "retail"),
        ("数据中心", Kind.PROJECT, "x1"),
        ("远山", Kind.PROJECT, "x1"),
        ("王芳", Kind.PERSON, "p07"),
        ("镇街", Kind.GROUP, "镇街"),
    ],
)
def test_a_name_an_alias_or_a_part_of_one_finds_the_thing(
    typed: str, kind: Kind, code: str
) -> None:
    found = search(ROSTER.names, typed).found

    assert (found[0].kind, found[0].code) == (kind, code)


def test_a_part_that_fits_several_returns_them_all() -> None:
    found = search(ROSTER.names, "城").found

    assert {f.code for f in found} == {"cg", "cn"}


def test_a_unit_and_an_indicator_in_one_breath_are_both_found() -> None:
    found = search(ROSTER.names, "城关投资怎么样")

    assert found.of(Kind.UNIT) == (Found(Kind.UNIT, "cg", "城关"),)
    assert found.of(Kind.INDICATOR) == (Found(Kind.INDICATOR, "fai", "固定资产投资"),)


def test_an_unknown_name_offers_what_comes_close() -> None:
    result = search(ROSTER.names, "王方芳")

    assert result.found == ()
    assert "王芳" in result.nearby


@given(st.text(max_size=200))
def test_no_text_of_any_kind_raises(text: str) -> None:
    search(ROSTER.names, text)
