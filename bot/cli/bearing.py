"""burden: what a week of reporting costs people."""

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

from bot.cli.desk import Command, Desk
from bot.cli.failures import WrongUsage
from bot.cli.times import period_of
from domain.people import Language
from domain.periods import PeriodKind

if TYPE_CHECKING:
    from domain.burden import Burden


async def tell_burden(options: Namespace, desk: Desk) -> None:
    """Say what /burden says; with --json one object a person."""
    from bot.cli.running import dependencies_on
    from handlers.actions.members import bearing
    from handlers.texts import burdens
    from handlers.texts.catalog import catalog

    if options.period and options.period.kind is not PeriodKind.WEEK:
        raise WrongUsage(f"{options.period.key} is no week")
    async with desk.database() as db:
        deps = await dependencies_on(db, desk)
        weeks = await bearing.weeks_until(deps, options.period)
        roster = await deps.roster.current()
    if options.json:
        for entry in facts_of(weeks.last):
            desk.say_json(entry)
    else:
        words = burdens.report(weeks, roster, catalog(Language.ZH))
        desk.say(unescape(re.sub(r"</?b>", "", words)))


def facts_of(burden: "Burden") -> Iterator[dict[str, object]]:
    """One object for each person who is asked for numbers."""
    for load in burden.loads:
        yield {
            "period": burden.week.key,
            "unit": load.unit,
            "person": load.person,
            "received": load.received,
            "typed": load.typed,
            "tapped": load.tapped,
            "questions": load.questions,
            "minutes": None if load.took is None else int(load.took.total_seconds() // 60),
        }


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--period", type=period_of, metavar="P", help="for instance 2026-W10")
    parser.add_argument("--json", action="store_true", help="one object a line")


COMMANDS = {"burden": Command(_arguments, tell_burden)}
