"""check: one line for each thing that has to be right before the bot can work."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.cli.desk import CannotDo, Command, Desk, no_arguments
from bot.cli.scheduling import as_line, timetable
from bot.cli.telegram_account import username
from bot.settings_sources import ConfigError
from domain.roster import Roster
from domain.verdicts import reviewers
from storage import groups, migrating
from storage import roster as rosters
from storage.database import Database

LOOK_AHEAD = timedelta(days=60)  # the notice for a year comes late in the year before
SHOWN_CLOCKS = 3
SHOWN_CODES = 8


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found: `fault` keeps the bot from working, `gap` should be looked at."""

    text: str
    fault: bool = False
    gap: bool = False

    def __str__(self) -> str:
        return f"{'×' if self.fault else '!' if self.gap else '✓'} {self.text}"


async def check(_: Namespace, desk: Desk) -> None:
    """Go through everything; what does not hold is a line, not the end."""
    desk.say(str(Finding("settings")))  # they were read, or we would not be here
    faults = 0
    for look in (_database, _account, _font, _calendar, _roster, _scoring, _form, _clocks):
        try:
            findings = await look(desk)
        except (CannotDo, ConfigError, OSError) as error:
            findings = [Finding(f"{look.__name__.strip('_')}: {error}", fault=True)]
        for finding in findings:
            desk.say(str(finding))
        faults += any(finding.fault for finding in findings)
    if faults:
        raise CannotDo(f"{faults} of the checks failed")


async def _database(desk: Desk) -> list[Finding]:
    async with desk.database() as db:
        return [Finding(f"database: {db.url.get_backend_name()}, version {migrating.HEAD}")]


async def _account(desk: Desk) -> list[Finding]:
    return [Finding(f"account: @{await username(desk)} at {desk.config.telegram.api_base}")]


async def _font(desk: Desk) -> list[Finding]:
    from charts.fonts import MissingGlyph, require

    try:
        require(f"{desk.config.campaign.district}{desk.config.campaign.name}序时进度▲▼–✓!×")
    except MissingGlyph as lacking:
        return [Finding(f"font: cannot draw {lacking}", fault=True)]
    return [Finding("font: Noto Sans SC")]


async def _calendar(desk: Desk) -> list[Finding]:
    known = (await timetable(desk)).workdays
    campaign, soon = desk.config.campaign, desk.now + LOOK_AHEAD
    years = range(campaign.start.year, campaign.end.year + 1)
    if missing := known.uncovered({*years, soon.astimezone(desk.config.zone).year}):
        named = ", ".join(map(str, missing))
        return [Finding(f"calendar: no holidays known for {named}; weekends are used", gap=True)]
    return [Finding(f"calendar: holidays known up to {max(known.covered)}")]


async def _roster(desk: Desk) -> list[Finding]:
    async with desk.database() as db:
        async with db.reading() as session:
            roster = await rosters.load(session, year=desk.config.campaign.year)
        groups_bound = await _bound(db)
    if not roster.people:
        return [Finding("roster: empty; see `template` and `import`", fault=True)]
    counts = f"{len(roster.units)} units, {len(roster.people)} people"
    found = [Finding(f"roster: {counts}, {len(roster.assignments)} assignments")]
    return found + [
        Finding(f"roster: {gap}", gap=True) for gap in _gaps(roster, groups_bound, desk.now)
    ]


async def _bound(db: Database) -> int:
    async with db.reading() as session:
        return len(await groups.bound(session))


def _gaps(roster: Roster, groups_bound: int, at: datetime) -> Iterator[str]:
    tasks = roster.assignments.values()
    outside = [person.code for person in roster.people.values() if person.telegram_id is None]
    gone = [p.code for p in roster.people.values() if p.telegram_id and not p.reachable]
    idle = [code for code in roster.indicators if code not in {task.indicator for task in tasks}]
    aimless = [
        f"{t.unit}/{t.indicator}"
        for t in tasks
        if not {"year", "q1"} & t.targets_on(at.date()).keys()
    ]
    unread = [
        f"{task.unit}/{task.indicator}"
        for task in tasks
        if roster.indicators[task.indicator].is_reviewed and not reviewers(roster, task, at=at)
    ]
    if not any(person.is_admin for person in roster.people.values()):
        yield "nobody is an admin"
    if not groups_bound:
        yield "no leadership group is bound; an admin sends /bind there"
    for what, codes in (
        ("have not joined", outside),
        ("cannot be reached", gone),
        ("indicators that nobody owes", idle),
        ("assignments without a target", aimless),
        ("reviewed numbers that nobody in reach can confirm", unread),
    ):
        if codes:
            more = " …" if len(codes) > SHOWN_CODES else ""
            yield f"{what} ({len(codes)}): {' '.join(codes[:SHOWN_CODES])}{more}"


async def _scoring(desk: Desk) -> list[Finding]:
    """Codes in the settings that are no indicator's: nothing else would tell."""
    own = desk.config.scoring
    if not own.families and not own.key:
        return []
    async with desk.database() as db, db.reading() as session:
        roster = await rosters.load(session, year=desk.config.campaign.year)
    unknown = [code for code in (*own.families, *own.key) if code not in roster.indicators]
    if not unknown:
        return []
    return [Finding(f"scoring: no indicator has the code {' '.join(unknown)}", gap=True)]


async def _form(desk: Desk) -> list[Finding]:
    """Where the form is to be; whether the proxy leads there is seen from outside only."""
    own = desk.config.form
    if not own.url:
        return []
    return [Finding(f"form: {own.url}/ from {own.listen}:{own.port}")]


async def _clocks(desk: Desk) -> list[Finding]:
    schedule = await timetable(desk)
    coming = schedule.upcoming(since=desk.now, days=14)[:SHOWN_CLOCKS]
    return [Finding(f"next: {as_line(entry, schedule)}") for entry in coming]


COMMANDS = {"check": Command(no_arguments, check)}
