"""Where the lists below a ranking lead to: units by pages, indicators, and the rest."""

from collections.abc import Sequence

from domain.periods import Period
from domain.roster import Roster
from handlers.actions.lookups.directory import INDICATORS, TURN, UNITS, Directory
from handlers.actions.measuring.board import Board
from handlers.looks import Look
from handlers.outgoing import Button, Keyboard
from handlers.rows import in_rows
from handlers.texts import figures
from handlers.texts.catalog import Catalog
from handlers.texts.directories import page_name
from handlers.ways.steps import MOST_INDICATORS, MOST_UNITS, to_unit, to_whole


def from_directory(
    view: Directory,
    roster: Roster,
    texts: Catalog,
    *,
    before: Period | None = None,
    beside: Sequence[Period] = (),
) -> Keyboard:
    """Below a list: what is on it, and the whole.

    The rest has also the period before, and those of other rhythms `beside` it.
    """
    period = view.board.period.key
    whole = (to_whole(period, texts),)
    if view.what == UNITS:
        units = [to_unit(own, period, texts) for own in view.pages[view.at].standings]
        return (*in_rows(units), *in_rows(_turns(view, texts)), whole)
    if view.what == INDICATORS:
        return (*in_rows(_indicators(view.board, roster)), whole)
    pictures = [
        Button(texts.plain(f"button.{kind}"), Look(kind, "", period).data)
        for kind in ("heat", "moves", *(["points"] if view.board.has_points else []))
    ]
    return (
        *in_rows(pictures),
        *in_rows(_groups(view.board)),
        *_bearers(roster, view.board, texts),
        *_periods(before, beside, texts),
        whole,
    )


def _turns(view: Directory, texts: Catalog) -> list[Button]:
    """The other pages, each by its group, so that none is farther than a tap."""
    period = view.board.period.key
    return [
        Button(page_name(page, texts), Look(TURN, str(at), period).data)
        for at, page in enumerate(view.pages)
        if at != view.at
    ]


def _indicators(board: Board, roster: Roster) -> list[Button]:
    """Each indicator by its shortest name; those of another rhythm last, in a period of it."""
    found = sorted(roster.indicators.values(), key=lambda i: i.cadence is not board.period.kind)
    return [
        Button(min(own.names, key=len), Look("rank", own.code, board.period.key).data)
        for own in found
    ][:MOST_INDICATORS]


def _groups(board: Board) -> list[Button]:
    groups = [group for group in board.ranking.groups if group]
    if len(groups) < 2:
        return []
    period = board.period.key
    return [Button(group, Look("group", group, period).data) for group in groups][:MOST_UNITS]


def _bearers(roster: Roster, board: Board, texts: Catalog) -> Keyboard:
    """The rankings of projects and of people, where there are any."""
    kinds = ["projects", "people"] if roster.projects else ["people"]
    period = board.period.key
    return (tuple(Button(texts.plain(f"button.{k}"), Look(k, "", period).data) for k in kinds),)


def _periods(before: Period | None, beside: Sequence[Period], texts: Catalog) -> Keyboard:
    """The same of another period."""
    row = [
        Button(figures.period_name(period, texts.language), Look("all", "", period.key).data)
        for period in beside
    ]
    if before is not None:
        name = figures.period_name(before, texts.language)
        earlier = texts.plain("button.before", period=name)
        row.insert(0, Button(earlier, Look("all", "", before.key).data))
    return (tuple(row),) if row else ()
