"""rules: what numbers are judged by, version by version."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from bot.cli.desk import Command, Desk
from domain.people import Language

if TYPE_CHECKING:
    from domain.rulesets import Version


async def tell_rules(options: Namespace, desk: Desk) -> None:
    """List the versions, oldest first; `adopt` puts the settings on record before that."""
    from bot.cli.running import dependencies_on
    from handlers.actions.measuring import ruling
    from handlers.texts import rulebooks
    from handlers.texts.catalog import catalog

    async with desk.database() as db:
        deps = await dependencies_on(db, desk)
        if options.what == "adopt":
            await ruling.adopt(deps)
        async with db.reading() as session:
            book = await ruling.known(deps, session)
    if options.json:
        for version in book.versions:
            desk.say_json(facts_of(version))
        return
    for line in rulebooks.listed(book, deps.rules.judging, catalog(Language.ZH), desk.config.zone):
        desk.say(line)


def facts_of(version: "Version") -> dict[str, object]:
    """One version as one object."""
    from domain import rulesets

    return {
        "version": version.number,
        "adopted_at": version.adopted_at.isoformat(),
        "since": {kind.value: key or None for kind, key in version.since.items()},
        "rules": rulesets.facts_of(version.rules),
    }


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "what",
        nargs="?",
        choices=["list", "adopt"],
        default="list",
        help="adopt: put the settings on record now, as every start does",
    )
    parser.add_argument("--json", action="store_true", help="one object a line")


COMMANDS = {"rules": Command(_arguments, tell_rules)}
