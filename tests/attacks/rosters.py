"""A town whose roster is changed while it works."""

from collections.abc import Callable

from handlers.actions.deciding.importing import import_workbook
from tests.endtoend import cast
from tests.endtoend.town import Town
from tests.handlers.workbook.books import Sheets, xlsx


async def reimport(town: Town, change: Callable[[Sheets], None], *, year: int = 2026) -> None:
    """Import the town's workbook with something changed in it."""
    sheets = cast.sheets()
    change(sheets)
    done = await import_workbook(
        town.db, xlsx(sheets), year=year, at=town.clock.now(), missing_glyphs=lambda _: ""
    )
    assert not done.is_refused, done.problems
    town.parts.deps.roster.forget()


def with_deputy(sheets: Sheets) -> None:
    """Chidi may answer for Asha, and owes nothing else."""
    sheets["人员"] = [[*row[:4], "AB角"] if row[0] == "chidi" else row for row in sheets["人员"]]
    head, *rows = sheets["任务"]
    kept = [row for row in rows if row[2] != "chidi"]
    sheets["任务"] = [
        [*head[:3], "AB角", *head[3:]],
        *([*row[:3], "chidi" if row[2] == "asha" else "", *row[3:]] for row in kept),
    ]


def only(person: str, *indicators: str) -> Callable[[Sheets], None]:
    """One person owes these numbers and no others."""

    def change(sheets: Sheets) -> None:
        sheets["任务"] = [r for r in sheets["任务"] if r[2] != person or r[1] in indicators]

    return change


def monthly(indicator: str, cadence: str = "月") -> Callable[[Sheets], None]:
    """One indicator is asked at another rhythm."""

    def change(sheets: Sheets) -> None:
        sheets["指标"] = [
            [*row[:6], cadence, *row[7:]] if row[0] == indicator else row for row in sheets["指标"]
        ]

    return change
