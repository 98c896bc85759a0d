"""What is told about the burden: to assessors by the week, to admins, and to who complained."""

from domain.periods import Period
from handlers.actions.members import bearing
from handlers.asking_cards import GONE, week_of
from handlers.deps import Deps
from handlers.outgoing import Outgoing, Skip
from handlers.texts import burdens
from handlers.texts import complaints as texts_of
from handlers.texts.catalog import catalog
from storage import complaints, reminders
from storage.deliveries import Delivery

UNASKED = Skip("nobody was asked")


async def complaint(deps: Deps, delivery: Delivery) -> Outgoing | Skip:
    """To an admin: who finds it too much. Words that came later are the words of this one."""
    roster = await deps.roster.current()
    admin = roster.people.get(delivery.person or "")
    facts, week = delivery.push.facts, week_of(deps, deps.now())
    async with deps.db.reading() as session:
        made = await complaints.get(session, int(facts["complaint"]))
        author = roster.people.get(made.person) if made else None
        if made is None or author is None or admin is None:
            return GONE
        count = await reminders.sent_to(session, author.code, since=week[0])
    words = str(facts.get("words") or made.words or "")
    unit, texts = roster.units[author.unit].short, catalog(admin.language)
    return Outgoing(texts_of.notice(author, unit, words, texts, count=count))


async def answer(deps: Deps, delivery: Delivery) -> Outgoing | Skip:
    """To who complained: what an admin has to say."""
    roster = await deps.roster.current()
    person = roster.people.get(delivery.person or "")
    if person is None:
        return GONE
    by, words = delivery.push.facts["by"], delivery.push.facts["words"]
    return Outgoing(catalog(person.language).say("complaint.answer", name=by, words=words))


async def burden(deps: Deps, delivery: Delivery) -> Outgoing | Skip:
    """To an assessor: what the week cost people; nothing about a week in which nobody was asked."""
    roster = await deps.roster.current()
    person = roster.people.get(delivery.person or "")
    if person is None:
        return GONE
    weeks = await bearing.weeks_until(deps, Period.parse(delivery.push.period or ""))
    if not any(load.weight for load in weeks.last.loads):
        return UNASKED
    return Outgoing(burdens.line(weeks, catalog(person.language)))
