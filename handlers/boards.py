"""A board as a message: what matters in words, the picture, and the buttons that lead on."""

import logging

from charts.sheets import Sheet
from domain.periods import Period
from domain.roster import Roster
from handlers.actions import standing
from handlers.actions.board import Board
from handlers.deps import Deps
from handlers.looks import Look
from handlers.outgoing import Button, Keyboard, NoPicture, Outgoing
from handlers.sheets.ranking import ranking_sheet
from handlers.texts.captions import caption
from handlers.texts.catalog import Catalog, Html
from handlers.texts.statuses import listing

log = logging.getLogger(__name__)

IN_A_ROW = 3
MOST_INDICATORS = 18


async def published(deps: Deps, period: str, *, edition: int | None = None) -> Board | None:
    """The ranking of a period as it was published; None if it was not."""
    return await standing.published(deps, Period.parse(period), edition=edition)


async def ranking_message(deps: Deps, board: Board, texts: Catalog) -> Outgoing:
    """Caption, picture and buttons; if no picture can be drawn, every line in words."""
    zone = deps.schedule.zone
    pictures = await drawn(deps, ranking_sheet(board, texts, zone))
    words = caption(board, texts)
    if not pictures:
        words = Html(f"{words}\n\n{texts.say('caption.failed')}\n{listing(board, texts, zone)}")
    roster = await deps.roster.current()
    return Outgoing(words, keyboard=keyboard(board, roster, texts), pictures=pictures)


async def drawn(deps: Deps, sheet: Sheet) -> tuple[bytes, ...]:
    """The pages of a sheet; none when drawing fails, which never holds the words back."""
    try:
        return tuple(await deps.draw(sheet))
    except NoPicture as failure:
        log.warning("sent without a picture: %s", failure)
        return ()


def keyboard(board: Board, roster: Roster, texts: Catalog) -> Keyboard:
    """The whole, who is missing, and each indicator by its shortest name."""
    period = board.period.key
    first = [
        Button(texts.plain("button.status"), Look("all", "", period).data),
        Button(texts.plain("button.missing"), Look("missing", board.code, period).data),
    ]
    others = [
        Button(min(indicator.names, key=len), Look("rank", indicator.code, period).data)
        for indicator in roster.indicators.values()
        if indicator.cadence is board.period.kind and indicator.code != board.code
    ][:MOST_INDICATORS]
    return (tuple(first if board.subject or board.is_published else first[1:]), *in_rows(others))


def in_rows(buttons: list[Button]) -> Keyboard:
    """A few buttons a row."""
    return tuple(
        tuple(buttons[start : start + IN_A_ROW]) for start in range(0, len(buttons), IN_A_ROW)
    )
