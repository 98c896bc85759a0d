"""A digest, made when it leaves: nothing on a day with nothing."""

from datetime import datetime

from domain.digests import Digest, is_told
from domain.people import Person
from handlers.actions.posting import digesting
from handlers.actions.posting.digesting import Contents
from handlers.asking_cards import GONE, OVER
from handlers.deps import Deps
from handlers.looks import Look
from handlers.outgoing import Button, Keyboard, Outgoing, Skip
from handlers.retarget import to_show
from handlers.rows import in_rows
from handlers.texts import digests
from handlers.texts.catalog import Catalog, catalog
from storage.deliveries import Delivery

NOTHING = Skip("nothing to tell")


async def digest(deps: Deps, delivery: Delivery) -> Outgoing | Skip:
    """What concerned somebody's units since the last digest, and what waits for their word.

    Only on its own day.
    """
    roster = await deps.roster.current()
    person = roster.people.get(delivery.person or "")
    if person is None:
        return GONE
    facts = delivery.push.facts
    since, at = (datetime.fromisoformat(facts[key]) for key in ("since", "at"))
    zone = deps.schedule.zone
    day = at.astimezone(zone).date()
    if deps.now().astimezone(zone).date() != day:
        return OVER
    found = await digesting.contents(deps, person, since=since, digest=Digest(day, at))
    if not found.is_news:
        return NOTHING
    texts = catalog(person.language)
    unit = roster.units[person.unit] if is_told(person) else None
    words = digests.digest(found, unit, texts, zone)
    return Outgoing(words, keyboard=_keyboard(found, person, texts))


def _keyboard(found: Contents, person: Person, texts: Catalog) -> Keyboard:
    """What is to be decided, the own units as they stand, who is missing, the road map."""
    waiting = to_show(found.undecided, texts)
    if not is_told(person):
        return waiting
    buttons = [Button(texts.plain("button.unit_card"), Look("unit", person.unit).data)]
    buttons += [
        Button(texts.plain("button.missing"), Look("missing", "", one.period.key).data)
        for one in found.open[:1]
    ]
    if found.due or found.overdue:
        buttons.append(Button(texts.plain("button.milestones"), Look("roads").data))
    return (*waiting, *in_rows(buttons))
