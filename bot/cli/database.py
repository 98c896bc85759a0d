"""init, backup and restore: the database as a whole."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.cli.desk import CannotDo, Command, Desk, exists, no_arguments, vault_at
from bot.preparing import prepare_database
from storage.backup import NotABackupError, NotEmptyError, backup, restore
from storage.vault import Copied, vault_beside


async def init(_: Namespace, desk: Desk) -> None:
    """Create or migrate the database; say which it was."""
    prepared = await prepare_database(desk.config.storage.url, at=desk.now)
    if prepared.is_new:
        desk.say(f"created, version {prepared.now}")
    elif prepared.before != prepared.now:
        desk.say(f"migrated from version {prepared.before} to {prepared.now}")
    else:
        desk.say(f"current, version {prepared.now}")


async def take_backup(options: Namespace, desk: Desk) -> None:
    """Write everything to a new file while the bot goes on working."""
    if not exists(desk.config.storage.url):
        raise CannotDo("there is no database to back up")
    vault = vault_at(desk)
    try:
        copied = await backup(desk.config.storage.url, options.file, vault=vault)
    except FileExistsError:
        raise CannotDo(f"{options.file}: is there already; a backup never overwrites") from None
    desk.say(f"{options.file}: {options.file.stat().st_size / 1e6:.1f} MB")
    if copied.new:
        desk.say(f"{vault_beside(options.file).folder}: {copied.new} new files")
    _warn_of_missing(desk, copied)


async def bring_back(options: Namespace, desk: Desk) -> None:
    """Put a backup in the place of an empty database, or with --force of any."""
    try:
        copied = await restore(
            desk.config.storage.url, options.file, vault=vault_at(desk), force=options.force
        )
    except NotABackupError as refusal:
        raise CannotDo(f"{refusal.path}: not a backup: {refusal.why}") from None
    except NotEmptyError as refusal:
        raise CannotDo(
            f"the database is not empty (table {refusal.table}); --force replaces all of it"
        ) from None
    desk.say(f"restored from {options.file}")
    _warn_of_missing(desk, copied)


def _warn_of_missing(desk: Desk, copied: Copied) -> None:
    if copied.missing:
        desk.warn(f"! {len(copied.missing)} files of evidence are missing; see `audit files`")


def _file(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="one file; a SQLite database")


def _restore_arguments(parser: ArgumentParser) -> None:
    _file(parser)
    parser.add_argument("--force", action="store_true", help="replace what is in the database")


COMMANDS = {
    "init": Command(no_arguments, init),
    "backup": Command(_file, take_backup),
    "restore": Command(_restore_arguments, bring_back),
}
