from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

import pytest

from charts.sheets import RankingRow, RankingSheet, Sheet
from domain.bearers import PROJECTS, by_project
from domain.ranking import Status
from handlers.deps import Deps
from handlers.looks import Look
from storage.database import Database
from tests.domain.district import WEEK, YARD, assignment, figure, indicator, roster, unit
from tests.handlers.phone import Answer, Phone, bind, enrol, phone

LEADER, SUPERVISOR, CADRE = "p01", "p10", "p07"


@dataclass
class Office:
    """A leader, the supervisor of 城关街道, and one of its cadres."""

    phone: Phone
    ids: dict[str, int]
    drawn: list[Sheet]

    async def says(self, text: str, who: str = LEADER) -> Answer:
        return await self.phone.says(text, who=self.ids[who])

    async def presses(self, data: str, who: str = LEADER) -> Answer:
        return await self.phone.presses(data, who=self.ids[who])


@pytest.fixture
async def office(district: Deps, district_db: Database) -> AsyncIterator[Office]:
    drawn: list[Sheet] = []

    async def draw(sheet: Sheet) -> Sequence[bytes]:
        drawn.append(sheet)
        return [b"picture"]

    district.draw = draw
    ids = await enrol(district_db, LEADER, SUPERVISOR, CADRE)
    await bind(district_db, at=district.now())
    async with phone(district) as one:
        yield Office(one, ids, drawn)


async def test_projects_are_ranked_inside_their_indicator(office: Office) -> None:
    answer = await office.says("/rank 项目")

    sheet = office.drawn[0]
    assert isinstance(sheet, RankingSheet)
    assert sheet.head.title == "项目进度排名"
    assert [section.heading for section in sheet.sections] == ["重点项目形象进度"]
    assert "城关老街区更新一期" in answer.buttons
    single = await office.presses(answer.buttons["城关老街区更新一期"])
    assert "<b>城关老街区更新一期</b>" in single.text


async def test_people_are_ranked_inside_the_group_of_their_unit(office: Office) -> None:
    ranking = await office.says("/status")
    answer = await office.presses(ranking.buttons["责任人排名"])

    sheet = office.drawn[-1]
    assert isinstance(sheet, RankingSheet)
    assert sheet.sections[0].heading == "乡镇街道"
    assert "不看报得快慢" in " ".join(sheet.footer)
    assert "王芳" in answer.buttons


async def test_who_sees_only_some_keeps_their_places_among_all(office: Office) -> None:
    whole = await office.says("/rank 责任人")
    own = await office.says("/rank 责任人", who=CADRE)
    units = await office.says("/rank 项目", who=SUPERVISOR)

    places = {row.name: row.rank for row in _rows(office.drawn[0])}
    assert [(row.name, row.rank) for row in _rows(office.drawn[1])] == [("王芳", places["王芳"])]
    assert len(whole.buttons) > len(own.buttons)
    assert {row.name for row in _rows(office.drawn[2])} < {
        row.name for row in _rows(await _projects(office))
    }
    assert "城关老街区更新一期" in units.buttons


async def test_a_forged_press_for_a_list_of_others_is_refused(office: Office) -> None:
    refused = await office.presses(Look("projects").data, who=CADRE)

    assert refused.buttons == {}
    assert not office.drawn


async def _projects(office: Office) -> Sheet:
    await office.says("/rank 项目")
    return office.drawn[-1]


def _rows(sheet: Sheet) -> list[RankingRow]:
    assert isinstance(sheet, RankingSheet)
    return [row for section in sheet.sections for row in section.rows]


def test_equal_projects_share_a_place_and_the_silent_stand_below() -> None:
    owed = [assignment(n, "a", "prj", project=f"p{n}", q1=100) for n in range(4)]
    town = roster([unit("a")], [indicator("prj")], owed)
    figures = {n: [figure(n, value)] for n, value in enumerate((30, 50, 50))}

    ranking = by_project(town, figures, period=WEEK, rules=YARD)

    assert ranking.subject == PROJECTS
    assert [(s.unit, s.rank, s.status) for s in ranking.standings] == [
        ("p1", 1, Status.RANKED),
        ("p2", 1, Status.RANKED),
        ("p0", 3, Status.RANKED),
        ("p3", None, Status.NOT_REPORTED),
    ]
