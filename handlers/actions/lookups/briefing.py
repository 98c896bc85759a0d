"""The brief of a period: its board, what it is made of, and what was put right."""

from collections.abc import Iterator

from domain.brief import brief_of
from domain.errors import NotAllowed, NotFound
from domain.figures import Figure, Timeliness
from domain.periods import Period
from domain.roster import Assignment
from domain.verdicts import Verdict
from handlers.actions.lookups.closing import closing
from handlers.actions.lookups.views.boards import BriefView
from handlers.actions.measuring import rhythms, standing
from handlers.actions.measuring.board import board_from
from handlers.actions.measuring.recalling import as_known
from handlers.actions.measuring.surveying import Survey
from handlers.deps import Deps
from handlers.viewers import Viewer
from storage import decisions, publications
from storage.decisions import Decision
from storage.publications import OVERALL


async def asked(
    deps: Deps, viewer: Viewer, text: str = "", *, period: Period | None = None
) -> BriefView:
    """The brief as it stands now, of the period that a text names; for those who see all.

    Raises:
        NotAllowed, NotFound, BadPeriod.
    """
    return await brief(deps, await period_asked(deps, viewer, text, period=period))


async def period_asked(
    deps: Deps, viewer: Viewer, text: str, *, period: Period | None = None
) -> Period:
    """The period that a text names, else the current one; for those who see all.

    Raises:
        NotAllowed, NotFound, BadPeriod.
    """
    if not viewer.sees_all:
        raise NotAllowed
    said = rhythms.named(deps, text)
    if said.rest:
        raise NotFound(said.rest)
    return period or said.period or await standing.current_period(deps, deps.now())


async def brief(deps: Deps, period: Period, *, edition: int | None = None) -> BriefView:
    """The brief of a period: as it stands now, or of one published edition as it was known then.

    Raises:
        ValueError: there is no such edition.
    """
    frozen = None
    if edition is not None:
        async with deps.db.reading() as session:
            frozen = await publications.of(session, period.key, edition=edition)
        if frozen is None:
            raise ValueError(f"no edition {edition} of {period.key}")
        deps = await as_known(deps, frozen.as_of)
    roster = await deps.roster.current()
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, roster, period)
        before = await standing.ranking_before(deps, session, period, OVERALL)
        board = board_from(frozen) if frozen else standing.board_of(deps, survey, OVERALL, before)
        slots = {(owner, period.key) for owner in survey.figures}
        made = await decisions.of_slots(session, slots, as_of=deps.known_at)
    facts = brief_of(
        board.ranking,
        survey.ranked,
        day=period.last_day_of_year,
        rules=survey.rules,
        previous=before,
    )
    sent_back = _sent_back(survey, made)
    return BriefView(
        board=board,
        survey=survey,
        facts=facts,
        returned=tuple(_name(survey, own) for own in sent_back),
        unanswered=sum(survey.current(own.id) is None for own in sent_back),
        corrected=tuple(_name(survey, own) for own in _corrected(survey)),
        closing=await closing(deps, survey),
    )


def _sent_back(survey: Survey, made: tuple[Decision, ...]) -> list[Assignment]:
    """The numbers that were sent back by the time of the survey, in roster order."""
    verdicts = (Verdict.RETURNED, Verdict.QUESTIONED)
    ids = {d.assignment for d in made if d.verdict in verdicts and d.decided_at <= survey.as_of}
    return [own for own in survey.roster.assignments.values() if own.id in ids]


def _corrected(survey: Survey) -> Iterator[Assignment]:
    for own in survey.roster.assignments.values():
        figure: Figure | None = survey.current(own.id)
        if figure and figure.timeliness is Timeliness.CORRECTED:
            yield own


def _name(survey: Survey, own: Assignment) -> str:
    roster = survey.roster
    return f"{roster.units[own.unit].short}{roster.label(own)}"
