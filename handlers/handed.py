"""What the people of a handover are told when it leaves, and the questions that went along."""

from domain.people import Person
from handlers import replies
from handlers.actions.members import handing
from handlers.actions.reporting import resuming
from handlers.actions.reporting.asking import duties_of, items_of
from handlers.actions.reporting.entries import doubtful_of
from handlers.actions.reporting.resuming import Current
from handlers.deps import Deps
from handlers.outgoing import Button, Outgoing, Skip
from handlers.texts import handovers
from handlers.texts.catalog import catalog
from storage import questions
from storage.deliveries import Delivery

OVER = Skip("over")


async def notice(deps: Deps, delivery: Delivery, person: Person) -> Outgoing | Skip:
    """The message about one moment of a handover; to who has the numbers now, with the card."""
    passage = await handing.find(deps, int(delivery.push.facts["handover"]))
    about = str(delivery.push.facts["moment"])
    if passage is None or (about == "asked" and passage.handover.state != "open"):
        return OVER
    texts, roster = catalog(person.language), await deps.roster.current()
    words = handovers.moment(passage, person, roster, texts, about=about)
    if about == "asked":
        number = passage.handover.id
        yes, no = (
            Button(texts.plain(f"handover.button.{step}"), f"ho:{number}:{step}")
            for step in ("yes", "no")
        )
        return Outgoing(words, ((yes, no),))
    if about != "done" or person.code != passage.successor.code:
        return Outgoing(words)
    found = await resuming.current(deps, person, chat_id=delivery.chat_id, at=deps.now())
    if found.is_over:
        return Outgoing(words)
    asked = replies.current(Current(found.items), person, texts, deps.schedule)
    return Outgoing(f"{words}\n\n{asked[0].text}", asked[0].keyboard, post=asked[0].post)


async def question(deps: Deps, delivery: Delivery, person: Person) -> Outgoing | Skip:
    """A number somebody typed before, which waits for a tap; put to who has the item now."""
    roster = await deps.roster.current()
    async with deps.db.reading() as session:
        asked = await questions.get(session, int(delivery.push.facts["question"]))
        if asked is None or asked.state != "open":
            return OVER
        duties = duties_of(roster, deps.schedule, person.code, deps.now())
        items = (await items_of(session, roster, {person.code: duties}))[person.code]
    by_slot = {(item.assignment.id, item.window.period.key): item for item in items}
    item = by_slot.get((asked.assignment, asked.period))
    if item is None or (item.figure and item.figure.reported_at > asked.reported_at):
        return OVER
    found = Current(items, doubtful_of(item, asked))
    return replies.current(found, person, catalog(person.language), deps.schedule)[0]
