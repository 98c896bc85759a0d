"""A private copy, made when it leaves: whether it is still theirs to have is decided then."""

from domain.errors import NotAllowed, NotFound
from domain.periods import Period
from domain.subscriptions import BRIEFS, Topic, topics_for
from handlers import boards
from handlers.actions.lookups import briefing, overviews, rankings, single, weekly
from handlers.actions.lookups.views import View
from handlers.actions.lookups.views.boards import BoardView
from handlers.actions.measuring import standing
from handlers.actions.measuring.board import Board
from handlers.actions.measuring.sight import veiled
from handlers.asking_cards import GONE
from handlers.deps import Deps
from handlers.outgoing import Outgoing, Skip
from handlers.showing import shown
from handlers.texts.catalog import catalog
from handlers.viewers import Viewer, viewer
from storage.deliveries import Delivery

NOT_THEIRS = Skip("not theirs any more")
UNPUBLISHED = Skip("unpublished")


async def copy(deps: Deps, delivery: Delivery) -> Outgoing | Skip:
    """What somebody wished for, as they may see it now; nothing for whoever lost the role."""
    roster = await deps.roster.current()
    person = roster.people.get(delivery.person or "")
    if person is None or delivery.push.period is None:
        return GONE
    topic, subject = Topic(delivery.push.facts["topic"]), str(delivery.push.facts["subject"])
    if topic not in topics_for(person):
        return NOT_THEIRS
    reader = viewer(roster, person, at=deps.now())
    period = Period.parse(delivery.push.period)
    try:
        view = await _view(deps, reader, period, topic, subject)
    except (NotAllowed, NotFound):
        return NOT_THEIRS
    if isinstance(view, Skip):
        return view
    return await shown(deps, reader, view, catalog(person.language))


async def _view(
    deps: Deps, reader: Viewer, period: Period, topic: Topic, subject: str
) -> View | Skip:
    roster = await deps.roster.current()
    match topic:
        case Topic.MISSING:
            return await overviews.missing(deps, reader, period=period)
        case Topic.UNIT:
            if subject not in reader.units:
                return NOT_THEIRS
            return await single.unit(deps, reader, period, subject)
        case Topic.INDICATOR if subject not in roster.indicators:
            return GONE
        case Topic.INDICATOR:
            board = await standing.published(deps, period, subject=subject)
        case _:
            board = await boards.published(deps, period.key)
    if board is None:
        return UNPUBLISHED
    return await _published(deps, reader, board, topic, subject)


async def _published(
    deps: Deps, reader: Viewer, board: Board, topic: Topic, subject: str
) -> View | Skip:
    if topic is Topic.BOARD:
        return await weekly.published(deps, board)
    if topic in BRIEFS:
        return await briefing.brief(deps, board.period, edition=board.edition)
    seen = board if reader.sees_all else veiled(board)
    if topic is not Topic.GROUP:
        return BoardView(seen)
    of_group = rankings.of_group(seen, subject)
    return BoardView(of_group, group=subject) if of_group.ranking.standings else GONE
