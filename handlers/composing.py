"""What a delivery says, made when it leaves: the world may have moved on since it was queued."""

from domain.people import Language, Person
from domain.periods import Period
from handlers import boards, replies
from handlers.actions.asking import items_of
from handlers.actions.items import Duty, Item
from handlers.deps import Deps
from handlers.outgoing import Outgoing, Skip
from handlers.texts import notices
from handlers.texts.catalog import catalog
from storage.pushes import Delivery

GONE = Skip("retired")
ANSWERED = Skip("answered")
UNPUBLISHED = Skip("unpublished")


async def compose(deps: Deps, delivery: Delivery) -> Outgoing | Skip:
    """The message of one delivery, or why there is nothing to send any more."""
    match delivery.push.kind:
        case "prompt" | "remind":
            return await _card(deps, delivery)
        case "push":
            return await _ranking(deps, delivery)
        case _:
            return await _notice(deps, delivery)


async def _card(deps: Deps, delivery: Delivery) -> Outgoing | Skip:
    roster = await deps.roster.current()
    person = roster.people.get(delivery.person or "")
    if person is None or delivery.push.period is None:
        return GONE
    items = await _items(deps, person, Period.parse(delivery.push.period))
    if not any(item.is_open for item in items):
        return ANSWERED
    build = replies.prompt if delivery.push.kind == "prompt" else replies.reminder
    return build(person, items, catalog(person.language), deps.schedule)


async def _items(deps: Deps, person: Person, period: Period) -> tuple[Item, ...]:
    roster = await deps.roster.current()
    window = deps.schedule.window_of(period)
    duties = {
        person.code: [
            Duty(assignment, window)
            for assignment in roster.owed_by(person.code)
            if roster.indicators[assignment.indicator].cadence is period.kind
        ]
    }
    async with deps.db.reading() as session:
        return (await items_of(session, roster, duties))[person.code]


async def _ranking(deps: Deps, delivery: Delivery) -> Outgoing | Skip:
    board = await boards.published(
        deps, delivery.push.period or "", edition=int(delivery.push.facts.get("edition", 1))
    )
    if board is None:
        return UNPUBLISHED
    return await boards.ranking_message(deps, board, catalog(Language.ZH))


async def _notice(deps: Deps, delivery: Delivery) -> Outgoing | Skip:
    roster = await deps.roster.current()
    person = roster.people.get(delivery.person or "")
    if person is None:
        return GONE
    return Outgoing(notices.notice(delivery.push.facts, catalog(person.language)))
