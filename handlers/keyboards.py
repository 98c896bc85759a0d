"""Buttons, and the data they carry.

Data is `verb:argument:…`, at most 64 bytes. Nothing in it is believed: the door that takes a
press checks person, period and state again.

    i:<assignment>:<period>            ask this item alone
    s|x|w:<assignment>:<period>        same as last · not applicable · not available yet
    n:<assignment>:<period>            skip to the next open item
    q:<question>:<choice>              the answer to a question; choice "r" = type it again
    u:<message>                        take back what this message of mine said
    g:<message>:<stage>                its numbers are 快报 or 核定
    v:<kind>:<code>                    look at something: all, rank, missing, unit, indicator …
    m:<digest>:<yes|no>                import the workbook that was sent, or not
    c:<request>:<yes|no>               grant a correction after the lock, or not
    back:<assignment>:<period>:<rev.>  send this version back: ask why
    back:…:<reason>                    for this reason; "0" = not at all
    unback:<decision>                  take a return back
    yes:<assignment>:<period>:<rev.>   confirm this version
    yes:<period>:<digest>              confirm all versions that a list showed
    keep:<assignment>:<period>:<rev.>  what was sent back is right as it is
    e:<file>:<assignment>:<period>     put a file that was sent to this number
    e:<file>:<other|none>              put it to another number, or to none
    much                               this is too much: tell an admin
    z:<period>:<when>                  put a reminder off: hour, today or morning
    d:<g|h>:<tag|-|0>:<days|->         stand in, or leave: who, and from when until when
    de:<delegation>                    end it before its time
    k:<milestone>:…                    what became of a milestone, see planning
    b:<week|month|quarter>:<0|1>       send the group these summaries, or no longer
    t:<topic>:<0|1>[:<digest>]         send this in private from now on, or no longer
    tp:<topic|all>:<skip>              the things of one topic, or the topics
    h:<tag>                            hand everything over to this colleague
    ho:<handover>:<go|drop|yes|no>     confirm it, or not; agree to it, or not
    ex:<exemption>:<ask|yes|no>        lift an exemption: ask, do it, or not
    l:<language>                       choose a language
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, WebAppInfo

from domain.figures import Stage
from domain.people import Language
from domain.periods import Period
from domain.snooze import Later
from domain.subscriptions import OF_ONE, Topic
from handlers.actions.deciding.returned import Returned
from handlers.actions.deciding.reviewing import ReviewList, Waiting
from handlers.actions.notices.subscribing import PAGE, Offer, Wishes
from handlers.actions.reporting.items import Item
from handlers.looks import Look, digest, leaf
from handlers.outgoing import Button, Keyboard
from handlers.rows import fitted, in_rows
from handlers.texts import figures, reminders
from handlers.texts.catalog import Catalog
from handlers.texts.items import answer_in_short
from handlers.texts.subscriptions import topic_name

MOST_ITEMS = 24


def markup(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    """The keyboard as python-telegram-bot wants it; None when there are no buttons."""
    if not keyboard:
        return None
    return InlineKeyboardMarkup([[_button(b) for b in row] for row in fitted(keyboard)])


def _button(button: Button) -> InlineKeyboardButton:
    if button.form:
        return InlineKeyboardButton(button.label, web_app=WebAppInfo(button.form))
    return InlineKeyboardButton(button.label, callback_data=button.data)


def plain_markup(keyboard: Keyboard) -> dict[str, object] | None:
    """The same as plain values, for `wire.call`."""
    if not keyboard:
        return None
    return {
        "inline_keyboard": [
            [{"text": b.label, **_plain_act(b)} for b in row] for row in fitted(keyboard)
        ]
    }


def _plain_act(button: Button) -> dict[str, object]:
    if button.form:
        return {"web_app": {"url": button.form}}
    return {"callback_data": button.data}


def card(items: Sequence[Item], texts: Catalog, *, form_url: str = "") -> Keyboard:
    """Below a prompt: the special answers for a single item, else one item after another.

    Where there is a form, it is offered besides, to look at what was reported as well.
    """
    open_items = [item for item in items if item.is_open]
    form = (_form(form_url, texts),) if form_url else ()
    if not open_items:
        return (form,) if form else ()
    if len(open_items) == 1:
        rows = specials(open_items[0], texts)
        return (*rows, form) if form else rows
    return ((*form, Button(texts.plain("button.one_by_one"), _item("i", open_items[0]))),)


def back_to_form(keyboard: Keyboard, form_url: str, texts: Catalog) -> Keyboard:
    """Below what came from the form: the way on is the form again, not item by item."""
    kept = tuple(b for row in keyboard for b in row if not b.data.startswith("i:"))
    return ((*kept, _form(form_url, texts)),)


def form_address(url: str, language: Language) -> str:
    """Where the form is, in a language: it has to say something before it knows who came."""
    return f"{url}/?{language.value}"


def _form(url: str, texts: Catalog) -> Button:
    return Button(texts.plain("form.button"), form=form_address(url, texts.language))


def ask(item: Item, following: Item | None, texts: Catalog) -> Keyboard:
    """Below one item asked alone: the special answers, and a way past it."""
    rows = specials(item, texts)
    if following is None:
        return rows
    return (*rows, (Button(texts.plain("button.skip"), _item("n", following)),))


def specials(item: Item, texts: Catalog) -> Keyboard:
    """The same as last time (when there was one), not applicable, not available yet."""
    other = (
        Button(texts.plain("button.not_applicable"), _item("x", item)),
        Button(texts.plain("button.not_available"), _item("w", item)),
    )
    if item.last_value is None:
        return (other,)
    value = figures.amount(item.last_value, item.indicator)
    return ((Button(texts.plain("button.same", value=value), _item("s", item)),), other)


def echo(
    origin_message: int | None,
    following: Item | None,
    texts: Catalog,
    *,
    changed: Item | None = None,
    stages: tuple[Button, ...] = (),
) -> Keyboard:
    """Below an echo: take it back; what became of it, if it was changed; the next open item.

    `stages` are a row of their own.
    """
    row: list[Button] = []
    if origin_message is not None:
        row.append(Button(texts.plain("button.undo"), f"u:{origin_message}"))
    if changed is not None:
        period = changed.window.period.key
        look = Look("past", leaf(changed.assignment.id, 0), period)
        row.append(Button(texts.plain("button.history"), look.data))
    if following is not None:
        row.append(Button(texts.plain("button.next", name=following.label), _item("i", following)))
    return tuple(part for part in (stages, tuple(row)) if part)


def stages(message: int, offered: Sequence[Stage], texts: Catalog) -> tuple[Button, ...]:
    """What the numbers of a message may be besides: 快报, 核定."""
    return tuple(
        Button(texts.plain(f"button.{s.value}"), f"g:{message}:{s.value}") for s in offered
    )


def choices(question: int, labels: Sequence[str], texts: Catalog, *, refill: bool) -> Keyboard:
    """One button a line for the possible readings of a number, then "type it again"."""
    rows = [(Button(label, f"q:{question}:{n}"),) for n, label in enumerate(labels)]
    if refill:
        rows.append((Button(texts.plain("button.refill"), f"q:{question}:r"),))
    return tuple(rows)


def complain(texts: Catalog) -> Keyboard:
    """Below what comes unasked: it is too much."""
    return ((Button(texts.plain("button.complain"), "much"),),)


def later(
    choices: Mapping[Later, datetime],
    period: Period,
    texts: Catalog,
    *,
    now: datetime,
    zone: ZoneInfo,
) -> Keyboard:
    """Below a reminder: the times it may be put off to."""
    row = tuple(
        Button(reminders.later(choice, at, texts, now=now, zone=zone), f"z:{period.key}:{choice}")
        for choice, at in choices.items()
    )
    return (row,) if row else ()


def decision(request: int, texts: Catalog) -> Keyboard:
    """Below a request for a correction: grant it, or not."""
    yes = Button(texts.plain("button.grant"), f"c:{request}:yes")
    return ((yes, Button(texts.plain("button.refuse"), f"c:{request}:no")),)


def reasons(told: Returned, texts: Catalog, offered: Sequence[str]) -> Keyboard:
    """Below the question why a number is sent back: reasons to choose from, and a way out."""
    data = version_data("back", told.assignment.id, told.period, told.figure.revision)
    rows = [(Button(label, f"{data}:{n}"),) for n, label in enumerate(offered, start=1)]
    return (*rows, (Button(texts.plain("button.never_mind"), f"{data}:0"),))


def take_back(told: Returned, texts: Catalog) -> Keyboard:
    """Below the receipt of a return: it was a mistake."""
    if told.decision is None or told.is_taken_back or told.is_answered:
        return ()
    return ((Button(texts.plain("button.take_back"), f"unback:{told.decision.id}"),),)


def sent_back(told: Returned, texts: Catalog) -> Keyboard:
    """Below a number that was sent back: it is right as it is; or another one is typed."""
    own, period = told.assignment.id, told.period
    keep = version_data("keep", own, period, told.figure.revision)
    value = answer_in_short(told.figure, told.indicator, texts)
    return (
        (Button(texts.plain("button.as_typed", value=value), keep),),
        (Button(texts.plain("button.change"), item_data("i", own, period)),),
    )


def review(told: ReviewList, texts: Catalog) -> Keyboard:
    """Below a list of what waits: confirm all of it; or one number's own page."""
    if not told.waiting:
        return ()
    data = f"yes:{told.period.key}:{told.digest}"
    label = texts.plain("button.approve_all", count=len(told.waiting))
    one = (Button(texts.plain("button.approve"), data),)
    if len(told.waiting) > 1:
        one = (Button(label, data),)
    pages = [
        past(w.assignment.id, f"{n}. {_short(w)}", told.period.key)
        for n, w in enumerate(told.waiting, start=1)
    ]
    return (one, *in_rows(pages))


def _short(waiting: Waiting) -> str:
    own = waiting.assignment
    return waiting.name if own.project else min(waiting.indicator.names, key=len)


def wished(found: Wishes, texts: Catalog) -> Keyboard:
    """Below what may be subscribed: a tap chooses, or chooses no longer."""
    if found.topic is None:
        plain = [_offer(o, found, texts) for o in found.offers if o.topic not in OF_ONE]
        pages = [_page(o.topic, found, texts) for o in found.offers if o.topic in OF_ONE]
        return (*in_rows(plain), *in_rows(pages))
    turn = []
    if found.skip:
        back = max(0, found.skip - PAGE)
        turn.append(Button(texts.plain("button.earlier"), f"tp:{found.topic.value}:{back}"))
    if found.skip + len(found.offers) < found.total:
        more = found.skip + PAGE
        turn.append(Button(texts.plain("button.more"), f"tp:{found.topic.value}:{more}"))
    last = Button(texts.plain("button.back"), "tp:all:0")
    offers = [_offer(o, found, texts) for o in found.offers]
    return (*in_rows(offers), (*turn, last))


def _offer(offer: Offer, found: Wishes, texts: Catalog) -> Button:
    name = offer.name or topic_name(offer.topic, found.rhythm, texts)
    label = texts.plain("button.chosen", name=name) if offer.is_wished else name
    among = f":{digest(offer.subject)}" if offer.subject else ""
    return Button(label, f"t:{offer.topic.value}:{0 if offer.is_wished else 1}{among}")


def _page(topic: Topic, found: Wishes, texts: Catalog) -> Button:
    name, count = topic_name(topic, found.rhythm, texts), found.chosen[topic]
    label = texts.plain("subscribe.counted", name=name, count=count) if count else name
    return Button(label, f"tp:{topic.value}:0")


def past(assignment: int, name: str, period: str) -> Button:
    """A button that tells the history of one number."""
    return Button(name, Look("past", leaf(assignment, 0), period).data)


def version_data(verb: str, assignment: int, period: Period, revision: int) -> str:
    """The data of a button about one version of a number."""
    return f"{verb}:{assignment}:{period.key}:{revision}"


def look(kind: str, code: str = "") -> str:
    """The data of a button that looks at something."""
    return f"v:{kind}:{code}"


def item_data(verb: str, assignment: int, period: Period) -> str:
    """The data of a button about one item."""
    return f"{verb}:{assignment}:{period.key}"


def _item(verb: str, item: Item) -> str:
    return item_data(verb, item.assignment.id, item.window.period)
