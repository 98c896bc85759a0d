"""What a ranking leads to where a phone has no room for it: units, indicators, the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.errors import NotAllowed
from domain.periods import Period
from domain.ranking import Standing
from handlers.actions.lookups import rankings
from handlers.actions.lookups.views.boards import BoardView
from handlers.actions.lookups.views.choices import Unpublished
from handlers.actions.measuring.board import Board
from handlers.deps import Deps
from handlers.viewers import Viewer

PAGE = 24  # units; eight rows of buttons
MOST_GROUPS = 24
UNITS, TURN, INDICATORS, REST = "units", "turn", "by", "more"
LOOKS: Final = frozenset({UNITS, TURN, INDICATORS, REST})


@dataclass(frozen=True, slots=True)
class Page:
    """Some units of one group in the order of their places, the first of them at `start`.

    `is_whole` if the group needs no other page.
    """

    group: str
    start: int
    standings: tuple[Standing, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Directory:
    """One list of a board: indicators, the rest, or units by `pages`, of which `at` is open."""

    what: str
    view: BoardView
    pages: tuple[Page, ...] = ()
    at: int = 0

    @property
    def board(self) -> Board:
        """The board whose list it is."""
        return self.view.board


async def behind(
    deps: Deps, viewer: Viewer, period: Period, what: str, code: str
) -> Directory | Unpublished:
    """The list that a button below a ranking leads to; of units the page whose number is `code`.

    Raises:
        NotAllowed: the cards of all units are not for this reader.
    """
    if what in (UNITS, TURN) and not viewer.sees_all:
        raise NotAllowed
    view = await rankings.as_seen(deps, viewer, period)
    if not isinstance(view, BoardView):
        return Unpublished()
    if what not in (UNITS, TURN):
        return Directory(what, view)
    pages = pages_of(view.board.ranking.standings)
    wanted = int(code) if code.isdecimal() else 0
    return Directory(UNITS, view, pages, min(wanted, len(pages) - 1))


def pages_of(standings: Sequence[Standing]) -> tuple[Page, ...]:
    """Every unit on one page, group by group; one empty page where there are none.

    Of more groups than there is room for, all in one row.
    """
    groups: dict[str, list[Standing]] = {}
    for standing in standings:
        groups.setdefault(standing.group, []).append(standing)
    if len(groups) > MOST_GROUPS:
        groups = {"": list(standings)}
    pages = [
        Page(group, start + 1, tuple(own[start : start + PAGE]), len(own) <= PAGE)
        for group, own in groups.items()
        for start in range(0, len(own), PAGE)
    ]
    return tuple(pages) or (Page("", 1, (), is_whole=True),)
