"""status, missing, targets, brief, chart: what a leader sees in the chat, on the command line."""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.desk import CannotDo, Command, Desk
from bot.cli.failures import WrongUsage
from bot.cli.times import AS_OF, instant_of, period_of
from domain.errors import NotKnownYet
from domain.people import Language

if TYPE_CHECKING:
    from charts.sheets import Sheet
    from domain.periods import Period
    from handlers.deps import Deps
    from handlers.texts.catalog import Catalog

NAMED = ("trend", "card", "compare", "contribution", "official")
PICTURES = (
    "ranking",
    "board",
    "heatmap",
    "trend",
    "card",
    "bump",
    "compare",
    "contribution",
    "roadmap",
    "official",
)


async def tell_status(options: Namespace, desk: Desk) -> None:
    """Say what /status says to a leader; with --json one object a unit or a figure."""
    from handlers import plain
    from handlers.actions.inquiry import inquiring
    from handlers.actions.lookups import looking
    from handlers.viewers import everybody

    async with dependencies(desk, period=options.period, as_of=options.as_of) as (deps, texts):
        viewer = everybody(await deps.roster.current())
        asked = " ".join(options.query)
        ask = looking.points if options.scores else inquiring.answer
        view = await ask(deps, viewer, asked, period=options.period)
        if isinstance(view, inquiring.Puzzled):
            raise CannotDo(plain.words_of(deps, view, texts))
        if options.json:
            for entry in plain.facts(view):
                desk.say_json(entry)
        else:
            desk.say(plain.words_of(deps, view, texts))


async def tell_targets(options: Namespace, desk: Desk) -> None:
    """Say what /targets says to a leader; with --json one object for each whole."""
    from handlers import plain
    from handlers.actions.lookups import targeting
    from handlers.viewers import everybody

    async with dependencies(desk, as_of=options.as_of) as (deps, texts):
        viewer = everybody(await deps.roster.current())
        view = await targeting.report(deps, viewer, " ".join(options.query))
        if options.changes:
            for told in plain.changes(view, texts, as_json=options.json):
                desk.say(told)
        elif options.json:
            for entry in plain.facts(view):
                desk.say_json(entry)
        else:
            desk.say(plain.words_of(deps, view, texts))


async def tell_missing(options: Namespace, desk: Desk) -> None:
    """Say what /missing says to a leader."""
    from domain.inquiry.topics import Topic
    from handlers import plain
    from handlers.actions.inquiry import inquiring
    from handlers.viewers import everybody

    async with dependencies(desk, period=options.period, as_of=options.as_of) as (deps, texts):
        viewer = everybody(await deps.roster.current())
        asked, period = " ".join(options.query), options.period
        view = await inquiring.answer(deps, viewer, asked, period=period, topic=Topic.MISSING)
        if isinstance(view, inquiring.Puzzled):
            raise CannotDo(plain.words_of(deps, view, texts))
        desk.say(plain.words_of(deps, view, texts))


async def tell_brief(options: Namespace, desk: Desk) -> None:
    """Say what /brief says to a leader; with --pdf write it into a file to print instead."""
    from handlers import plain
    from handlers.actions.lookups import briefing, papers
    from handlers.sheets.brief import brief_sheet
    from handlers.viewers import everybody

    if options.pdf:
        async with dependencies(desk, period=options.period, as_of=options.as_of) as (deps, texts):
            viewer = everybody(await deps.roster.current())
            paper = await papers.asked(deps, viewer, period=options.period)
            sheet = brief_sheet(paper, texts, deps.schedule.zone)
        await _draw(sheet, options.pdf, desk, theme=deps.theme)
        return
    async with dependencies(desk, period=options.period, as_of=options.as_of) as (deps, texts):
        viewer = everybody(await deps.roster.current())
        view = await briefing.asked(deps, viewer, period=options.period)
        desk.say(plain.words_of(deps, view, texts))


async def draw_chart(options: Namespace, desk: Desk) -> None:
    """Draw one picture into a file; several pages into F-1.png, F-2.png and so on."""
    from handlers.actions.measuring import rhythms
    from handlers.actions.measuring.standing import current_period
    from handlers.pictures import sheet_of

    if options.kind in NAMED and not options.query:
        raise WrongUsage(f"{options.kind} needs --query with a name")
    async with dependencies(desk, period=options.period, as_of=options.as_of) as (deps, texts):
        said = rhythms.named(deps, options.query).period
        period = options.period or said or await current_period(deps, deps.now())
        sheet = await sheet_of(deps, options.kind, query=options.query, period=period, texts=texts)
    await _draw(sheet, options.out, desk, theme=deps.theme)


async def _draw(sheet: "Sheet", out: Path, desk: Desk, *, theme: str) -> None:
    """Draw into a file, or into several if there are more pages than one."""
    from bot.renderer import COMMAND, DrawingFailed, Renderer

    renderer = Renderer(command=(*COMMAND, theme))
    try:
        pages = await renderer.render(sheet)
    except DrawingFailed as reason:
        raise CannotDo(f"no picture: {reason}") from None
    finally:
        await renderer.stop()
    for path in written(out, pages):
        desk.say(str(path))


@asynccontextmanager
async def dependencies(
    desk: Desk, *, period: "Period | None" = None, as_of: str | None = None
) -> AsyncIterator[tuple["Deps", "Catalog"]]:
    """What the actions need to look at a period, and Chinese words.

    With `as_of` everything is as it was known then; that little is, is told beside the answer.

    Raises:
        WrongUsage: the period is of a year before the campaign, or `as_of` lies ahead.
        NotAsked: the period is a holiday.
    """
    from bot.cli.running import dependencies_on
    from handlers.actions.measuring.recalling import as_known, known_since
    from handlers.texts.catalog import catalog

    texts, instant = catalog(Language.ZH), instant_of(as_of, desk.config.zone, now=desk.now)
    async with desk.database() as db:
        deps = await dependencies_on(db, desk)
        if period is not None:
            _must_be_asked(deps, period)
        try:
            if instant is not None:
                since = await known_since(deps)
                deps = await as_known(deps, instant)
                if since is not None and instant < since:
                    desk.warn(f"kept only since {since.astimezone(desk.config.zone):%Y-%m-%d}")
            yield deps, texts
        except NotKnownYet:
            raise WrongUsage(f"--as-of {as_of}: that is still to come") from None


def _must_be_asked(deps: "Deps", period: "Period") -> None:
    if period.year < deps.campaign.year:
        raise WrongUsage(f"--period {period.key}: the campaign is that of {deps.campaign.year}")
    deps.schedule.window_of(period)  # a holiday has none


def written(path: Path, pages: Sequence[bytes]) -> list[Path]:
    """All pages under their names, or none of them."""
    paths = [path]
    if len(pages) > 1:
        paths = [path.with_stem(f"{path.stem}-{n}") for n in range(1, len(pages) + 1)]
    scratch = [one.with_name(f".{one.name}.{os.getpid()}") for one in paths]
    try:
        for one, page in zip(scratch, pages, strict=True):
            one.write_bytes(page)
        for one, final in zip(scratch, paths, strict=True):
            one.replace(final)
    finally:
        for one in scratch:
            one.unlink(missing_ok=True)
    return paths


def _status_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "query", nargs="*", metavar="QUERY", help="unit, indicator, project, person"
    )
    parser.add_argument(
        "--scores", action="store_true", help="the ranking by points, or how a unit got its own"
    )
    parser.add_argument("--period", type=period_of, metavar="P", help="for instance 2026-W10")
    parser.add_argument("--as-of", metavar="T", help=AS_OF)
    parser.add_argument("--json", action="store_true", help="one object a line")


def _targets_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="unit, indicator, project")
    parser.add_argument("--changes", action="store_true", help="every change, whatever its state")
    parser.add_argument("--as-of", metavar="T", help=AS_OF)
    parser.add_argument("--json", action="store_true", help="one object a line")


def _missing_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="an indicator, a period")
    parser.add_argument("--period", type=period_of, metavar="P", help="for instance 2026-W10")
    parser.add_argument("--as-of", metavar="T", help=AS_OF)


def _brief_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--pdf", type=Path, metavar="F.pdf", help="write it to print, on A4")
    parser.add_argument("--period", type=period_of, metavar="P", help="for instance 2026-W10")
    parser.add_argument("--as-of", metavar="T", help=AS_OF)


def _chart_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("kind", choices=PICTURES, metavar="KIND", help=", ".join(PICTURES))
    parser.add_argument("--out", type=Path, required=True, metavar="F.png", help="where to write")
    parser.add_argument("--period", type=period_of, metavar="P", help="for instance 2026-W10")
    parser.add_argument("--as-of", metavar="T", help=AS_OF)
    parser.add_argument("--query", default="", metavar="Q", help="an indicator, a unit, a person")


COMMANDS = {
    "status": Command(_status_arguments, tell_status),
    "targets": Command(_targets_arguments, tell_targets),
    "missing": Command(_missing_arguments, tell_missing),
    "brief": Command(_brief_arguments, tell_brief),
    "chart": Command(_chart_arguments, draw_chart),
}
