"""export: figures as JSON, CSV or Excel."""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import AsyncIterator
from pathlib import Path

from bot.cli.desk import Command, Desk
from bot.cli.failures import WrongUsage
from bot.cli.times import AS_OF, instant_of, period_of


async def export_figures(options: Namespace, desk: Desk) -> None:
    """Write figures to a file, whole or not at all, or to the standard output."""
    from handlers.actions.exports.export_formats import csv_lines, json_lines
    from handlers.actions.exports.export_lines import export

    if options.format == "xlsx" and options.out is None:
        raise WrongUsage("--format xlsx needs --out FILE")
    if options.scores:
        await _export_points(options, desk)
        return
    if options.format == "xlsx":
        await _export_workbook(options, desk)
        return
    async with desk.database() as db:
        found = await export(
            db,
            year=desk.config.campaign.year,
            period=options.period,
            history=options.history,
            as_of=instant_of(options.as_of, desk.config.zone, now=desk.now),
        )
        lines = json_lines(found) if options.format == "json" else csv_lines(found)
        if options.out is None:
            async for line in lines:
                desk.out.write(line)
        else:
            _write(options.out, await _encoded(lines))


async def _export_workbook(options: Namespace, desk: Desk) -> None:
    """The workbook that /export sends."""
    from bot.cli.asking import dependencies
    from handlers.actions.exports import exporting

    async with dependencies(desk, period=options.period, as_of=options.as_of) as (deps, _):
        content, _ = await exporting.workbook(deps, period=options.period, history=options.history)
    _write(options.out, content)


async def _export_points(options: Namespace, desk: Desk) -> None:
    """The marks of one period, as they stand or as known on a day."""
    from bot.cli.asking import dependencies
    from handlers.actions.exports import exporting_points
    from handlers.actions.measuring.standing import current_period

    if options.history:
        raise WrongUsage("--scores has no --history")
    async with dependencies(desk, period=options.period, as_of=options.as_of) as (deps, _):
        period = options.period or await current_period(deps, deps.now())
        found = await exporting_points.exported(deps, period)
    if options.format == "xlsx":
        _write(options.out, exporting_points.as_workbook(found))
        return
    of = exporting_points.as_json if options.format == "json" else exporting_points.as_csv
    if options.out is None:
        desk.out.write(of(found))
    else:
        _write(options.out, of(found).encode())


async def _encoded(lines: AsyncIterator[str]) -> bytes:
    return "".join([line async for line in lines]).encode()


def _write(path: Path, content: bytes) -> None:
    """The file is whole under its name, or it is not there."""
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        scratch.write_bytes(content)
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--format", choices=["json", "csv", "xlsx"], required=True)
    parser.add_argument("--period", type=period_of, metavar="P", help="one period, e.g. 2026-W10")
    parser.add_argument("--history", action="store_true", help="every revision")
    parser.add_argument("--scores", action="store_true", help="the points and what they are of")
    parser.add_argument("--as-of", metavar="T", help=AS_OF)
    parser.add_argument("--out", type=Path, metavar="F", help="a file instead of the output")


COMMANDS = {"export": Command(_arguments, export_figures)}
