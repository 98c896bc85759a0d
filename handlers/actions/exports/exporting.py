"""The figures as an Excel file, for the chat and for the command line."""

from collections.abc import Iterator
from datetime import date

from domain.people import Language
from domain.periods import Period
from domain.roster import Roster
from domain.slots import SLOTS
from handlers.actions.exports import export_book
from handlers.actions.exports.export_book import Contents, Target
from handlers.actions.exports.export_lines import export
from handlers.actions.exports.export_matrix import matrix_of
from handlers.actions.measuring import standing
from handlers.deps import Deps
from handlers.workbook.words import words_in
from storage.publications import OVERALL


async def workbook(
    deps: Deps,
    *,
    period: Period | None = None,
    history: bool = False,
    language: Language = Language.ZH,
) -> tuple[bytes, int]:
    """An Excel file of one period, or of everything reported, and how many figures it has.

    Ranking and comparison are those of the period, or of the current one. With `history` every
    version of every number has a sheet of its own. Names are as they are; all else is in the
    `language` of the reader.
    """
    shown = period or await standing.current_period(deps, deps.now())
    roster = await deps.roster.current()
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, roster, shown)
        before = await standing.ranking_before(deps, session, shown, OVERALL)
    targets = tuple(_targets(roster, deps.now().astimezone(deps.schedule.zone).date()))
    year, as_of = deps.campaign.year, deps.known_at
    contents = Contents(
        title=f"{deps.campaign.district} {deps.campaign.name} {shown.key}",
        board=standing.board_of(deps, survey, OVERALL, before),
        figures=await export(deps.db, year=year, period=period, as_of=as_of),
        matrix=matrix_of(survey),
        targets=targets,
        slots=tuple(slot for slot in SLOTS if any(slot in one.amounts for one in targets)),
        history=await export(deps.db, year=year, period=period, history=True, as_of=as_of)
        if history
        else None,
        words=words_in(language),
    )
    return await export_book.workbook(contents, zone=deps.schedule.zone)


def _targets(roster: Roster, today: date) -> Iterator[Target]:
    """What is in force today, in roster order."""
    for one in roster.assignments.values():
        if amounts := one.targets_on(today):
            indicator, person = roster.indicators[one.indicator], roster.people.get(one.person)
            names = (
                roster.units[one.unit].short,
                indicator.name,
                indicator.measure,
                roster.projects[one.project].name if one.project else "",
                person.name if person else one.person,
            )
            yield Target(names, indicator, amounts)
