"""Milestones as messages: the words with their buttons.

k:<milestone>:<open|show>                in a message of its own · how it stands, instead
    k:<milestone>:<done|later|redate>        reached · put off · reached another day
k:<milestone>:<day>                      put off to this day: ask why
k:<milestone>:<day>:<reason>             put off to this day for this reason
k:<milestone>:undo:<number>              take back this statement
"""

from collections.abc import Sequence
from datetime import date, timedelta

from domain.days import months_after
from domain.people import Person
from handlers.actions.reporting import milestone_prompts
from handlers.actions.reporting.milestones import Told
from handlers.deps import Deps
from handlers.outgoing import Button, Keyboard, Outgoing, Skip
from handlers.rows import in_rows
from handlers.texts import figures
from handlers.texts import milestones as words
from handlers.texts.catalog import Catalog, catalog
from storage.deliveries import Delivery

MOST_ITEMS = 20
ANSWERED = Skip("answered")


async def prompt(deps: Deps, delivery: Delivery) -> Outgoing | Skip:
    """To who answers for milestones that are near: how they go; made when it leaves."""
    found = await milestone_prompts.of_push(deps, delivery.person or "", delivery.push.key)
    if found is None:
        return ANSWERED
    return asked(found.person, found.told, catalog(found.person.language))


def about(told: Told, texts: Catalog) -> Outgoing:
    """One milestone: what was said just now with a way back, or what is asked."""
    if told.is_answer:
        return Outgoing(words.said(told, texts), _afterwards(told, texts))
    return Outgoing(words.asked(told, texts), _choices(told, texts))


def asked(person: Person, told: Sequence[Told], texts: Catalog) -> Outgoing:
    """What somebody is asked about: one milestone at once, several by name."""
    if len(told) == 1:
        return about(told[0], texts)
    shown = told[:MOST_ITEMS]
    buttons = [
        (Button(f"{number}. {one.state.milestone.name}", _data(one, "open")),)
        for number, one in enumerate(shown, start=1)
    ]
    return Outgoing(words.listed(person, shown, texts), tuple(buttons))


def _choices(told: Told, texts: Catalog) -> Keyboard:
    back = Button(texts.plain("button.back"), _data(told, "show"))
    match told.step:
        case "day":
            return (*in_rows(_days(told, texts)), (back,))
        case "why":
            return (*in_rows(_reasons(told, texts)), (back,))
        case "done":
            return ((back,),)
        case _:
            if told.state.is_done:
                return ()
            done = Button(texts.plain("milestone.button.done"), _data(told, "done"))
            return ((done, Button(texts.plain("milestone.button.later"), _data(told, "later"))),)


def _days(told: Told, texts: Catalog) -> list[Button]:
    """A week, two and a month behind the day that was expected, or behind today."""
    base = max(told.state.expected, told.today)
    offered = {
        "week": base + timedelta(days=7),
        "fortnight": base + timedelta(days=14),
        "month": months_after(base, 1),
    }
    return [
        Button(
            texts.plain(
                f"milestone.button.{key}",
                day=figures.day_of(day, texts.language, year=told.today.year),
            ),
            _data(told, f"{day:%Y%m%d}"),
        )
        for key, day in offered.items()
    ]


def _reasons(told: Told, texts: Catalog) -> list[Button]:
    day = told.day or date.max
    return [
        Button(texts.plain(f"milestone.reason.{n}"), _data(told, f"{day:%Y%m%d}:{n}"))
        for n in range(1, words.REASONS + 1)
    ]


def _afterwards(told: Told, texts: Catalog) -> Keyboard:
    undo = Button(texts.plain("button.undo"), _data(told, f"undo:{told.state.total}"))
    if not told.state.is_done:
        return ((undo,),)
    return ((undo, Button(texts.plain("milestone.button.redate"), _data(told, "redate"))),)


def _data(told: Told, tail: str) -> str:
    return f"k:{told.state.milestone.id}:{tail}"
