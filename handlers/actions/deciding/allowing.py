"""An assessor exempts an item of a unit from its points, or gives points for effect."""

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from domain.allowances import EFFECT, EXEMPT, LIFTED, Allowance, Stretch, holding, still_said
from domain.errors import NoScoring, NotAllowance, NotFound, OwnRequest
from domain.finding import Kind
from domain.inquiry.stretches import Spoken, spoken
from domain.marking_rules import MarkingRules
from domain.people import Person
from domain.periods import Period, PeriodKind
from domain.roster import Assignment, Roster
from handlers.actions.lookups.meaning import meaning_of
from handlers.actions.measuring import rhythms, ruling, standing
from handlers.deps import Deps
from storage import allowances, publications
from storage.entries import Origin

ALL = frozenset({"全部", "所有", "all"})
NO_MORE = frozenset({"取消", "撤销", "lift"})
LONGEST = 100  # characters of a reason
MOST_WORDS = 3  # in which a time is said
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
    has_points: bool = True


@dataclass(frozen=True, slots=True)
class _Wish:
    """Whom and what it is about, when if that is said, and the words besides."""

    unit: str
    indicator: str
    time: Spoken | None
    words: str


async def exempt(deps: Deps, said: Said) -> Allowed:
    """城关 投资 洪涝停工; 城关 全部 3月至6月 …; 城关 投资 长期 …; 城关 投资 取消.

    Where no points are given, of quarters alone: it may be put on no list for that.

    Raises:
        NotAllowance: something is lacking of it, or nothing of that time is still to come.
        OwnRequest: the assessor answers for that number, or for one of the unit's.
        NotFound, NoScoring, BadPeriod.
    """
    time, words = _time_in(deps, said.text.split())
    if len(words) < 3:
        raise NotAllowance("exempt")
    roster = await deps.roster.current()
    unit = _found(roster, words[0], Kind.UNIT)
    indicator = "" if words[1] in ALL else _found(roster, words[1], Kind.INDICATOR)
    if not _owed(roster, unit, indicator):
        raise NotFound(name_of(roster, unit, indicator))
    must_be_anothers(roster, said.person, said.at, unit, indicator)
    wish = _Wish(unit, indicator, time, " ".join(words[2:]))
    known = roster.indicators.get(indicator)
    kind = known.cadence if known else standing.quickest(roster)
    current = standing.current_of(deps, kind, deps.now())
    marking = await _marking(deps, (time and time.period) or current)
    if not marking.gives_points and not (marking.list_places and _is_of_quarters(time, current)):
        raise NoScoring
    stretch = _stretch(wish, current)

    async def work(session: AsyncSession) -> Allowance:
        if wish.words in NO_MORE:
            made = await _lifting(session, said, wish, stretch, current)
        else:
            made = _made(said, EXEMPT, stretch, unit, indicator, wish.words)
            if not await allowances.was_followed(session, said.origin):
                await _must_be_to_come(session, roster, made)
        await allowances.append(session, made, origin=said.origin)
        return made

    name = name_of(roster, unit, indicator)
    return Allowed(await deps.db.write(work), name, marking.gives_points)


async def credit(deps: Deps, said: Said) -> Allowed:
    """城关 +2 招引百亿项目; points are taken by a minus, and taken back by the opposite.

    Raises:
        NotAllowance: something is lacking of it, or it is more than the rules allow.
        OwnRequest: the assessor answers for a number of that unit.
        NotFound, NoScoring, BadPeriod.
    """
    time, words = _time_in(deps, said.text.split())
    is_whole = len(words) >= 3 and _POINTS.fullmatch(words[1]) and words[1].strip("+＋-−－0.")
    if not is_whole or (time and time.period is None):
        raise NotAllowance("credit")
    period = (time and time.period) or await standing.current_period(deps, deps.now())
    marking = await _marking(deps, period)
    if not marking.gives_points:
        raise NoScoring
    roster = await deps.roster.current()
    unit = _found(roster, words[0], Kind.UNIT)
    must_be_anothers(roster, said.person, said.at, unit)
    points = Decimal(re.sub("[−－]", "-", words[1]).replace("＋", "+"))
    if abs(points) > marking.effect_most:
        raise NotAllowance("most", marking.effect_most)
    why = " ".join(words[2:])
    made = _made(said, EFFECT, Stretch(period.key), unit, "", why, points)
    await deps.db.write(lambda session: allowances.append(session, made, origin=said.origin))
    return Allowed(made, roster.units[unit].short)


def name_of(roster: Roster, unit: str, indicator: str) -> str:
    """城关街道固定资产投资; the unit alone where all of its own is meant."""
    known, own = roster.units.get(unit), roster.indicators.get(indicator)
    return f"{known.short if known else unit}{own.name if own else indicator}"


async def _marking(deps: Deps, period: Period) -> MarkingRules:
    async with deps.db.reading() as session:
        return (await ruling.in_force(deps, session, period)).marking


def _is_of_quarters(time: Spoken | None, current: Period) -> bool:
    """Whether a quarter may be meant, in which units are listed with points or without."""
    if time is None:
        return current.kind is PeriodKind.QUARTER
    return time.period is None or time.period.kind is PeriodKind.QUARTER


def _time_in(deps: Deps, words: list[str]) -> tuple[Spoken | None, list[str]]:
    """The time in front of a statement, or between its names; and the words besides.

    A day in the reason is none: there a time in several words has to begin with one.
    """
    today, year = rhythms.today(deps), deps.campaign.year

    def read(some: list[str]) -> Spoken | None:
        return spoken(" ".join(some), today=today, year=year) if some else None

    for count in range(MOST_WORDS, 0, -1):
        if (time := read(words[:count])) is not None:
            return time, words[count:]
    for at in (1, 2):
        for count in range(MOST_WORDS, 0, -1):
            some, rest = words[at : at + count], [*words[:at], *words[at + count :]]
            is_time = count == 1 or "".join(some).isascii() or read(some[:1]) is not None
            if is_time and (time := read(some)) is not None:
                return time, rest
    return None, words


def _stretch(wish: _Wish, current: Period) -> Stretch:
    """One period where one of that rhythm is meant, by default the current one; else a time."""
    time = wish.time
    if time is None:
        return Stretch(current.key)
    if time.since and time.until and time.until < time.since:
        raise NotAllowance("backwards")
    if time.period is not None and time.period.kind is current.kind:
        return Stretch(time.period.key)
    return Stretch(current.key, time.since or current.start, time.until)


def _found(roster: Roster, word: str, kind: Kind) -> str:
    meaning = meaning_of(roster, word)
    meant = [found for found in (*meaning.found, *meaning.others) if found.kind is kind]
    if len(meant) != 1:
        raise NotFound(word, tuple(found.name for found in meant))
    return meant[0].code


def must_be_anothers(
    roster: Roster, person: Person, at: datetime, unit: str, indicator: str = ""
) -> None:
    """Nobody says anything about points of their own: not as a deputy either."""
    if any(roster.may_answer(person.code, own, at) for own in _owed(roster, unit, indicator)):
        raise OwnRequest


def _owed(roster: Roster, unit: str, indicator: str) -> tuple[Assignment, ...]:
    """The numbers that a statement about a unit concerns."""
    return tuple(
        own
        for own in roster.assignments.values()
        if own.unit == unit and indicator in ("", own.indicator)
    )


def _made(
    said: Said,
    kind: str,
    stretch: Stretch,
    unit: str,
    indicator: str,
    why: str,
    points: Decimal | None = None,
) -> Allowance:
    why, by = why[:LONGEST], said.person.code
    return Allowance(kind, stretch, unit, indicator, points, why, by, said.at)


async def _must_be_to_come(session: AsyncSession, roster: Roster, made: Allowance) -> None:
    """A time that lies behind what was published changes nothing; by its name a period may."""
    if made.stretch.since is None or made.stretch.is_open:
        return
    owed = _owed(roster, *made.place)
    kinds = {roster.indicators[own.indicator].cadence for own in owed}
    if roster.of_cadence(PeriodKind.QUARTER):
        kinds.add(PeriodKind.QUARTER)  # its lists look at what is asked at any rhythm
    for kind in kinds:
        last = made.stretch.last(kind)
        if last and await publications.first_published(session, last.key) is None:
            return
    raise NotAllowance("over")


async def _lifting(
    session: AsyncSession, said: Said, wish: _Wish, stretch: Stretch, current: Period
) -> Allowance:
    """The end of what holds there: of the time that is named, else of all of it."""
    place = wish.unit, wish.indicator
    still = [o for o in still_said(await allowances.everything(session)) if o.place == place]
    if wish.time is not None and stretch.since is not None:
        held = [one for one in still if stretch.contains(one.stretch)]
    else:
        period = wish.time.period if wish.time and wish.time.period else current
        published_at = await publications.first_published(session, period.key)
        about = holding(await allowances.about(session, period), period, published_at=published_at)
        held = [one for one in about if one.kind == EXEMPT and one.place == place]
    if not held and wish.time is None:  # what is still to come
        held = [one for one in still if one.stretch.since is not None]
    if not held and not await allowances.was_followed(session, said.origin):
        raise NotAllowance("not_exempt")
    ended = held[-1].stretch if held and wish.time is None else stretch
    return _made(said, LIFTED, ended, wish.unit, wish.indicator, wish.words)
