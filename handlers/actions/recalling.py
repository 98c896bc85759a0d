"""Everything as it was known at an instant: the same questions, asked of the past.

What actions share is handed out anew with the roster, the calendar, the rules and the clock of
that instant. Whoever looks with it sees the figures, targets and published lists that were there
then, and nothing that came later: so a picture is drawn again byte for byte.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from unicodedata import normalize

from sqlalchemy.ext.asyncio import AsyncSession

from domain.campaign import Campaign
from domain.errors import NotKnownYet
from domain.rulesets import RuleBook
from domain.schedule import Schedule
from handlers.deps import Deps
from handlers.snapshot import Fixed
from storage import holidays, keeping, roster_past, rulesets

# A day that something is due by, or begins on, is not one to look back on.
_DAY = re.compile(
    r"(?:截[至止]到?|按)?(?:(?P<iso>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})"
    r"|(?:(?P<year>[0-9]{4})年)?(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})[日号]"
    r"|(?P<before>大?前天|昨[天日]))(?!起|前|之前|以前|后|之后|以后|至|到|[-–—~])"
    r"(?:当时所知|当时|那天|的时候|时)?"
)
_BEFORE = {"昨天": 1, "昨日": 1, "前天": 2, "大前天": 3}

CAMPAIGN = "campaign"
"""The settings that name the campaign and its district."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """A day that a text looks back on, and what else it says."""

    day: date
    rest: str


def recalled(deps: Deps, text: str) -> Recalled | None:
    """Read "城关 3月10日" as 城关 on that day; None without a day, and for today."""
    plain = normalize("NFKC", text)
    today = deps.now().astimezone(deps.schedule.zone).date()
    found = _DAY.search(plain)
    day = _named(found, today) if found else None
    if found is None or day is None or day == today:
        return None
    return Recalled(day, f"{plain[: found.start()]} {plain[found.end() :]}".strip())


def end_of(deps: Deps, day: date) -> datetime:
    """The last instant of a day in the district."""
    return datetime.combine(day, time.max, deps.schedule.zone)


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


def _named(found: re.Match[str], today: date) -> date | None:
    """The day itself; of this year where none is said, None where there is no such day."""
    if before := found["before"]:
        return today - timedelta(days=_BEFORE[before])
    if iso := found["iso"]:
        year, month, day = map(int, iso.split("-"))
    else:
        year, month, day = int(found["year"] or today.year), int(found["month"]), int(found["day"])
    try:
        return date(year, month, day)
    except ValueError:
        return None
