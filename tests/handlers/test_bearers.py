from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

import pytest

from charts.drawing import draw_pages
from charts.sheets import Sheet
from charts.sheets.parts import Movement
from charts.sheets.ranking import RankingRow, RankingSheet
from domain.figures import Answer as Given
from domain.figures import Source, Timeliness
from domain.lights import Light
from domain.periods import Period
from handlers.actions.measuring import standing
from handlers.actions.notices import reissuing
from handlers.actions.notices.reissuing import Reissue
from handlers.deps import Deps
from handlers.looks import Look
from storage import deliveries, figures, recording
from storage.corrections import Request
from storage.database import Database
from storage.entries import Entry, Origin
from tests.handlers.phone import Answer, Phone, bind, enrol, phone

LEADER, SUPERVISOR, CADRE = "p01", "p10", "p07"
W10, W11, W12 = (Period.parse(f"2026-W{n}") for n in (10, 11, 12))
SHARING = "x09"  # one of two projects of its unit


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
    more = await office.presses(ranking.buttons["更多"])
    answer = await office.presses(more.buttons["责任人排名"])

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


async def test_places_are_compared_with_the_list_published_before(office: Office) -> None:
    await office.says("/rank 项目")

    moved = {row.name: (row.movement, row.movement_text) for row in _rows(office.drawn[-1])}
    assert moved["经开区智能装备制造基地"] == (Movement.UP, "1")
    assert moved["高新园生物医药中试平台"] == (Movement.DOWN, "2")
    assert moved["石渡港五万吨冷库"] == (Movement.NEW, "新")  # nobody had reported it


async def test_a_week_that_was_published_is_shown_as_it_was(
    office: Office, district: Deps, district_db: Database
) -> None:
    asked = "/rank 项目 W10", "/rank 责任人 W10"
    before = [(await office.says(text)).text for text in asked]
    await _told(district, district_db, W10, "x05", Decimal(44))

    after = [(await office.says(text)).text for text in asked]

    assert before == after
    assert "按3月9日09:30公布的名单" in after[0]
    assert [draw_pages(sheet) for sheet in office.drawn[:2]] == [
        draw_pages(sheet) for sheet in office.drawn[2:]
    ]


async def test_looked_back_on_a_day_it_is_the_list_of_then(office: Office) -> None:
    await office.says("/rank 责任人 W10")
    answer = await office.says("/rank 责任人 3月10日")

    then, back = office.drawn
    assert "按3月10日当时所知" in answer.text
    assert back == replace(then, head=replace(then.head, stamp=back.head.stamp))


async def test_a_red_project_is_red_on_its_card_and_on_the_list_until_it_has_made_up(
    office: Office, district: Deps, district_db: Database
) -> None:
    roster = await district.roster.current()
    own = next(a for a in roster.assignments.values() if a.project == SHARING)
    target = own.targets["q1"]
    await _told(district, district_db, W11, SHARING, target * Decimal("0.6"))
    async with district_db.transaction() as session:
        await standing.publish(district, session, W11)
    # 82.2 % were due then; a week later, when 90 % are, 81.5 % would be yellow.
    await _told(district, district_db, W12, SHARING, target * Decimal("0.815"))

    await office.says("/rank 项目 W12")
    single = await office.presses(Look("project", SHARING, W12.key).data)
    sums = await office.presses(Look("howproject", SHARING, W12.key).data)

    name = roster.projects[SHARING].name
    row = next(row for row in _rows(office.drawn[0]) if row.name == name)
    assert (row.light, row.note) == (Light.RED, "红灯未解除，还差 0.7 点")
    assert "红灯未解除" in single.text
    assert "3月15日" in sums.text.splitlines()[3]  # by when it was due


async def test_a_correction_that_moves_projects_alone_marks_the_list_and_is_not_posted(
    office: Office, district: Deps, district_db: Database
) -> None:
    async with district_db.transaction() as session:
        await standing.publish(district, session, W11)
    request = await _told(district, district_db, W11, "x08", Decimal(70))

    await reissuing.reissue(district, request)
    await reissuing.reissue(district, request)  # a press handled once more

    async with district_db.reading() as session:
        made = await reissuing.reissue_after(session, request.id)
        waiting = await deliveries.lag(session, now=district.now() + timedelta(days=1))
    assert made == Reissue(2, is_shown=False)
    assert (waiting.due, waiting.later) == (0, 0)
    answer = await office.says("/rank 项目")
    assert "更正版 2" in answer.text
    assert "经开区智能装备制造基地 第 1→第 2" in answer.text
    assert office.drawn[-1].head.stamp == "更正版 2"
    own = await office.says("/rank 项目", who=SUPERVISOR)
    assert "经开区" not in own.text


async def _told(deps: Deps, db: Database, week: Period, project: str, value: Decimal) -> Request:
    """A project's number of a week as it is known from now on, and the request behind it."""
    roster = await deps.roster.current()
    own = next(a for a in roster.assignments.values() if a.project == project)
    origin, at = Origin(figures.IMPORT_CHAT, 900_000 + week.number), deps.now()
    entry = Entry(
        assignment=own.id,
        period=week.key,
        answer=Given.NUMBER,
        value=value.quantize(Decimal("0.01")),
        person=own.person,
        typed_by=own.person,
        source=Source.IMPORT,
        timeliness=Timeliness.CORRECTED,
        reported_at=at,
        recorded_at=at,
        origin=origin,
    )
    await db.write(lambda session: recording.record(session, [entry]))
    return Request(
        origin=origin,
        asked_by=own.person,
        assignment=own.id,
        period=week.key,
        revision=1,
        answer=Given.NUMBER,
        value=entry.value,
        reason="漏算一笔",
        asked_at=at,
        id=1,
    )


async def _projects(office: Office) -> Sheet:
    await office.says("/rank 项目")
    return office.drawn[-1]


def _rows(sheet: Sheet) -> list[RankingRow]:
    assert isinstance(sheet, RankingSheet)
    return [row for section in sheet.sections for row in section.rows]


async def test_whoever_has_no_project_is_not_led_to_the_ranking_of_projects(office: Office) -> None:
    own = await office.says("/rank 责任人", who=CADRE)
    theirs = await office.says("/rank 责任人", who=SUPERVISOR)

    assert "项目排名" not in own.buttons
    assert "项目排名" in theirs.buttons
