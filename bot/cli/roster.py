"""template and import: the roster workbook, and the one of published values."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.cli.desk import CannotDo, Command, Desk
from handlers.workbook.grid import MAX_FILE


async def write_template(options: Namespace, desk: Desk) -> None:
    """Write an empty workbook; never over a file, which may be somebody's work."""
    from handlers.workbook import official, writing

    kind = official if options.official else writing
    content = kind.template(year=desk.config.campaign.year)
    try:
        with options.file.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise CannotDo(f"{options.file}: is there already") from None
    desk.say(str(options.file))


async def import_roster(options: Namespace, desk: Desk) -> None:
    """Bring the roster to what the file says, or say everything that is wrong with it."""
    from charts.fonts import missing
    from handlers.actions.deciding.importing import import_workbook
    from handlers.workbook.official import is_official

    with options.file.open("rb") as file:
        content = file.read(MAX_FILE + 1)
    if is_official(content):
        await _import_official(options, desk, content)
        return
    async with desk.database() as db:
        outcome = await import_workbook(
            db,
            content,
            year=desk.config.campaign.year,
            at=desk.now.astimezone(desk.config.zone),
            missing_glyphs=missing,
            is_trial=options.dry_run,
        )
    for problem in outcome.problems:
        desk.warn(str(problem))
    for line in outcome.lines:
        desk.say(line)
    if outcome.is_refused:
        raise CannotDo(outcome.summary)
    desk.say(outcome.summary)


async def _import_official(options: Namespace, desk: Desk, content: bytes) -> None:
    """Put on record what was published, or say everything that is wrong with the workbook."""
    from charts.fonts import missing
    from handlers.actions.deciding.bureau import import_official
    from handlers.texts.officials import changes, summary
    from storage import roster as rosters

    year = desk.config.campaign.year
    async with desk.database() as db:
        async with db.reading() as session:
            roster = await rosters.load(session, year=year)
        outcome = await import_official(
            db,
            content,
            roster=roster,
            year=year,
            at=desk.now.astimezone(desk.config.zone),
            missing_glyphs=missing,
            is_trial=options.dry_run,
        )
    for problem in outcome.problems:
        desk.warn(str(problem))
    for line in changes(outcome):
        desk.say(line)
    if outcome.is_refused:
        raise CannotDo(summary(outcome))
    desk.say(summary(outcome))


def _template_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="OUT.xlsx", help="the file to write")
    parser.add_argument(
        "--official", action="store_true", help="for published values (公布数) instead"
    )


def _import_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE.xlsx", help="the roster, or published values"
    )
    parser.add_argument("--dry-run", action="store_true", help="only show what would change")


COMMANDS = {
    "template": Command(_template_arguments, write_template),
    "import": Command(_import_arguments, import_roster),
}
