"""Everything as it was known at an instant: the same questions, asked of the past.

What actions share is handed out anew with the roster, the calendar, the rules and the clock of
that instant. Whoever looks with it sees the figures, targets and published lists that were there
then, and nothing that came later: so a picture is drawn again byte for byte.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from domain.campaign import Campaign
from domain.errors import NotKnownYet
from domain.rulesets import RuleBook
from domain.schedule import Schedule
from handlers.deps import Deps
from handlers.snapshot import Fixed
from storage import holidays, keeping, roster_past, rulesets

CAMPAIGN = "campaign"
"""The settings that name the campaign and its district."""


async def as_known(deps: Deps, instant: datetime) -> Deps:
    """What is shared, as it was at an instant; for looking only, nothing is recorded with it.

    Raises:
        NotKnownYet: the instant lies ahead.
    """
    if instant > deps.now():
        raise NotKnownYet
    async with deps.db.reading() as session:
        roster = await roster_past.load(session, year=deps.campaign.year, at=instant)
        workdays = await holidays.load_as_known(session, instant)
        rulebook = await _rulebook(session, instant)
        campaign = await _campaign(session, deps.campaign, instant)
    held = deps.schedule
    return replace(
        deps,
        roster=Fixed(roster),
        schedule=Schedule(held.rules, workdays or held.workdays, held.zone),
        rulebook=rulebook,
        campaign=campaign,
        now=lambda: instant,
        known_at=instant,
    )


async def keep_names(deps: Deps) -> None:
    """Keep the names that stand on pictures, as they are from now on."""
    names = {"name": deps.campaign.name, "district": deps.campaign.district}
    async with deps.db.transaction() as session:
        await keeping.keep_settings(session, CAMPAIGN, names, at=deps.now())


async def _rulebook(session: AsyncSession, instant: datetime) -> RuleBook:
    """The versions of the rules that had been adopted by then."""
    book = await rulesets.load(session)
    return RuleBook(tuple(one for one in book.versions if one.adopted_at <= instant))


async def _campaign(session: AsyncSession, campaign: Campaign, instant: datetime) -> Campaign:
    names = await keeping.known_settings(session, CAMPAIGN, at=instant)
    if names is None:
        return campaign
    return replace(campaign, name=names["name"], district=names["district"])
