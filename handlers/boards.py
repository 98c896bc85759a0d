"""A board as a message: what matters in words, the picture, and the buttons that lead on."""

import logging

from charts.sheets import Sheet
from domain.periods import Period
from handlers.actions.measuring import standing
from handlers.actions.measuring.board import Board
from handlers.deps import Deps
from handlers.outgoing import NoPicture, Outgoing
from handlers.sheets.ranking import ranking_sheet
from handlers.texts.captions import caption
from handlers.texts.catalog import Catalog, Html
from handlers.texts.statuses import listing
from handlers.ways.rankings import from_board

log = logging.getLogger(__name__)


async def published(deps: Deps, period: str, *, edition: int | None = None) -> Board | None:
    """The ranking of a period as it was published; None if it was not."""
    return await standing.published(deps, Period.parse(period), edition=edition)


async def ranking_message(
    deps: Deps, board: Board, texts: Catalog, *, brief: bool = False
) -> Outgoing:
    """Caption, picture and buttons; if no picture can be drawn, every line in words.

    What is pushed shows everybody; a `brief` answer shows of many units the first and last.
    """
    zone = deps.schedule.zone
    pictures = await drawn(deps, ranking_sheet(board, texts, zone, brief=brief))
    words = caption(board, texts)
    if not pictures:
        words = Html(f"{words}\n\n{texts.say('caption.failed')}\n{listing(board, texts, zone)}")
    return Outgoing(words, keyboard=from_board(board, texts), pictures=pictures)


async def drawn(deps: Deps, sheet: Sheet) -> tuple[bytes, ...]:
    """The pages of a sheet; none when drawing fails, which never holds the words back."""
    try:
        return tuple(await deps.draw(sheet))
    except NoPicture as failure:
        log.warning("sent without a picture: %s", failure)
        return ()
