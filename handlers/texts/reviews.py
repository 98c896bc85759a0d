"""What waits to be confirmed, for who confirms it."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from domain.figures import Answer
from handlers.actions.deciding.reviewing import ReviewList, Waiting
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html
from handlers.texts.items import answer_of
from handlers.texts.oddities import reasons

LONGEST_NOTE = 60


def listing(told: ReviewList, texts: Catalog, zone: ZoneInfo) -> Html:
    """Every number with its change, its author and what is odd about it; until when."""
    period = figures.period_name(told.period, texts.language)
    if not told.total:
        key = "review.done" if told.approved else "review.none"
        return texts.say(key, period=period, count=told.approved)
    lines: list[Html] = []
    if told.approved:
        lines += [texts.say("review.approved", count=told.approved), Html("")]
    if told.is_other:
        lines += [texts.say("review.other"), Html("")]
    lines.append(texts.say("review.title", period=period, count=told.total))
    for number, one in enumerate(told.waiting, start=1):
        lines += _line(number, one, texts)
    if told.total > len(told.waiting):
        lines.append(texts.say("review.more", count=told.total - len(told.waiting)))
    until = figures.moment(told.locks_at, zone, texts.language)
    return Html("\n".join([*lines, "", texts.say("review.until", until=until)]))


def _line(number: int, one: Waiting, texts: Catalog) -> Iterator[Html]:
    yield texts.say(
        "review.line",
        number=number,
        name=one.name,
        value=answer_of(one.figure, one.indicator, texts),
        change=_change(one, texts),
        author=one.author,
    )
    if one.figure.note:
        yield texts.say("history.note", note=one.figure.note[:LONGEST_NOTE])
    if one.figure.odd:
        yield texts.say("history.is_odd", reasons=reasons(one.figure.odd.split(","), texts))


def _change(one: Waiting, texts: Catalog) -> str:
    value, last = one.figure.value, one.last
    if one.figure.answer is not Answer.NUMBER or value is None or not last or last.value is None:
        return ""
    change = figures.change(value - last.value, one.indicator, texts.language)
    return texts.say("review.change", change=change)
