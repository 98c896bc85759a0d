"""Rankings of projects and of people, for those who may see their numbers."""

from dataclasses import dataclass

from domain.bearers import PEOPLE, PROJECTS, by_person, by_project, only
from domain.errors import NotAllowed, NotFound
from domain.periods import Period
from domain.ranking import Ranking
from domain.roster import Roster
from handlers.actions import standing
from handlers.actions.board import Board, Subject
from handlers.actions.sight import sees
from handlers.deps import Deps
from handlers.viewers import Viewer
from storage.publications import OVERALL

NAMES = {PROJECTS: "项目", PEOPLE: "责任人"}


@dataclass(frozen=True, slots=True)
class BearersView:
    """A ranking of projects or people; who sees only some keeps the places among all."""

    board: Board


async def ranked(deps: Deps, viewer: Viewer, period: Period, subject: str) -> BearersView:
    """The ranking as it stands; of others' numbers only what this reader may see.

    Raises:
        NotAllowed: there is nothing among them for this reader.
        NotFound: nobody of that kind is asked in this period.
    """
    roster = await deps.roster.current()
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, roster, period)
    make = by_project if subject == PROJECTS else by_person
    ranking = make(roster, survey.figures, period=period, rules=survey.rules)
    if not ranking.standings:
        raise NotFound(NAMES[subject])
    ranking = _seen(roster, viewer, ranking, subject)
    board = standing.board_of(deps, survey, OVERALL, None)
    return BearersView(
        Board(
            campaign=board.campaign,
            district=board.district,
            period=period,
            subject=Subject(subject, NAMES[subject], "", 1, is_rate=False),
            ranking=ranking,
            reported=sum(one.reported for one in ranking.standings),
            expected=sum(one.expected for one in ranking.standings),
            missing=(),
            rules=board.rules,
            as_of=board.as_of,
            version=board.version,
        )
    )


def _seen(roster: Roster, viewer: Viewer, ranking: Ranking, subject: str) -> Ranking:
    if viewer.sees_all:
        return ranking
    if subject == PROJECTS:
        codes = {p.code for p in roster.projects.values() if sees(viewer, p.unit)}
        codes |= {a.project or "" for a in roster.assignments.values() if viewer.answers_for(a)}
    else:
        codes = {p.code for p in roster.people.values() if sees(viewer, p.unit)}
        codes |= {viewer.person.code} if viewer.person else set()
    kept = only(ranking, codes)
    if not kept.standings:
        raise NotAllowed
    return kept
