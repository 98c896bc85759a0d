"""An assessor exempts an item of a unit from its points, or gives points for effect."""

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import NoScoring, NotAllowance, NotFound, OwnRequest
from domain.finding import Kind
from domain.people import Person
from domain.periods import Period
from domain.roster import Roster
from handlers.actions import rhythms, ruling, standing
from handlers.actions.meaning import meaning_of
from handlers.actions.rhythms import Named
from handlers.deps import Deps
from storage import allowances
from storage.allowances import EFFECT, EXEMPT, LIFTED, Allowance
from storage.entries import Origin

ALL = frozenset({"全部", "所有", "all"})
NO_MORE = frozenset({"取消", "撤销", "lift"})
LONGEST = 100  # characters of a reason
_POINTS = re.compile(r"[+＋\-−－]\d{1,3}(?:\.\d{1,2})?")


@dataclass(frozen=True, slots=True)
class Said:
    """What an assessor wrote, when, and in which message."""

    person: Person
    text: str
    origin: Origin
    at: datetime


@dataclass(frozen=True, slots=True)
class Allowed:
    """What was put on record; `name` is of whom or what."""

    allowance: Allowance
    name: str


async def exempt(deps: Deps, said: Said) -> Allowed:
    """城关 投资 洪涝停工; 城关 全部 …; 城关 投资 取消.

    Raises:
        NotAllowance: something is lacking of it.
        OwnRequest: the assessor answers for that number, or for one of the unit's.
        NotFound, NoScoring, BadPeriod.
    """
    period, words = await _read(deps, said.text)
    if len(words) < 3:
        raise NotAllowance("exempt")
    roster = await deps.roster.current()
    unit = _found(roster, words[0], Kind.UNIT)
    indicator = "" if words[1] in ALL else _found(roster, words[1], Kind.INDICATOR)
    _must_be_anothers(roster, said, unit, indicator)
    reason = " ".join(words[2:])
    kind = LIFTED if reason in NO_MORE else EXEMPT
    name = f"{roster.units[unit].short}{roster.indicators[indicator].name if indicator else ''}"
    return await _put(deps, said, period, name, kind=kind, unit=unit, about=indicator, why=reason)


async def credit(deps: Deps, said: Said) -> Allowed:
    """城关 +2 招引百亿项目; points are taken by a minus, and taken back by the opposite.

    Raises:
        NotAllowance: something is lacking of it, or it is more than the rules allow.
        OwnRequest: the assessor answers for a number of that unit.
        NotFound, NoScoring, BadPeriod.
    """
    period, words = await _read(deps, said.text)
    if len(words) < 3 or not _POINTS.fullmatch(words[1]) or not words[1].strip("+＋-−－0."):
        raise NotAllowance("credit")
    roster = await deps.roster.current()
    unit = _found(roster, words[0], Kind.UNIT)
    _must_be_anothers(roster, said, unit)
    points = Decimal(re.sub("[−－]", "-", words[1]).replace("＋", "+"))
    async with deps.db.reading() as session:
        most = (await ruling.in_force(deps, session, period)).marking.effect_most
    if abs(points) > most:
        raise NotAllowance("most", most)
    name = roster.units[unit].short
    why = " ".join(words[2:])
    return await _put(deps, said, period, name, kind=EFFECT, unit=unit, why=why, points=points)


async def _read(deps: Deps, text: str) -> tuple[Period, list[str]]:
    """The period that is named, else the one looked at by default; and the words besides."""
    named = _period_in(deps, text.split())
    period = named.period or await standing.current_period(deps, deps.now())
    async with deps.db.reading() as session:
        if not (await ruling.in_force(deps, session, period)).marking.gives_points:
            raise NoScoring
    return period, named.rest.split()


def _period_in(deps: Deps, words: list[str]) -> Named:
    """The period in front of a statement, or between its names: a day in its reason is none."""
    for end in (2, 1):  # "week 9" are two words
        first = rhythms.named(deps, " ".join(words[:end]))
        if first.period and (end == 1 or not first.rest):
            return Named(first.period, " ".join([first.rest, *words[end:]]))
    for at in (1, 2):
        found = rhythms.named(deps, " ".join(words[at : at + 1]))
        if found.period and not found.rest and len(words) > at + 1:
            return Named(found.period, " ".join([*words[:at], *words[at + 1 :]]))
    return Named(None, " ".join(words))


def _found(roster: Roster, word: str, kind: Kind) -> str:
    meaning = meaning_of(roster, word)
    meant = [found for found in (*meaning.found, *meaning.others) if found.kind is kind]
    if len(meant) != 1:
        raise NotFound(word, tuple(found.name for found in meant))
    return meant[0].code


def _must_be_anothers(roster: Roster, said: Said, unit: str, indicator: str = "") -> None:
    """Nobody says anything about points of their own: not as a deputy either."""
    concerned = (
        own
        for own in roster.assignments.values()
        if own.unit == unit and indicator in ("", own.indicator)
    )
    if any(roster.may_answer(said.person.code, own, said.at) for own in concerned):
        raise OwnRequest


async def _put(
    deps: Deps,
    said: Said,
    period: Period,
    name: str,
    *,
    kind: str,
    unit: str,
    why: str,
    about: str = "",
    points: Decimal | None = None,
) -> Allowed:
    made = Allowance(
        kind, period.key, unit, about, points, why[:LONGEST], said.person.code, said.at
    )

    async def work(session: AsyncSession) -> None:
        if kind == LIFTED and not await _is_exempt(session, said, made):
            raise NotAllowance("not_exempt")
        await allowances.append(session, made, origin=said.origin)

    await deps.db.write(work)
    return Allowed(made, name)


async def _is_exempt(session: AsyncSession, said: Said, lifted: Allowance) -> bool:
    """Whether there is something to lift, or this very message has lifted it before."""
    held = await allowances.of_period(session, lifted.period)
    places = {(one.unit, one.indicator) for one in held if one.kind == EXEMPT}
    is_held = (lifted.unit, lifted.indicator) in places
    return is_held or await allowances.was_followed(session, said.origin)
