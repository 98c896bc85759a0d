"""What a delivery says, made when it leaves: the world may have moved on since it was queued."""

from dataclasses import replace

from domain.people import Language
from domain.periods import Period
from handlers import (
    albums,
    asking_cards,
    boards,
    copies,
    delegated,
    digests,
    filing,
    handed,
    planning,
    replies,
    retarget,
    weighing,
)
from handlers.actions.deciding import correcting, returned, reviewing, taking_back
from handlers.actions.notices import subscribing
from handlers.actions.posting import digesting, pushing
from handlers.asking_cards import ANSWERED, GONE
from handlers.deps import Deps
from handlers.outgoing import Outgoing, Skip, Wait
from handlers.texts import corrections, notices, returns
from handlers.texts.catalog import catalog
from storage import complaints
from storage.deliveries import Delivery

UNPUBLISHED = Skip("unpublished")
MOVED = Skip("another account")
SILENCED = Skip("out of reach")


async def compose(deps: Deps, delivery: Delivery) -> Outgoing | Skip | Wait:
    """The message of one delivery, or why there is nothing to send any more, or not yet.

    However it came to be late, nobody is written to in quiet hours or on a day off, but what
    a person wished for now (`at_once`).
    """
    void = await _void(deps, delivery)
    if void is not None:
        return void
    now = deps.now()
    leaves_at = deps.leaves_at(now)
    if leaves_at > now and not delivery.push.is_at_once:
        return Wait(leaves_at)
    match delivery.push.kind:
        case "prompt" | "remind" | "snooze":
            return await asking_cards.card(deps, delivery)
        case "push" if delivery.push.facts.get("album"):
            return await albums.album(deps, delivery)
        case "push":
            return await _ranking(deps, delivery)
        case pushing.WORDS:
            return await albums.words(deps, delivery)
        case "correction" | "corrected":
            return await _correction(deps, delivery)
        case "retarget" | "retargeted":
            return await _retarget(deps, delivery)
        case "returned" | "reanswered":
            return await _returned(deps, delivery)
        case taking_back.KIND:
            return await _unreturned(deps, delivery)
        case "milestone":
            return await planning.prompt(deps, delivery)
        case digesting.KIND:
            return await digests.digest(deps, delivery)
        case subscribing.KIND:
            return await copies.copy(deps, delivery)
        case "review":
            return await _review(deps, delivery)
        case "evidence":
            return await filing.unkept(deps, delivery)
        case "burden":
            return await weighing.burden(deps, delivery)
        case complaints.KIND:
            return await weighing.complaint(deps, delivery)
        case complaints.ANSWER:
            return await weighing.answer(deps, delivery)
        case "delegation" | "handover" | "question":
            return await _in_other_hands(deps, delivery)
        case _:
            return await _notice(deps, delivery)


async def _void(deps: Deps, delivery: Delivery) -> Skip | None:
    """Why a message to a person must not leave: it waited, and they are not there any more."""
    if delivery.person is None:
        return None
    person = (await deps.roster.current()).people.get(delivery.person)
    if person is None:
        return GONE
    if person.telegram_id != delivery.chat_id:
        return MOVED
    return None if person.reachable else SILENCED


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


async def _in_other_hands(deps: Deps, delivery: Delivery) -> Outgoing | Skip:
    """To everybody whom it concerns that numbers are in other hands, for a time or for good."""
    person = (await deps.roster.current()).people.get(delivery.person or "")
    if person is None:
        return GONE
    match delivery.push.kind:
        case "delegation":
            return await delegated.notice(deps, delivery, person)
        case "handover":
            return await handed.notice(deps, delivery, person)
        case _:
            return await handed.question(deps, delivery, person)


async def _correction(deps: Deps, delivery: Delivery) -> Outgoing | Skip:
    """To assessors the request, unless it is decided by now; to who asked what was decided."""
    roster = await deps.roster.current()
    person = roster.people.get(delivery.person or "")
    told = await correcting.of_request(deps, int(delivery.push.facts["request"]))
    if person is None or told is None:
        return GONE
    texts = catalog(person.language)
    if delivery.push.kind == "corrected":
        return Outgoing(corrections.decided(told, texts))
    if told.request.state != "open":
        return ANSWERED
    return replies.correction(told, texts)


async def _retarget(deps: Deps, delivery: Delivery) -> Outgoing | Skip:
    person = (await deps.roster.current()).people.get(delivery.person or "")
    return GONE if person is None else await retarget.notice(deps, delivery, person)


async def _returned(deps: Deps, delivery: Delivery) -> Outgoing | Skip:
    """To who answers the number that was sent back; to who sent it back what became of it."""
    roster = await deps.roster.current()
    person = roster.people.get(delivery.person or "")
    told = await returned.of_decision(deps, int(delivery.push.facts["decision"]))
    if person is None or told is None:
        return GONE
    texts = catalog(person.language)
    if delivery.push.kind == "reanswered":
        if not told.is_answered:
            return ANSWERED  # and taken back since
        return Outgoing(returns.answered(told, texts, deps.schedule.zone))
    if told.now.revision != told.figure.revision or told.is_taken_back:
        return ANSWERED
    if await asking_cards.is_locked(deps, told.period):
        told = replace(told, is_locked=True)
    return replies.sent_back(told, texts, corrections.example(roster, person, told.assignment))


async def _unreturned(deps: Deps, delivery: Delivery) -> Outgoing | Skip:
    """One quiet line to who was asked to answer again, and need not."""
    person = (await deps.roster.current()).people.get(delivery.person or "")
    told = await taking_back.of_delivery(deps, delivery)
    if person is None or told is None:
        return GONE
    return Outgoing(returns.not_any_more(told, catalog(person.language)), silent=True)


async def _review(deps: Deps, delivery: Delivery) -> Outgoing | Skip:
    """What waits for a person to confirm it, if anything does and the period is still open."""
    roster = await deps.roster.current()
    person = roster.people.get(delivery.person or "")
    if person is None or delivery.push.period is None:
        return GONE
    period = Period.parse(delivery.push.period)
    told = await reviewing.list_of(deps, person, period, deps.now())
    if not told.waiting:
        return ANSWERED
    return replies.review(told, catalog(person.language), deps.schedule.zone)
