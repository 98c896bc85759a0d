"""Rankings as they were published: frozen, never recomputed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import KeyedColumnElement

from storage.models.base import core
from storage.models.pushes import PublicationRow
from storage.upserts import insert_once

OVERALL = ""

publication = core(PublicationRow)

# Asked for by every look, and making a statement anew takes longer than to answer it.
_EDITION_BEFORE = (
    select(publication.c.id, publication.c.published_at)
    .where(
        publication.c.subject == bindparam("subject"),
        publication.c.period < bindparam("before"),
        func.substr(publication.c.period, 6, 1) == bindparam("kind"),
    )
    .order_by(publication.c.period.desc(), publication.c.edition.desc())
    .limit(1)
)
_EDITION_KNOWN_BEFORE = _EDITION_BEFORE.where(publication.c.published_at <= bindparam("as_of"))


@dataclass(frozen=True, slots=True)
class Publication:
    """One published ranking. `subject` is an indicator's code, or OVERALL.

    `standings` holds JSON values only; `edition` counts re-issues from 1.
    """

    period: str
    subject: str
    edition: int
    as_of: datetime
    published_at: datetime
    standings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Edition:
    """Which publication it is: what was published once says the same for ever."""

    id: int
    published_at: datetime


async def publish(session: AsyncSession, made: Publication) -> bool:
    """Freeze it; False, and nothing changed, if that edition was published before."""
    row = {
        "period": made.period,
        "subject": made.subject,
        "edition": made.edition,
        "as_of": made.as_of,
        "published_at": made.published_at,
        "standings": dict(made.standings),
    }
    return await insert_once(session, PublicationRow, row, key=("period", "subject", "edition"))


async def of(
    session: AsyncSession,
    period: str,
    *,
    subject: str = OVERALL,
    edition: int | None = None,
    as_of: datetime | None = None,
) -> Publication | None:
    """The last edition for a period, or one of its earlier ones.

    Here and below with `as_of` only what had been published by then.
    """
    found = _editions(subject, as_of).where(publication.c.period == period)
    if edition is not None:
        found = found.where(publication.c.edition == edition)
    return await _first(session, found)


async def first_published(
    session: AsyncSession, period: str, *, as_of: datetime | None = None
) -> datetime | None:
    """When a period was published for the first time; None if it was not."""
    found = select(publication.c.published_at).where(
        publication.c.period == period,
        publication.c.subject == OVERALL,
        publication.c.edition == 1,
    )
    if as_of is not None:
        found = found.where(publication.c.published_at <= as_of)
    return (await session.execute(found)).scalar_one_or_none()


async def latest_before(
    session: AsyncSession, period: str, *, subject: str = OVERALL, as_of: datetime | None = None
) -> Publication | None:
    """The last edition of the nearest earlier period of the same kind that was published."""
    kind = func.substr(publication.c.period, 6, 1)
    return await _first(
        session,
        _editions(subject, as_of).where(publication.c.period < period, kind == period[5:6]),
    )


async def edition_before(
    session: AsyncSession, period: str, *, subject: str = OVERALL, as_of: datetime | None = None
) -> Edition | None:
    """Which one `latest_before` finds, without reading it."""
    statement = _EDITION_BEFORE if as_of is None else _EDITION_KNOWN_BEFORE
    facts = {"subject": subject, "before": period, "kind": period[5:6], "as_of": as_of}
    row = (await session.execute(statement, facts)).first()
    return None if row is None else Edition(*row)


async def by_edition(session: AsyncSession, edition: Edition) -> Publication:
    """One that is known to be there."""
    row = await session.execute(select(*_columns()).where(publication.c.id == edition.id))
    return Publication(*row.one())


async def is_newest(session: AsyncSession, period: str, *, subject: str = OVERALL) -> bool:
    """Whether nothing was published for a later period of the same kind."""
    kind = func.substr(publication.c.period, 6, 1)
    later = _editions(subject).where(publication.c.period > period, kind == period[5:6])
    return await _first(session, later) is None


async def so_far(
    session: AsyncSession, period: str, *, subject: str = OVERALL, as_of: datetime | None = None
) -> tuple[Publication, ...]:
    """The last edition of every period of the same year and kind up to this one, in order."""
    statement = _editions(subject, as_of).where(
        publication.c.period.startswith(period[:6], autoescape=True),
        publication.c.period <= period,
    )
    rows = await session.execute(statement.limit(None))
    latest = {row.period: Publication(*row) for row in reversed(rows.all())}
    return tuple(latest[key] for key in sorted(latest))


def _columns() -> list[KeyedColumnElement[Any]]:
    names = ("period", "subject", "edition", "as_of", "published_at", "standings")
    return [publication.c[name] for name in names]


def _editions(subject: str, as_of: datetime | None = None) -> Select[*tuple[Any, ...]]:
    found = select(*_columns()).where(publication.c.subject == subject)
    if as_of is not None:
        found = found.where(publication.c.published_at <= as_of)
    return found.order_by(publication.c.period.desc(), publication.c.edition.desc()).limit(1)


async def _first(session: AsyncSession, statement: Select[*tuple[Any, ...]]) -> Publication | None:
    row = (await session.execute(statement)).first()
    return None if row is None else Publication(*row)
