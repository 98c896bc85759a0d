"""What a delegation's people are told when it leaves: asked, set, begun, over, ended early."""

from domain.people import Person
from handlers import replies, standing_in
from handlers.actions.members import delegating
from handlers.actions.members.delegating import Cover
from handlers.actions.reporting import resuming
from handlers.deps import Deps
from handlers.outgoing import Button, Outgoing, Skip
from handlers.texts import delegations
from handlers.texts.catalog import Catalog, Html, catalog
from storage.deliveries import Delivery

OVER = Skip("over")
NOTHING_ASKED = Skip("nothing asked")


async def notice(deps: Deps, delivery: Delivery, person: Person) -> Outgoing | Skip:
    """The message about one moment of a delegation, and with it the card, if one is due."""
    cover = await delegating.find(deps, int(delivery.push.facts["delegation"]))
    about = str(delivery.push.facts["moment"])
    if cover is None or _is_stale(cover, about, deps):
        return OVER
    card = await _card(deps, delivery.chat_id, cover, person)
    texts, is_own = catalog(person.language), person.code == cover.person.code
    if about == "begins" and not is_own and card is None:
        return NOTHING_ASKED  # they know since they were asked, and nothing is asked today
    words = await _words(deps, cover, person, texts, about)
    if about in ("asked", "set", "begins") and (is_own or cover.delegation.deputy == person.code):
        button = standing_in.end_button(cover, person, texts)
        return _joined(words, card, button)
    return _joined(words, card, None)


def _is_stale(cover: Cover, about: str, deps: Deps) -> bool:
    """Whether it was ended before this could be told, or not begun and ended."""
    if about == "ended":
        return False
    if cover.ended_by is not None:
        return True
    return about != "ends" and cover.delegation.ends_at <= deps.now()


async def _words(deps: Deps, cover: Cover, reader: Person, texts: Catalog, about: str) -> Html:
    zone, roster = deps.schedule.zone, await deps.roster.current()
    if about == "asked":
        return delegations.asked(cover, reader, texts, zone, now=deps.now(), roster=roster)
    given = await delegating.given(deps, cover) if about == "ends" else 0
    return delegations.moment(cover, reader, texts, zone, about=about, given=given)


async def _card(deps: Deps, chat_id: int, cover: Cover, reader: Person) -> Outgoing | None:
    """What is asked of the reader at this moment, if anything of the delegation's is missing."""
    now, roster = deps.now(), await deps.roster.current()
    found = await resuming.current(deps, reader, chat_id=chat_id, at=now)
    missing = {
        item.window.period
        for item in found.items
        if item.is_open
        and item.assignment in cover.owed
        and roster.asked_for(item.assignment, now) == reader.code
    }
    for period in dict.fromkeys(item.window.period for item in found.items):
        if period in missing:
            own = [item for item in found.items if item.window.period == period]
            return replies.prompt(reader, own, catalog(reader.language), deps.schedule)
    return None


def _joined(words: Html, card: Outgoing | None, button: Button | None) -> Outgoing:
    row = ((button,),) if button else ()
    if card is None:
        return Outgoing(words, row)
    return Outgoing(f"{words}\n\n{card.text}", (*card.keyboard, *row), post=card.post)
