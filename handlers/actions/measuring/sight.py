"""What a reader may see: single numbers by role and subtree, rankings as published."""

from collections.abc import Sequence
from dataclasses import replace

from domain.errors import NotAllowed
from domain.roster import Assignment
from handlers.actions.measuring.board import Board
from handlers.viewers import Viewer


def sees(viewer: Viewer, unit: str) -> bool:
    """Whether every number of a unit may be read."""
    return viewer.sees_all or unit in viewer.units


def allowed(viewer: Viewer, owed: Sequence[Assignment]) -> tuple[Assignment, ...]:
    """Those of these numbers that the reader may see: of own units, and the own ones.

    Raises:
        NotAllowed: none of them.
    """
    seen = tuple(a for a in owed if sees(viewer, a.unit) or viewer.answers_for(a))
    if not seen and not viewer.sees_all:
        raise NotAllowed
    return seen


def veiled(board: Board) -> Board:
    """Without the amounts, which are only for those who see all."""
    of_amounts = board.subject is not None  # what holds a light is points only overall
    standings = tuple(
        replace(s, value=None, target=None, needed=None, held=None if of_amounts else s.held)
        for s in board.ranking.standings
    )
    return replace(board, missing=(), odd=(), ranking=replace(board.ranking, standings=standings))
