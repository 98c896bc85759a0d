"""As known on, through the doors' own answers: what was told then is told later, byte for byte."""

import random
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import pytest

from charts.sheets import Sheet
from domain.errors import Refusal
from domain.inquiry.topics import Topic
from domain.people import Language
from handlers.actions.exports import exporting
from handlers.actions.exports.export_formats import json_lines
from handlers.actions.exports.export_lines import export
from handlers.actions.inquiry import inquiring
from handlers.actions.lookups import beside, briefing, history, papers, roadmaps, targeting
from handlers.actions.measuring import recalling
from handlers.deps import Deps
from handlers.recalled import Ask
from handlers.showing import shown
from handlers.texts import officials
from handlers.texts.catalog import catalog
from handlers.viewers import everybody
from storage.database import Database
from tests.endtoend.desk import Desk
from tests.handlers import happenings
from tests.handlers.happenings import Event, settled

ZH = catalog(Language.ZH)
RANK, MISSING, TREND = (
    partial(inquiring.answer, topic=topic) for topic in (Topic.RANK, Topic.MISSING, Topic.TREND)
)
ASKED: tuple[tuple[Ask, str], ...] = (
    (inquiring.answer, ""),
    (inquiring.answer, "城关"),
    (inquiring.answer, "阿莎"),
    (inquiring.answer, "城关 投资"),
    (inquiring.answer, "红灯有哪些"),
    (inquiring.answer, "城关还差多少"),
    (inquiring.answer, "和上周比"),
    (inquiring.answer, "城关和柳河比"),
    (inquiring.answer, "城关投资怎么算的"),
    (inquiring.answer, "异常数据"),
    (inquiring.answer, "投资谁贡献了多少"),
    (RANK, "投资"),
    (RANK, "得分"),
    (RANK, "责任人"),
    (MISSING, ""),
    (TREND, "投资"),
    (briefing.asked, ""),
    (papers.asked, ""),
    (history.asked, "城关 投资"),
    (history.asked, "城关 工业"),
    (targeting.report, ""),
    (roadmaps.asked, ""),
)
HAPPENS: tuple[Event, ...] = (
    happenings.reported,
    happenings.corrected,
    happenings.questioned,
    happenings.undone,
    happenings.returned,
    happenings.published,
    happenings.renamed,
    happenings.imported_targets,
    happenings.raised,
    happenings.handed,
    happenings.closed,
    happenings.ruled,
    happenings.moved,
    happenings.exempted,
    happenings.told_officially,
    happenings.stopped,
    happenings.resumed,
    happenings.away,
)
STEPS, LOOKS = 7, 9


@dataclass(frozen=True)
class Told:
    """Some answers at an instant, and what had happened just before."""

    at: datetime
    after: str
    asked: Sequence[tuple[Ask, str]]
    answers: list[object]


async def answers(deps: Deps, asked: Sequence[tuple[Ask, str]]) -> list[object]:
    """Words, buttons and sheets of each answer, and the bytes of what is exported."""
    viewer = everybody(await deps.roster.current())
    found: list[object] = []
    for ask, text in asked:
        try:
            found.append(await shown(deps, viewer, await ask(deps, viewer, text), ZH))
        except Refusal as refusal:
            found.append((type(refusal), str(refusal)))
    found.append(officials.overview(await beside.asked(deps, viewer, ""), ZH))
    content, _ = await exporting.workbook(deps, history=True)
    lines = await export(deps.db, year=deps.campaign.year, as_of=deps.known_at)
    return [*found, content, "".join([line async for line in json_lines(lines)])]


async def drawn(sheet: Sheet) -> Sequence[bytes]:
    """What is on the picture."""
    return [repr(sheet).encode()]


@pytest.mark.parametrize("seed", range(2))
async def test_whatever_happens_the_answer_of_then_is_given_again(
    sqlite_db: Database, seed: int
) -> None:
    chance = random.Random(seed)
    desk = await settled(sqlite_db)
    desk.deps.draw = drawn
    told = []
    for event in chance.sample(HAPPENS, k=STEPS):
        desk.wait_until(desk.now + timedelta(minutes=chance.randint(5, 2_000)))
        with suppress(Refusal):  # not everything is possible at any time
            await event(desk)
        told.append(await _told(desk, event.__name__, chance.sample(ASKED, k=LOOKS)))

    for one in told:
        then = await recalling.as_known(desk.deps, one.at)
        assert await answers(then, one.asked) == one.answers, one.after


async def _told(desk: Desk, after: str, asked: Sequence[tuple[Ask, str]]) -> Told:
    """The answers a moment later."""
    desk.deps.roster.forget()
    desk.wait_until(desk.now + timedelta(seconds=5))
    return Told(desk.now, after, asked, await answers(desk.deps, asked))
