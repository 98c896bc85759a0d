"""schedule: the coming clocks, and what was moved by which holiday."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace

from bot.cli.desk import Command, Desk, exists
from domain.clocks import Clock
from domain.schedule import Schedule, Skipped
from domain.workdays import Workdays

MOST_DAYS = 400


async def show_schedule(options: Namespace, desk: Desk) -> None:
    """One line per clock or skipped period, in order."""
    schedule = desk.config.schedule(await workdays(desk))
    for entry in schedule.upcoming(since=desk.now, days=options.days):
        if options.json:
            desk.say_json(as_json(entry, schedule))
        else:
            desk.say(as_line(entry, schedule))


async def workdays(desk: Desk) -> Workdays:
    """The calendar with the admins' corrections; before `init` there are none."""
    from storage import holidays
    from storage.holidays_library import known_workdays
    from storage.migrating import is_current

    if not exists(desk.config.storage.url) or not await is_current(desk.config.storage.url):
        return known_workdays()
    async with desk.database() as db, db.reading() as session:
        return await holidays.load(session)


def as_json(entry: Clock | Skipped, schedule: Schedule) -> dict[str, object]:
    """The public keys; `at` is in the district's time, a skipped period is of kind skipped."""
    shifted = entry.shifted_from if isinstance(entry, Clock) else None
    return {
        "kind": _kind(entry),
        "period": entry.period.key,
        "at": entry.at.astimezone(schedule.zone).isoformat(timespec="seconds"),
        "shifted_from": shifted.isoformat() if shifted else None,
        "reason": entry.reason,
    }


def _kind(entry: Clock | Skipped) -> str:
    return entry.kind.value if isinstance(entry, Clock) else "skipped"


def as_line(entry: Clock | Skipped, schedule: Schedule) -> str:
    """Day, time, what happens, and why it is not on the usual day."""
    local = entry.at.astimezone(schedule.zone)
    line = f"{local:%Y-%m-%d %a %H:%M}  {_kind(entry):<10}{entry.period.key}"
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
