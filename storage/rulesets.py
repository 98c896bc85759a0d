"""Versions of the rules, as they were adopted."""

from sqlalchemy import bindparam, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.rulesets import RuleBook, Version, facts_of, rules_of
from domain.since import KINDS
from storage.models.base import core
from storage.models.rules import RuleSetRow

rule_set = core(RuleSetRow)

_SINCE = (
    select(
        rule_set.c.number,
        rule_set.c.facts,
        rule_set.c.adopted_at,
        *(rule_set.c[kind.value] for kind in KINDS),
    )
    .where(rule_set.c.number > bindparam("known"))
    .order_by(rule_set.c.number)
)


async def load(session: AsyncSession) -> RuleBook:
    """Every version."""
    return await since(session, RuleBook())


async def since(session: AsyncSession, book: RuleBook) -> RuleBook:
    """The same book with what has been adopted meanwhile."""
    known = book.newest.number if book.newest else 0
    rows = await session.execute(_SINCE, {"known": known})
    fresh = tuple(
        Version(number, rules_of(facts), dict(zip(KINDS, first, strict=True)), adopted_at)
        for number, facts, adopted_at, *first in rows
    )
    return RuleBook((*book.versions, *fresh)) if fresh else book


async def append(session: AsyncSession, made: Version) -> None:
    """Put a version on record.

    When another transaction was faster, this raises IntegrityError: run it through
    `Database.write`.
    """
    row = {"number": made.number, "facts": facts_of(made.rules), "adopted_at": made.adopted_at}
    row |= {kind.value: made.since[kind] for kind in KINDS}
    await session.execute(insert(rule_set).values(**row))
