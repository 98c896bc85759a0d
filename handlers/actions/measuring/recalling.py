"""Everything as it was known at an instant: the same questions, asked of the past.

What actions share is handed out anew with the roster, the calendar, the rules and the clock of
that instant. Whoever looks with it sees the figures, targets and published lists that were there
then, and nothing that came later: so a picture is drawn again byte for byte.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from unicodedata import normalize

from sqlalchemy.ext.asyncio import AsyncSession

from domain.campaign import Campaign
from domain.errors import NotKnownYet
from domain.inquiry import spans
from domain.periods import YEARS
from handlers.deps import Deps
from handlers.snapshot import Fixed
from storage import holidays, keeping, rulesets
from storage.keeping import Noun

# A day that something is due by, or begins on, is not one to look back on.
_DAY = re.compile(
    r"(?:截[至止]到?|按)?(?:(?P<iso>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})"
    r"|(?:(?P<year>[0-9]{4})年)?(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})[日号]"
    r"|(?P<before>大?前天|昨[天日]|\byesterday\b)"
    r"|(?<!by )(?<!from )(?<!since )(?<!before )(?<!until )(?<!to )(?:\bas of )?"
    rf"(?P<english>{spans.ENGLISH_DAY}))"
    r"(?!起|前|之前|以前|后|之后|以后|至|到| to\b| until\b|[-–—~])"
    r"(?:当时所知|当时|那天|的时候|时|'s\b)?",
    re.IGNORECASE,
)
_BEFORE = {"昨天": 1, "昨日": 1, "yesterday": 1, "前天": 2, "大前天": 3}

CAMPAIGN: Final = "campaign"
"""The settings that name the campaign and its district, and say of which year the targets are."""

CHARTS: Final = "charts"
"""Those that say how pictures look."""


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
        campaign = await _campaign(session, deps.campaign, instant)
        roster = await deps.pasts.roster(session, year=campaign.year, at=instant, now=deps.now())
        workdays = await holidays.load_as_known(session, instant)
        schedule = deps.schedule.as_known(instant, workdays or deps.schedule.workdays)
        rulebook = (await rulesets.load(session)).as_known(instant)
        charts = await keeping.known_settings(session, CHARTS, at=instant)
    return replace(
        deps,
        roster=Fixed(roster),
        schedule=schedule,
        rulebook=rulebook,
        campaign=campaign,
        theme=charts["theme"] if charts else deps.theme,
        now=lambda: instant,
        known_at=instant,
    )


async def known_since(deps: Deps) -> datetime | None:
    """Since when the past is kept; of before there is a guess at most. None: nothing is yet."""
    async with deps.db.reading() as session:
        return await keeping.first_kept(session, Noun.UNIT, Noun.SETTINGS)


async def keep_settings(deps: Deps) -> None:
    """Keep what looks depend on and no table says, as it is from now on."""
    campaign, at = _facts_of(deps.campaign), deps.now()
    async with deps.db.transaction() as session:
        await keeping.keep_settings(session, CAMPAIGN, campaign, at=at)
        await keeping.keep_settings(session, CHARTS, {"theme": deps.theme}, at=at)


async def _campaign(session: AsyncSession, campaign: Campaign, instant: datetime) -> Campaign:
    known = await keeping.known_settings(session, CAMPAIGN, at=instant)
    if known is None:
        return campaign
    facts = {**_facts_of(campaign), **known}  # the span was not always kept
    start, end = date.fromisoformat(facts["start"]), date.fromisoformat(facts["end"])
    return Campaign(facts["name"], facts["district"], facts["year"], start, end)


def _facts_of(campaign: Campaign) -> dict[str, Any]:
    return {
        "name": campaign.name,
        "district": campaign.district,
        "year": campaign.year,
        "start": campaign.start.isoformat(),
        "end": campaign.end.isoformat(),
    }


def _named(found: re.Match[str], today: date) -> date | None:
    """The day itself; of this year where none is said.

    None where there is no such day, or nothing can be known of its year.
    """
    if before := found["before"]:
        return today - timedelta(days=_BEFORE[before.casefold()])
    if iso := found["iso"]:
        year, month, day = map(int, iso.split("-"))
    elif english := found["english"]:
        span, _ = spans.cut(english.casefold())
        assert span is not None
        assert span.month_day is not None
        year, (month, day) = today.year, span.month_day
    else:
        year, month, day = int(found["year"] or today.year), int(found["month"]), int(found["day"])
    if year not in YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
