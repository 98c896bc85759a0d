"""Rankings of projects and of people, for those who may see their numbers."""

from dataclasses import dataclass, replace

from domain.bearers import PEOPLE, PROJECTS
from domain.errors import NotAllowed, NotFound
from domain.periods import Period
from domain.ranking import Standing
from domain.roster import Roster
from handlers.actions.measuring import borne, standing
from handlers.actions.measuring.board import Board
from handlers.actions.measuring.sight import sees
from handlers.deps import Deps
from handlers.viewers import Viewer


@dataclass(frozen=True, slots=True)
class BearersView:
    """A ranking of projects or people; who sees only some keeps the places among all.

    `is_alone`: in the other of these rankings there is nothing for this reader.
    """

    board: Board
    is_alone: bool = False


async def ranked(deps: Deps, viewer: Viewer, period: Period, subject: str) -> BearersView:
    """The ranking as it was published, before that as it stands.

    Of others' numbers only what this reader may see.

    Raises:
        NotAllowed: there is nothing among them for this reader.
        NotFound: nobody of that kind is asked in this period.
    """
    board = await standing.published(deps, period, subject=subject)
    if board is None:
        board = await standing.board(deps, period, subject=subject)
    if not board.ranking.standings:
        raise NotFound(borne.NAMES[subject])
    roster = await deps.roster.current()
    if viewer.sees_all:
        return BearersView(board, is_alone=not roster.projects)
    other = PEOPLE if subject == PROJECTS else PROJECTS
    is_alone = not _codes(roster, viewer, other)
    return BearersView(_seen(board, _codes(roster, viewer, subject)), is_alone)


def _codes(roster: Roster, viewer: Viewer, subject: str) -> set[str]:
    """The projects or people whose numbers a reader may see."""
    if subject == PROJECTS:
        codes = {p.code for p in roster.projects.values() if sees(viewer, p.unit)}
        return codes | {
            a.project for a in roster.assignments.values() if a.project and viewer.answers_for(a)
        }
    codes = {p.code for p in roster.people.values() if sees(viewer, p.unit)}
    return codes | {viewer.person.code} if viewer.person else codes


def _seen(board: Board, codes: set[str]) -> Board:
    """Only these, as they stand among all; and of who moved by a correction only them."""
    kept = tuple(standing for standing in board.ranking.standings if standing.unit in codes)
    if not kept:
        raise NotAllowed
    return of_standings(board, kept)


def of_standings(board: Board, kept: tuple[Standing, ...]) -> Board:
    """Some standings of a board, with the places they have among all, counted anew."""
    codes = {standing.unit for standing in kept}
    amendment = board.amendment
    if amendment is not None:
        moves = tuple(move for move in amendment.moves if move.unit in codes)
        amendment = replace(amendment, moves=moves) if moves else None
    return replace(
        board,
        ranking=replace(board.ranking, standings=kept),
        reported=sum(one.reported for one in kept),
        expected=sum(one.expected for one in kept),
        amendment=amendment,
    )
