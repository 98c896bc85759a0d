"""A whole workbook: read, checked, and told what is wrong, all at once."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from domain.roster_draft import RosterDraft
from handlers.workbook.amount_checks import check_amounts
from handlers.workbook.checks import check_drafted, check_rows
from handlers.workbook.columns import SHEETS
from handlers.workbook.drafting import drafted
from handlers.workbook.grid import Grid, Unreadable
from handlers.workbook.problems import Place, Problem, Problems
from handlers.workbook.reading import read_grid
from handlers.workbook.references import resolved
from handlers.workbook.tables import Missing, tables_of


@dataclass(frozen=True, slots=True)
class Reading:
    """`draft` is None when there are errors; `problems` also hold warnings, in file order."""

    draft: RosterDraft | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps the workbook from being imported."""
        return tuple(problem for problem in self.problems if not problem.is_warning)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What the sender should look at."""
        return tuple(problem for problem in self.problems if problem.is_warning)


async def read_workbook(data: bytes, *, year: int, missing_glyphs: Missing) -> Reading:
    """Read an .xlsx file into a roster for `year`, in a process of its own.

    `missing_glyphs` names the signs of a text that cannot be drawn.
    """
    try:
        grid = await read_grid(data)
    except Unreadable as refusal:
        return Reading(None, (Problem(Place(), refusal.why, refusal.facts),))
    # Seconds of arithmetic for a large district, in which the bot has others to answer.
    return await asyncio.to_thread(read_roster, grid, year=year, missing_glyphs=missing_glyphs)


def read_roster(grid: Grid, *, year: int, missing_glyphs: Missing) -> Reading:
    """The roster that bare cells describe, or everything that is wrong with them."""
    problems = Problems()
    tables = resolved(tables_of(grid, problems, missing=missing_glyphs), problems)
    check_rows(tables, problems)
    rows = drafted(tables)
    check_drafted(rows, problems)
    check_amounts(rows, problems, year=year)
    found = _in_order(problems)
    return Reading(None if problems.has_errors else rows.roster(), found)


def _in_order(problems: Problems) -> tuple[Problem, ...]:
    titles: Sequence[str] = [sheet.title for sheet in SHEETS]
    return tuple(problems.in_order(titles))
