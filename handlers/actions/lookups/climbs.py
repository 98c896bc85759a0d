"""How far somebody rose or fell over the boards of a year."""

from collections.abc import Sequence
from typing import Final

from handlers.actions.measuring.board import Board

PERIODS: Final = 12
"""Boards of one picture: more lines cross than an eye can follow."""

Ranks = tuple[int | None, ...]


def ranks_of(unit: str, boards: Sequence[Board]) -> Ranks:
    """Its rank on each board, oldest first; None where it had none."""
    found = (board.ranking.of_unit(unit) for board in boards)
    return tuple(standing.rank if standing else None for standing in found)


def places_won(ranks: Ranks) -> int | None:
    """Places won from the first known rank to the last; None without both."""
    known = [rank for rank in ranks if rank is not None]
    return known[0] - known[-1] if len(known) > 1 and ranks[-1] is not None else None
