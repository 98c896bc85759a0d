"""A summary as an album of pictures, and after it the words with the buttons."""

from collections.abc import Sequence

from charts.sheets import Sheet
from domain.people import Language
from domain.periods import Period, PeriodKind
from handlers import boards
from handlers.actions.lookups import briefing, weekly
from handlers.actions.lookups.views.boards import BriefView
from handlers.actions.measuring import rhythms, standing
from handlers.actions.measuring.board import Board
from handlers.actions.measuring.recalling import as_known
from handlers.deps import Deps
from handlers.outgoing import Outgoing, Skip
from handlers.sheets.bump import bump_sheet
from handlers.sheets.heatmap import heatmap_sheet
from handlers.sheets.ranking import ranking_sheet
from handlers.sheets.weekly import weekly_sheet
from handlers.texts import briefs, captions
from handlers.texts.catalog import Catalog, Html, catalog
from handlers.texts.statuses import listing
from handlers.ways.rankings import from_board
from storage import pushes
from storage.deliveries import Delivery

MOST = 10
"""Pictures that Telegram sends together."""

UNPUBLISHED = Skip("unpublished")
NO_PICTURE = Skip("no picture")


async def album(deps: Deps, delivery: Delivery) -> Outgoing | Skip:
    """The pictures of a published period; the words follow by themselves, with or without them."""
    view = await _published(deps, delivery)
    if view is None:
        return UNPUBLISHED
    texts = catalog(Language.ZH)
    pictures: list[bytes] = []
    shown: list[str] = []
    drawn = {n: await boards.drawn(deps, sheet) for n, sheet in await _sheets(deps, view, texts)}
    # The places come before everything else where there is no room for all of it.
    room = MOST - len(drawn["ranking"])
    for name, pages in drawn.items():
        # A picture of several pages is shown whole or not at all.
        if pages and (name == "ranking" or len(pages) <= room):
            room -= 0 if name == "ranking" else len(pages)
            pictures += pages
            shown.append(name)
    if not pictures:
        return NO_PICTURE
    words = captions.of_album(view.board, shown, texts)
    return Outgoing(words, pictures=tuple(pictures), is_album=len(pictures) > 1)


async def words(deps: Deps, delivery: Delivery) -> Outgoing | Skip:
    """The brief of a published period; every place in words as well where no picture arrived."""
    view = await _published(deps, delivery)
    if view is None:
        return UNPUBLISHED
    texts, zone = catalog(Language.ZH), deps.schedule.zone
    told = briefs.words(view, texts, zone)
    if delivery.push.facts.get("album") and not await _has_pictures(deps, delivery):
        listed = listing(view.board, texts, zone)
        told = Html(f"{told}\n\n{texts.say('caption.failed')}\n{listed}")
    return Outgoing(told, keyboard=from_board(view.board, texts))


async def _published(deps: Deps, delivery: Delivery) -> BriefView | None:
    period = Period.parse(delivery.push.period or "")
    edition = int(delivery.push.facts.get("edition", 1))
    try:
        return await briefing.brief(deps, period, edition=edition)
    except ValueError:
        return None


async def _sheets(deps: Deps, view: BriefView, texts: Catalog) -> Sequence[tuple[str, Sheet]]:
    """All at one look, then the places, the lights behind them, and how places have moved."""
    board, zone = view.board, deps.schedule.zone
    found: list[tuple[str, Sheet]] = [
        ("board", weekly_sheet(await weekly.published(deps, board), texts, zone)),
        ("ranking", ranking_sheet(board, texts, zone)),
        ("heat", heatmap_sheet(board, view.survey, texts, zone)),
    ]
    then = await as_known(deps, board.as_of)
    so_far = await standing.boards_so_far(then, board.period)
    before = [one for one in so_far if one.period < board.period]
    if before:
        found.append(("moves", bump_sheet((*before, board), texts, zone)))
    weeks = await _weeks_in(then, board.period)
    if weeks:
        found.append(("weeks", bump_sheet(weeks, texts, zone)))
    return found


async def _weeks_in(deps: Deps, period: Period) -> tuple[Board, ...]:
    """The weekly lists that were published for the weeks of a month; of any other period none."""
    if period.kind is not PeriodKind.MONTH:
        return ()
    last = rhythms.last_within(period, PeriodKind.WEEK)
    boards = await standing.boards_so_far(deps, last)
    return tuple(b for b in boards if b.is_published and b.period.end >= period.start)


async def _has_pictures(deps: Deps, delivery: Delivery) -> bool:
    """Whether the album that goes before is in the chat, or may be."""
    key = f"push/{delivery.push.key.removeprefix('words/')}"
    async with deps.db.reading() as session:
        return await pushes.has_reached(session, key, chat_id=delivery.chat_id)
