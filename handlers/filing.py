"""What became of a file, as messages: the words with their buttons."""

from collections.abc import Sequence

from domain.yardstick import Yardstick
from handlers import replies
from handlers.actions.reporting import collecting
from handlers.actions.reporting.attaching import Attached, Received
from handlers.actions.reporting.homes import Home
from handlers.deps import Deps
from handlers.outgoing import Button, Keyboard, Outgoing, Skip
from handlers.rows import in_rows
from handlers.texts import evidence as words
from handlers.texts.catalog import Catalog, Html, catalog
from storage.deliveries import Delivery
from storage.posts import Post

MOST_CHOICES = 24
GONE = Skip("retired")


def received(
    told: Received, texts: Catalog, rules: Yardstick, *, origin_message: int
) -> tuple[Outgoing, ...]:
    """The answer to a message with a file: about its number, and about the file itself.

    An album is answered with its first picture only.
    """
    outcome, attached = told.outcome, told.attached
    about: tuple[Outgoing, ...] = ()
    if outcome is not None and (outcome.saved or outcome.doubtful):
        about = replies.recorded(outcome, texts, rules, origin_message=origin_message)
    if attached is None or (attached.is_follower and not about):
        return about
    if about:
        first, *more = about
        return (_with(first, words.beside(texts)), *more)
    return (_receipt(attached, texts),)


def moved(told: Attached, texts: Catalog) -> Outgoing:
    """To which number a file was put by a tap."""
    return Outgoing(words.moved(told, texts), _turns(told, texts), post=_post(told.homes))


def turned(told: Attached, texts: Catalog) -> Outgoing:
    """The choice of another number; or that it belongs to none, with the way back."""
    if told.choices:
        return Outgoing(words.choose(texts), _choices(told, texts))
    other = Button(texts.plain("evidence.button.other"), f"e:{told.piece}:other")
    return Outgoing(words.dropped(texts), ((other,),))


def _receipt(told: Attached, texts: Catalog) -> Outgoing:
    keyboard = _turns(told, texts) if told.homes else _choices(told, texts)
    return Outgoing(words.receipt(told, texts), keyboard, post=_post(told.homes))


def _with(message: Outgoing, line: Html) -> Outgoing:
    return Outgoing(f"{message.text}\n{line}", message.keyboard, post=message.post)


def _choices(told: Attached, texts: Catalog) -> Keyboard:
    buttons = [
        Button(home.label, f"e:{told.piece}:{home.slot[0]}:{home.slot[1]}")
        for home in told.choices[:MOST_CHOICES]
    ]
    none = Button(texts.plain("evidence.button.none"), f"e:{told.piece}:none")
    return (*in_rows(buttons), (none,))


def _turns(told: Attached, texts: Catalog) -> Keyboard:
    other = Button(texts.plain("evidence.button.other"), f"e:{told.piece}:other")
    return ((other, Button(texts.plain("evidence.button.none"), f"e:{told.piece}:none")),)


def _post(homes: Sequence[Home]) -> Post | None:
    """A reply to the receipt is about the number that the file belongs to."""
    if len(homes) != 1:
        return None
    assignment, period = homes[0].slot
    return Post("echo", period, assignment)


async def unkept(deps: Deps, delivery: Delivery) -> Outgoing | Skip:
    """To who sent a file: that it is not kept, and why; made when it leaves."""
    roster = await deps.roster.current()
    person = roster.people.get(delivery.person or "")
    facts = delivery.push.facts
    found = await collecting.of_notice(deps, int(facts["piece"]), str(facts["fault"]))
    if person is None or found is None:
        return GONE
    texts, zone = catalog(person.language), deps.schedule.zone
    most = deps.rules.evidence.most_bytes
    return Outgoing(words.not_kept(*found, texts, most=most, zone=zone))
