"""Outcomes as messages: the words with their buttons."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.people import Person
from domain.periods import Period
from domain.schedule import Schedule
from domain.snooze import Later
from domain.yardstick import Yardstick
from handlers import keyboards, rows
from handlers.actions.deciding.correcting import Correction
from handlers.actions.deciding.returned import Returned
from handlers.actions.deciding.reviewing import ReviewList
from handlers.actions.reporting import staging
from handlers.actions.reporting.drafts import Doubtful
from handlers.actions.reporting.items import Item
from handlers.actions.reporting.leading import Asked, following
from handlers.actions.reporting.outcomes import Outcome
from handlers.actions.reporting.resuming import Current
from handlers.actions.reporting.snoozing import PutOff
from handlers.actions.reporting.undoing import Undone
from handlers.outgoing import Outgoing
from handlers.texts import cards, corrections, echoes, questions, reminders, returns, reviews
from handlers.texts.catalog import Catalog, Html
from handlers.texts.mine import mine as own_numbers
from storage.posts import Post


def recorded(
    outcome: Outcome, texts: Catalog, rules: Yardstick, *, origin_message: int | None
) -> tuple[Outgoing, ...]:
    """The answer to a message with numbers: one echo, then a message for each question."""
    messages: list[Outgoing] = []
    if outcome.saved:
        messages.append(_echo(outcome, texts, rules, origin_message=origin_message))
    messages += [_question(doubtful, outcome.items, texts) for doubtful in outcome.doubtful]
    if outcome.unread is not None:
        messages.append(Outgoing(questions.unread(outcome, texts)))
    return tuple(messages)


def _echo(
    outcome: Outcome, texts: Catalog, rules: Yardstick, *, origin_message: int | None
) -> Outgoing:
    """In a chat that is led item by item, the echo asks for the next one right away."""
    last = outcome.saved[-1].item
    ahead = following(outcome.items, last)
    words = echoes.recorded(outcome, texts, rules)
    post = Post("echo", last.window.period.key, _only(outcome))
    if outcome.one_by_one and ahead is not None:
        asked = Asked(ahead, len(outcome.items), following(outcome.items, ahead))
        words = Html(f"{words}\n\n{_ask_words(asked, texts)}")
        keyboard = keyboards.ask(ahead, asked.following, texts)
        post = Post("ask", ahead.window.period.key, ahead.assignment.id)
        return Outgoing(words, keyboard, post=post)
    offered = staging.offered_for(outcome.saved) if outcome.origin.message_id else ()
    keyboard = keyboards.echo(
        origin_message,
        ahead,
        texts,
        changed=_changed(outcome),
        stages=keyboards.stages(outcome.origin.message_id, offered, texts),
    )
    return Outgoing(words, keyboard, post=post)


def _changed(outcome: Outcome) -> Item | None:
    """The one item of a message, where it had been answered before."""
    item = outcome.saved[0].item
    is_changed = item.figure is not None and item.figure.revision > 1
    return item if is_changed and len(outcome.saved) == 1 else None


def _only(outcome: Outcome) -> int | None:
    return outcome.saved[0].item.assignment.id if len(outcome.saved) == 1 else None


def _question(doubtful: Doubtful, items: Sequence[Item], texts: Catalog) -> Outgoing:
    by_id = {item.assignment.id: item for item in items}
    labels = questions.labels(doubtful, by_id, texts)
    return Outgoing(
        questions.question(doubtful, texts),
        keyboards.choices(doubtful.id or 0, labels, texts, refill=True),
        post=Post("question", doubtful.item.window.period.key, doubtful.item.assignment.id),
    )


def ask(asked: Asked, texts: Catalog) -> Outgoing:
    """One item alone, with the special answers below it."""
    item = asked.item
    return Outgoing(
        _ask_words(asked, texts),
        keyboards.ask(item, asked.following, texts),
        post=Post("ask", item.window.period.key, item.assignment.id),
    )


def _ask_words(asked: Asked, texts: Catalog) -> Html:
    item = asked.item
    head = texts.say(
        "ask.item",
        number=item.number,
        total=asked.total,
        name=item.label,
        measure=item.indicator.measure,
    )
    below = (cards.why_again(item, texts), cards.facts_of(item, texts))
    return Html("\n".join(line for line in (head, *below, texts.say("ask.type_it")) if line))


def correction(told: Correction, texts: Catalog) -> Outgoing:
    """What an assessor is asked to decide about."""
    return Outgoing(corrections.request(told, texts), keyboards.decision(told.request.id, texts))


def reason_wanted(told: Returned, texts: Catalog) -> Outgoing:
    """Why is it sent back: a reason to choose, or to write."""
    offered = [returns.reason(number) for number in range(1, returns.REASONS + 1)]
    return Outgoing(returns.asking(told, texts), keyboards.reasons(told, texts, offered))


def return_done(told: Returned, texts: Catalog) -> Outgoing:
    """The receipt of a return, with the way back."""
    return Outgoing(returns.receipt(told, texts), keyboards.take_back(told, texts))


def sent_back(told: Returned, texts: Catalog, example: str) -> Outgoing:
    """A number with the reason it was sent back for; a reply to it is about that number."""
    words = returns.notice(told, texts, example)
    if told.is_locked:
        return Outgoing(words)
    post = Post("ask", told.period.key, told.assignment.id)
    return Outgoing(words, keyboards.sent_back(told, texts), post=post)


def review(told: ReviewList, texts: Catalog, zone: ZoneInfo) -> Outgoing:
    """What waits to be confirmed, and the tap that confirms it."""
    return Outgoing(reviews.listing(told, texts, zone), keyboards.review(told, texts))


def mine(person: Person, items: Sequence[Item], texts: Catalog, rules: Yardstick) -> Outgoing:
    """A person's own numbers; a tap on one tells what became of it."""
    buttons = [
        keyboards.past(item.assignment.id, cards.short_name(item), item.window.period.key)
        for item in items[: keyboards.MOST_ITEMS]
    ]
    words = own_numbers(person, items, texts, rules)
    return Outgoing(words, rows.in_rows(buttons))


def current(
    found: Current, person: Person, texts: Catalog, schedule: Schedule, *, form_url: str = ""
) -> tuple[Outgoing, ...]:
    """What is asked now: the question that waits, the one item, or a card for each period."""
    if found.doubtful is not None:
        return (_question(found.doubtful, found.items, texts),)
    if found.asked is not None:
        return (ask(found.asked, texts),)
    by_period: dict[Period, list[Item]] = {}
    for item in found.items:
        by_period.setdefault(item.window.period, []).append(item)
    return tuple(
        prompt(person, own, texts, schedule, form_url=form_url)
        for own in by_period.values()
        if any(item.is_open for item in own)
    )


def undone(result: Undone, texts: Catalog) -> Outgoing:
    """What was taken back, and the way on."""
    words = echoes.undone(result, texts)
    ahead = next((one.item for one in result.saved if one.item.is_open), None)
    if ahead is None or len(result.saved) > 1:
        return Outgoing(words, keyboards.echo(None, ahead, texts))
    post = Post("ask", ahead.window.period.key, ahead.assignment.id)
    return Outgoing(words, keyboards.specials(ahead, texts), post=post)


def prompt(
    person: Person,
    items: Sequence[Item],
    texts: Catalog,
    schedule: Schedule,
    *,
    form_url: str = "",
) -> Outgoing:
    """The card of one period."""
    return Outgoing(
        cards.prompt(person, items, texts, schedule),
        keyboards.card(items, texts, form_url=form_url),
        post=Post("card", items[0].window.period.key),
    )


def reminder(
    person: Person,
    items: Sequence[Item],
    texts: Catalog,
    schedule: Schedule,
    *,
    choices: Mapping[Later, datetime],
    now: datetime,
    form_url: str = "",
) -> Outgoing:
    """The card again, about what is missing only, and when it may come once more."""
    period = items[0].window.period
    words = cards.reminder(person, items, texts, schedule)
    later = keyboards.later(choices, period, texts, now=now, zone=schedule.zone)
    return Outgoing(
        reminders.with_offer(words, texts) if later else words,
        (*keyboards.card(items, texts, form_url=form_url), *later, *keyboards.complain(texts)),
        post=Post("card", period.key),
    )


def put_off(
    person: Person,
    done: PutOff,
    texts: Catalog,
    schedule: Schedule,
    *,
    now: datetime,
    form_url: str = "",
) -> Outgoing:
    """The reminder that was put off, with the time it comes again."""
    words = cards.reminder(person, done.items, texts, schedule)
    return Outgoing(
        reminders.with_promise(words, done.until, texts, now=now, zone=schedule.zone),
        keyboards.card(done.items, texts, form_url=form_url),
        post=Post("card", done.items[0].window.period.key),
    )
