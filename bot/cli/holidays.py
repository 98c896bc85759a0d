"""holiday: put one day of the working calendar right; an admin's word outlives the library."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date

from bot.cli.desk import Command, Desk
from domain.workdays import DayKind, SpecialDay


async def set_day(options: Namespace, desk: Desk) -> None:
    """Say that a day is off or worked; a running bot follows within minutes."""
    from storage import holidays

    special = SpecialDay(DayKind(options.kind), options.name)
    async with desk.database() as db, db.transaction() as session:
        await holidays.set_day(session, options.day, special, at=desk.now)
    desk.say(f"{options.day.isoformat()} is {options.kind} {options.name}".rstrip())


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"no day: {text!r}; write it like 2027-01-01") from None


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("day", type=_day, metavar="2027-01-01")
    parser.add_argument("kind", choices=[kind.value for kind in DayKind])
    parser.add_argument("name", nargs="?", default="", help="the holiday, e.g. 元旦")


COMMANDS = {"holiday": Command(_arguments, set_day)}
