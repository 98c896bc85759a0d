"""The rules as configured become a version of their own, and which version judges what."""

from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from domain.periods import Period
from domain.rulesets import RuleBook, Version, following
from domain.yardstick import Yardstick
from handlers.actions.measuring import holding
from handlers.actions.measuring.holding import REDS
from handlers.deps import Deps
from storage import rulesets


@dataclass(frozen=True, slots=True)
class Adopted:
    """The newest version, and whether it was made just now."""

    version: Version
    is_new: bool


async def adopt(deps: Deps) -> Adopted:
    """Put the configured rules on record, if they are not the newest version already.

    Periods that were asked for before keep the rules they began with.
    """

    async def work(session: AsyncSession) -> Adopted:
        book = await rulesets.load(session)
        made = following(book, deps.rules.judging, schedule=deps.schedule, at=deps.now())
        if made is None:
            assert book.newest is not None  # only what is there can be the same
            return Adopted(book.newest, is_new=False)
        await rulesets.append(session, made)
        return Adopted(made, is_new=True)

    adopted = await deps.db.write(work)
    async with deps.db.reading() as session:
        await known(deps, session)
    return adopted


async def known(deps: Deps, session: AsyncSession) -> RuleBook:
    """Every version as this session sees it, or as known then; what has been read is kept."""
    if deps.known_at is not None:
        return deps.rulebook
    deps.rulebook = await rulesets.since(session, deps.rulebook)
    return deps.rulebook


async def in_force(deps: Deps, session: AsyncSession, period: Period) -> Yardstick:
    """What a period is measured by: the version it began with; without any, as configured.

    With the lights that hold, if they do by these rules.
    """
    await known(deps, session)
    rules = deps.yardstick.of(period)
    if not rules.lights.holds:
        return rules
    reds = await deps.reds.before(session, period.key, subject=REDS, as_of=deps.known_at)
    return replace(rules, arrears=holding.carried(reds, period))
