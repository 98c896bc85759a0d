"""What a message is about: the items and the period its numbers count for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from domain.errors import NotOpenYet, NotYours, PeriodLocked
from domain.periods import Period
from domain.roster import Roster
from handlers.actions.reporting.blanks import item_of
from handlers.actions.reporting.drafts import Decision
from handlers.actions.reporting.items import Item
from handlers.actions.reporting.outcomes import Typed
from handlers.deps import Deps
from storage.dialogs import Dialog
from storage.entries import Slot
from storage.origins import Place, Trace
from storage.posts import Post
from storage.questions import Question


@dataclass(frozen=True, slots=True)
class Facts:
    """What the database says about a batch of messages before anything is decided."""

    roster: Roster
    items: Mapping[str, tuple[Item, ...]]
    traces: Mapping[Place, tuple[Trace, ...]]
    posts: Mapping[Place, Post]
    dialogs: Mapping[int, Dialog]
    questions: Mapping[Place, tuple[Question, ...]]
    histories: Mapping[str, Mapping[int, Mapping[str, Decimal]]]  # by the period they precede
    closed: Mapping[str, datetime]
    kin: Mapping[Slot, Decimal]  # of other numbers that these have to fit together with


@dataclass(frozen=True, slots=True)
class Aim:
    """The assignments that bare numbers stand for, in order; () = whatever is open.

    `is_tied`: the message says by itself what it is about, so that it may come before the
    prompt.
    """

    scope: tuple[int, ...] = ()
    is_tied: bool = False


def aim_of(deps: Deps, facts: Facts, typed: Typed) -> Aim:
    """An edited message keeps to what it was about, a reply to what it replies to.

    A blank of the form is about its own item. A chat that is led item by item keeps to the
    item asked for. Everything else is about the items that are asked for now.

    Raises:
        NotYours: it was about an item that is nobody's, or somebody else's, by now.
        PeriodLocked, NotOpenYet.
    """
    items = facts.items[typed.person.code]
    if typed.blank is not None:
        _must_be_open(deps, facts, typed, typed.blank.period)
        return Aim((item_of(typed.blank, items).assignment.id,), is_tied=True)
    given = facts.traces.get(typed.place, ())
    put = facts.questions.get(typed.place, ())
    post = facts.posts.get((typed.origin.chat_id, typed.reply_to or 0))
    for period in [*(t.figure.period for t in given), *(q.period for q in put)]:
        _must_be_open(deps, facts, typed, period)
    if given:
        return Aim(_numbered(items, {t.figure.assignment for t in given}), is_tied=True)
    if post is not None:
        _must_be_open(deps, facts, typed, post.period)
        return Aim(_replied(items, post), is_tied=True)
    led = _led(facts, typed, items)
    return Aim((led,), is_tied=True) if led else Aim(_asked(deps, facts, typed, items))


def must_be_asked(deps: Deps, facts: Facts, typed: Typed, aim: Aim, decision: Decision) -> None:
    """Refuse a message that names an item whose period is closed, or not asked yet."""
    named = [d.item for d in decision.drafts] + [d.item for d in decision.doubtful]
    for item in (*named, *decision.without_previous):
        if _is_closed(facts, typed, item):
            raise _locked(facts, item)
        if not aim.is_tied and typed.sent_at < item.window.prompt:
            raise _not_open_yet(deps, item)


def _replied(items: Sequence[Item], post: Post) -> tuple[int, ...]:
    """The item that was asked alone, or those on a card where others are asked besides."""
    if post.assignment is not None:
        return _numbered(items, {post.assignment})
    own = [item for item in items if item.window.period.key == post.period]
    if len(own) == len(items):
        return ()
    missing = [item for item in own if item.is_open] or own
    return _numbered(items, {item.assignment.id for item in missing})


def _numbered(items: Sequence[Item], wanted: Iterable[int]) -> tuple[int, ...]:
    """Those of a person's items, in their order; never silently any others instead."""
    found = tuple(item.assignment.id for item in items if item.assignment.id in wanted)
    if not found:
        raise NotYours
    return found


def _led(facts: Facts, typed: Typed, items: Sequence[Item]) -> int | None:
    dialog = facts.dialogs.get(typed.origin.chat_id)
    if dialog is None:
        return None
    for item in items:
        asked = (item.assignment.id, item.window.period.key)
        if asked == (dialog.assignment, dialog.period) and _is_awaited(item, dialog):
            return None if _is_closed(facts, typed, item) else dialog.assignment
    return None


def _is_awaited(item: Item, dialog: Dialog) -> bool:
    """Still open, or still at the version that is to be changed: a deputy may have been faster."""
    revision = item.figure.revision if item.figure else None
    return item.is_open or (revision is not None and revision == dialog.revision)


def _asked(deps: Deps, facts: Facts, typed: Typed, items: Sequence[Item]) -> tuple[int, ...]:
    """What is asked at this moment; () when that is everything."""
    unlocked = [item for item in items if not _is_closed(facts, typed, item)]
    if not unlocked:
        raise _locked(facts, items[0])
    asked = [item for item in unlocked if typed.sent_at >= item.window.prompt]
    if not asked:
        raise _not_open_yet(deps, unlocked[0])
    if len(asked) == len(items):
        return ()
    missing = [item for item in asked if item.is_open] or asked
    return tuple(item.assignment.id for item in missing)


def _must_be_open(deps: Deps, facts: Facts, typed: Typed, period: str) -> None:
    lock = deps.schedule.window_of(Period.parse(period)).lock
    lock = min(lock, facts.closed.get(period, lock))
    if typed.sent_at >= lock:
        raise PeriodLocked(period, lock)


def _is_closed(facts: Facts, typed: Typed, item: Item) -> bool:
    """Whether an admin has closed its period early."""
    closed_at = facts.closed.get(item.window.period.key)
    return closed_at is not None and typed.sent_at >= closed_at


def _locked(facts: Facts, item: Item) -> PeriodLocked:
    period = item.window.period.key
    return PeriodLocked(period, facts.closed[period])


def _not_open_yet(deps: Deps, item: Item) -> NotOpenYet:
    window = item.window
    last = deps.schedule.previous_asked(window.period)
    return NotOpenYet(last.key, window.opens, window.period.key, window.prompt)
