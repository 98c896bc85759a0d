"""What the statistics bureau published, put on record: by workbook, or one value in words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from domain.amounts import Amount, Wanted, read_amount
from domain.errors import NotOfficial
from domain.figures import Basis, Indicator
from domain.finding import Kind
from domain.official import KINDS, Compared, Named, Official, named_in
from domain.people import Person
from domain.periods import Period
from domain.roster import Roster
from handlers.actions.lookups import beside
from handlers.actions.lookups.meaning import meaning_of
from handlers.deps import Deps
from handlers.workbook.official import read_official
from handlers.workbook.problems import Problem
from handlers.workbook.tables import Missing
from storage import officials
from storage.database import Database
from storage.entries import Origin
from storage.officials import NOWHERE, Key

GROWTH = re.compile(
    r"同比(?:增速)?[:： ]*(?P<fall>下降|负增长)?(?:增长)?[:： ]*"
    r"(?P<number>[-+−]?[0-9]+(?:\.[0-9]+)?)[%％]?"
)
ANY_DAY = date(2026, 1, 1)  # which period a text names does not matter, only that it does
NUMBER = re.compile(r"[-+−负]?[0-9]")
MOST_GROWTH = 1_000_000  # percent: what has more digits is no growth


@dataclass(frozen=True, slots=True)
class OfficialImport:
    """What an import of published values did or, on trial, would do.

    `fresh` are the new editions, each with the one that it revises, if any.
    """

    roster: Roster
    problems: tuple[Problem, ...]
    fresh: tuple[tuple[Official, Official | None], ...] = ()
    is_trial: bool = False

    @property
    def is_refused(self) -> bool:
        """Whether the workbook has errors and nothing was taken over."""
        return any(not problem.is_warning for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Told:
    """One published value on record, beside the report; `before` is what it revises.

    Not `is_new` when it had been on record already.
    """

    roster: Roster
    compared: Compared
    before: Official | None
    is_new: bool


async def import_official(
    db: Database,
    data: bytes,
    *,
    roster: Roster,
    year: int,
    at: datetime,
    missing_glyphs: Missing,
    by: Person | None = None,
    is_trial: bool = False,
    origin: Origin = NOWHERE,
) -> OfficialImport:
    """Put on record what a workbook tells anew: all of it, or nothing with every reason.

    `at` is in the district's zone.
    """
    reading = await read_official(
        data, roster, today=at.date(), year=year, missing_glyphs=missing_glyphs
    )
    found = [replace(one, person=by.code if by else None) for one in reading.found]
    async with db.reading() as session:
        before = await officials.current(session)
    fresh = tuple(_differing(found, before))
    if fresh and not is_trial:
        fresh = await db.write(lambda session: officials.put(session, found, at=at, origin=origin))
    pairs = tuple((one, before.get(one.key)) for one in fresh)
    return OfficialImport(roster, reading.problems, pairs, is_trial)


async def import_here(
    deps: Deps, data: bytes, *, by: Person, is_trial: bool = False, origin: Origin = NOWHERE
) -> OfficialImport:
    """The same for a workbook that somebody sent."""
    return await import_official(
        deps.db,
        data,
        roster=await deps.roster.current(),
        year=deps.campaign.year,
        at=deps.now().astimezone(deps.schedule.zone),
        missing_glyphs=deps.missing_glyphs,
        by=by,
        is_trial=is_trial,
        origin=origin,
    )


def _differing(found: Iterable[Official], before: Mapping[Key, Official]) -> Iterable[Official]:
    for one in found:
        known = before.get(one.key)
        if known is None or not one.says_the_same(known):
            yield one


async def tell(deps: Deps, person: Person, words: str, origin: Origin) -> Told:
    """Put one value on record: 城关 投资 2月 14.1, and perhaps 同比 5.2 and the document.

    The same message tells the same again and puts nothing on record twice.

    Raises:
        NotOfficial, NotFound, BadPeriod.
    """
    roster = await deps.roster.current()
    told = replace(_read(deps, roster, words), person=person.code)
    async with deps.db.reading() as session:
        fresh = await officials.from_message(session, origin)
    is_new = bool(fresh)
    if not fresh:
        fresh = await deps.db.write(
            lambda session: officials.put(session, [told], at=deps.now(), origin=origin)
        )
        is_new = bool(fresh)
    async with deps.db.reading() as session:
        editions = await officials.editions(session, told.key)
    one = fresh[0] if fresh else editions[-1]
    before = editions[one.edition - 2] if one.edition > 1 else None
    (compared,) = await beside.compared(deps, roster, [one])
    return Told(roster, compared, before, is_new)


def is_value(words: str) -> bool:
    """Whether a text tells a value rather than asks for one: a number stands by itself."""
    named = named_in(words, today=ANY_DAY, year=ANY_DAY.year)
    return any(NUMBER.match(token) for token in named.rest.split())


def _read(deps: Deps, roster: Roster, words: str) -> Official:
    day = beside.today(deps)
    named = named_in(words, today=day, year=deps.campaign.year)
    if named.period is None or named.period.kind not in KINDS:
        raise NotOfficial("period")
    if named.period.start > day:
        raise NotOfficial("ahead")
    growth, rest = _growth_in(named.rest)
    tokens = rest.split()
    at = next((n for n, token in enumerate(tokens) if NUMBER.match(token)), None)
    if not at:
        raise NotOfficial("value" if at is None else "unit")
    meaning = meaning_of(roster, " ".join(tokens[:at]))
    if meaning.indicator is None or meaning.found[0].kind is not Kind.UNIT:
        raise NotOfficial("indicator" if meaning.indicator is None else "unit")
    indicator = roster.indicators[meaning.indicator.code]
    return Official(
        unit=meaning.found[0].code,
        indicator=indicator.code,
        period=_period_of(named, indicator).key,
        value=_amount(tokens[at], indicator),
        growth=growth,
        published_on=day,
        source=" ".join(tokens[at + 1 :]),
    )


def _period_of(named: Named, indicator: Indicator) -> Period:
    """The period that is told: what covers its period alone (当期) has none of 1-6月."""
    period = named.period_of(indicator)
    if period is None:
        raise NotOfficial("since")
    return period


def _amount(typed: str, indicator: Indicator) -> Decimal:
    is_rate = indicator.basis is Basis.RATE
    read = read_amount(typed, Wanted.of(indicator.measure, is_rate=is_rate))
    if not isinstance(read, Amount):
        raise NotOfficial("value")
    return read.value


def _growth_in(words: str) -> tuple[Decimal | None, str]:
    found = GROWTH.search(words)
    if found is None:
        return None, words
    number = Decimal(found["number"].replace("−", "-"))
    if abs(number) > MOST_GROWTH:
        raise NotOfficial("growth")
    rest = f"{words[: found.start()]} {words[found.end() :]}"
    return (-number if found["fall"] else number), rest
