"""audit verify, audit files: what is kept, checked against itself."""

import asyncio
from argparse import ArgumentParser, Namespace

from bot.cli.desk import CannotDo, Command, Desk, vault_at

FEW = 20


async def audit(options: Namespace, desk: Desk) -> None:
    """Do the check that was asked for."""
    await {"verify": _verify, "files": _files}[options.what](desk)


async def _verify(desk: Desk) -> None:
    """Recompute the chain over all revisions and name the first break."""
    from storage.audit import PUBLISHED_CHAIN, verify

    async with desk.database() as db, db.reading() as session:
        broken = await verify(session)
    if broken is not None and broken.assignment == PUBLISHED_CHAIN:
        raise CannotDo(
            f"broken: {broken.fault.value} at link {broken.number} of the published values, "
            f"period {broken.period}"
        )
    if broken is not None:
        raise CannotDo(
            f"broken: {broken.fault.value} at assignment {broken.assignment}, "
            f"period {broken.period}, revision {broken.number}"
        )
    desk.say("the history holds")


async def _files(desk: Desk) -> None:
    """Read every file of evidence and compare it with its digest."""
    from storage import evidence

    async with desk.database() as db, db.reading() as session:
        kept = await evidence.digests(session)
    vault = vault_at(desk)
    broken = [d for d in kept if not await asyncio.to_thread(vault.holds, d)]
    if broken:
        more = [f"and {len(broken) - FEW} more"] if len(broken) > FEW else []
        raise CannotDo("\n".join([*(f"missing or changed: {d}" for d in broken[:FEW]), *more]))
    desk.say(f"all {len(kept)} files hold")


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("what", choices=["verify", "files"], help="the history, or the evidence")


COMMANDS = {"audit": Command(_arguments, audit)}
