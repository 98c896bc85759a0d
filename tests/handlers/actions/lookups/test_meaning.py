import pytest

from domain.errors import NotFound
from domain.finding import Kind
from domain.roster import Roster
from handlers.actions.lookups.meaning import Meaning, meaning_of
from handlers.deps import Deps


@pytest.fixture
async def roster(district: Deps) -> Roster:
    return await district.roster.current()


def names(meaning: Meaning) -> tuple[str, ...]:
    indicator = (meaning.indicator.name,) if meaning.indicator else ()
    return (*(found.name for found in meaning.found), *indicator)


@pytest.mark.parametrize("text", ["", "  ", "云岭区", "怎么样", "情况如何？"])
def test_nothing_in_particular_is_the_whole_district(roster: Roster, text: str) -> None:
    assert meaning_of(roster, text).is_whole


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("城关", ("城关街道",)),
        ("城关街道", ("城关街道",)),
        ("云岭区城关街道办事处", ("城关街道",)),
        ("cg", ("城关街道",)),
        ("投资", ("固定资产投资",)),
        ("固投", ("固定资产投资",)),
        ("ＧＤＰ", ("地区生产总值",)),
        ("王芳", ("王芳",)),
        ("冷库", ("石渡港五万吨冷库",)),
        ("岭城建设", ("岭城集团",)),
        ("乡镇", ("乡镇街道",)),
    ],
)
def test_a_name_an_alias_or_a_part_of_it_is_enough(
    roster: Roster, text: str, expected: tuple[str, ...]
) -> None:
    assert names(meaning_of(roster, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("城关投资", ("城关街道", "固定资产投资")),
        ("投资 城关", ("城关街道", "固定资产投资")),
        ("城关街道固投怎么样？", ("城关街道", "固定资产投资")),
        ("经开区形象进度", ("经开区", "重点项目形象进度")),
        ("柳湾 增速", ("柳湾镇", "固定资产投资增速")),
        ("柳湾固投增速", ("柳湾镇", "固定资产投资增速")),
        ("看看青禾镇的零售情况", ("青禾镇", "社会消费品零售总额")),
    ],
)
def test_a_unit_and_an_indicator_go_together(
    roster: Roster, text: str, expected: tuple[str, ...]
) -> None:
    assert names(meaning_of(roster, text)) == expected


def test_projects_that_share_the_units_name_are_offered_besides(roster: Roster) -> None:
    meaning = meaning_of(roster, "城关")

    assert [found.name for found in meaning.others] == ["城关老街区更新一期"]


def test_people_who_share_a_character_are_to_choose_from(roster: Roster) -> None:
    meaning = meaning_of(roster, "志")

    assert meaning.is_open
    assert {found.kind for found in meaning.found} == {Kind.PERSON}


def test_what_nobody_is_called_is_not_found_with_names_that_come_near(roster: Roster) -> None:
    with pytest.raises(NotFound) as refusal:
        meaning_of(roster, "城管街道")

    assert "城关街道" in refusal.value.nearby
