"""Rankings of projects and of people, made out of a survey like those of units."""

import asyncio
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from domain.arrears import NOTHING_OWED, Arrears
from domain.bearers import PEOPLE, PROJECTS, Bearers, Number, alone, bearers_of, numbers_of
from domain.items import Item, Part
from domain.ranking import Ranking
from domain.roster import Assignment
from handlers.actions.measuring import holding
from handlers.actions.measuring.board import Board, Subject
from handlers.actions.measuring.surveying import Survey

NAMES = {PROJECTS: "项目", PEOPLE: "责任人"}


async def arrears_in(session: AsyncSession, found: Survey) -> Arrears:
    """What was red of projects and people before the period of a survey."""
    if not found.rules.lights.holds:
        return NOTHING_OWED
    return await holding.before(
        session, found.period, subject=holding.REDS_OF_BEARERS, as_of=found.known_at
    )


def is_apart(found: Survey, own: Assignment) -> bool:
    """Whether a project's number is one of several in its unit, so that its light is its own."""
    pair = _part_of(found, own)
    return pair is not None and own.project is not None and len(pair[0].parts) > 1


def number_in(found: Survey, own: Assignment, arrears: Arrears) -> Item | None:
    """One number by itself with the light that its project has in the list; None if not asked."""
    pair = _part_of(found, own)
    if pair is None:
        return None
    item, part = pair
    return alone(item, part, period=found.period, rules=found.rules, arrears=arrears)


def _part_of(found: Survey, own: Assignment) -> tuple[Item, Part] | None:
    """The item of its unit that a number is a part of, and that part."""
    unit = found.units.get(own.unit)
    for item in unit.score.items if unit else ():
        if item.indicator.code == own.indicator:
            return next(((item, p) for p in item.parts if p.assignment.id == own.id), None)
    return None


async def bearers_in(session: AsyncSession, found: Survey) -> Bearers:
    """Every number of a survey by itself; others get their turn in between, as in a survey."""
    period, rules, arrears = found.period, found.rules, await arrears_in(session, found)
    numbers: list[Number] = []
    for score in found.scores:
        numbers += numbers_of(score, period=period, rules=rules, arrears=arrears)
        await asyncio.sleep(0)
    return bearers_of(found.roster, numbers, period=period, rules=rules, arrears=arrears)


def board_of(whole: Board, known: Bearers, subject: str, before: Ranking | None) -> Board:
    """Their ranking as a board; `whole` is the overall one it goes beside."""
    ranking = known.ranking(subject, before)
    return replace(
        whole,
        subject=Subject(subject, NAMES[subject], "", 1, is_rate=False),
        ranking=ranking,
        reported=sum(one.reported for one in ranking.standings),
        expected=sum(one.expected for one in ranking.standings),
        missing=(),
        odd=(),
        stages=(),
        has_points=False,
    )
