"""audit verify: the history checked against itself."""

from argparse import ArgumentParser, Namespace

from bot.cli.desk import CannotDo, Command, Desk


async def audit(_: Namespace, desk: Desk) -> None:
    """Recompute the chain over all revisions and name the first break."""
    from storage.audit import verify

    async with desk.database() as db, db.reading() as session:
        broken = await verify(session)
    if broken is not None:
        raise CannotDo(
            f"broken: {broken.fault.value} at assignment {broken.assignment}, "
            f"period {broken.period}, revision {broken.number}"
        )
    desk.say("the history holds")


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("what", choices=["verify"], help="what to do")


COMMANDS = {"audit": Command(_arguments, audit)}
