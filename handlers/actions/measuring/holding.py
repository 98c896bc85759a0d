"""Which lights hold: read from what was published before, frozen with what is published now."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from domain.arrears import NOTHING_OWED, WHOLE, Arrears, arrears_of, facts_of
from domain.lights import Light
from domain.periods import Period
from handlers.actions.measuring.surveying import Survey
from storage import publications
from storage.publications import Publication

REDS = "@reds"
REDS_OF_BEARERS = "@reds_of_bearers"
"""What a publication of red lights is about, in place of an indicator's code.

Those of projects and people are by themselves: most looks do not need them.
"""

Red = tuple[str, str, date]
"""Who, in which indicator, and on which day by the gap last."""


async def before(
    session: AsyncSession, period: Period, *, subject: str, as_of: datetime | None
) -> Arrears:
    """What was red in the list published before."""
    found = await publications.latest_before(session, period.key, subject=subject, as_of=as_of)
    return carried(reds_in(found) if found else None, period)


def reds_in(publication: Publication) -> Arrears:
    """What was red in a list, under the period of that list."""
    return arrears_of(publication.standings, publication.period)


def carried(reds: Arrears | None, period: Period) -> Arrears:
    """What the list before leaves to a period; a new year begins without arrears."""
    if reds is None or Period.parse(reds.period).year != period.year:
        return NOTHING_OWED
    return replace(reds, period=period.key)


def publication_of(
    found: Survey, reds: Iterable[Red], *, subject: str = REDS, edition: int, at: datetime
) -> Publication:
    """Red lights of a survey, to be frozen beside its rankings."""
    return Publication(
        period=found.period.key,
        subject=subject,
        edition=edition,
        as_of=found.as_of,
        published_at=at,
        standings=facts_of(reds),
    )


def reds_of_units(found: Survey) -> Iterator[Red]:
    """A light that only holds keeps the day of before; one that is red by its gap has a new one."""
    day = found.period.last_day_of_year
    for unit, measured in found.units.items():
        held = measured.score.held
        if measured.standing.light is Light.RED:
            yield unit, WHOLE, held.since if held else day
        for item in measured.score.items:
            if item.progress.light is Light.RED:
                yield unit, item.indicator.code, item.held.since if item.held else day
