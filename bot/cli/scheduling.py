"""schedule: the coming clocks, and what was moved by which holiday."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import timedelta

from bot.cli.desk import Command, Desk, exists
from domain.clocks import Clock
from domain.digests import Digest
from domain.schedule import Schedule, Skipped

MOST_DAYS = 400

Entry = Clock | Skipped | Digest
"""What the coming days bring."""


async def show_schedule(options: Namespace, desk: Desk) -> None:
    """One line per clock or skipped period, in order."""
    schedule = await timetable(desk)
    until = desk.now + timedelta(days=options.days)
    digests = desk.config.digest_time().between(desk.now, until, schedule.workdays, schedule.zone)
    coming: list[Entry] = [*schedule.upcoming(since=desk.now, days=options.days), *digests]
    for entry in sorted(coming, key=lambda one: one.at):
        if options.json:
            desk.say_json(as_json(entry, schedule))
        else:
            desk.say(as_line(entry, schedule))


async def timetable(desk: Desk) -> Schedule:
    """The clocks on the calendar with the admins' corrections; before `init` there are none.

    What has been asked for keeps the moments it began with, whatever the settings say by now.
    """
    from storage import cyclebooks, holidays
    from storage.holidays_library import known_workdays
    from storage.migrating import is_current

    if not exists(desk.config.storage.url) or not await is_current(desk.config.storage.url):
        return desk.config.schedule(known_workdays())
    async with desk.database() as db, db.reading() as session:
        schedule = desk.config.schedule(await holidays.load(session))
        return schedule.adopting(await cyclebooks.load(session), at=desk.now)


def as_json(entry: Entry, schedule: Schedule) -> dict[str, object]:
    """The public keys; `at` is in the district's time, a skipped period is of kind skipped."""
    shifted = entry.shifted_from if isinstance(entry, Clock) else None
    return {
        "kind": _kind(entry),
        "period": None if isinstance(entry, Digest) else entry.period.key,
        "at": entry.at.astimezone(schedule.zone).isoformat(timespec="seconds"),
        "shifted_from": shifted.isoformat() if shifted else None,
        "reason": None if isinstance(entry, Digest) else entry.reason,
    }


def _kind(entry: Entry) -> str:
    if isinstance(entry, Digest):
        return "digest"
    return entry.kind.value if isinstance(entry, Clock) else "skipped"


def as_line(entry: Entry, schedule: Schedule) -> str:
    """Day, time, what happens, and why it is not on the usual day."""
    local = entry.at.astimezone(schedule.zone)
    line = f"{local:%Y-%m-%d %a %H:%M}  {_kind(entry):<10}"
    if isinstance(entry, Digest):
        return line.rstrip()
    line += entry.period.key
    if isinstance(entry, Skipped):
        return f"{line}  no workday: {entry.reason}"
    if entry.shifted_from:
        why = f": {entry.reason}" if entry.reason else ""
        return f"{line}  moved from {entry.shifted_from:%m-%d}{why}"
    return line


def _days(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_DAYS:
        raise ArgumentTypeError(f"expected 1 to {MOST_DAYS} days")
    return int(text)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--days", type=_days, default=14, metavar="N", help="how far ahead (14)")
    parser.add_argument("--json", action="store_true", help="one object a line")


COMMANDS = {"schedule": Command(_arguments, show_schedule)}
