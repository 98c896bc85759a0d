"""Items of slower rhythms that are not asked at the moment, and messages that name them."""

from collections.abc import Sequence
from datetime import datetime

from domain.errors import NotOpenYet
from domain.periods import PeriodKind
from domain.roster import Roster
from domain.schedule import Schedule
from handlers.actions.reporting.aim import Facts
from handlers.actions.reporting.answering import decide
from handlers.actions.reporting.asking import blank_items
from handlers.actions.reporting.drafts import Decision
from handlers.actions.reporting.items import Duty, Item
from handlers.actions.reporting.outcomes import Typed
from handlers.deps import Deps

WHICH = "which_item"


def is_unsure(decision: Decision) -> bool:
    """Whether a message was not understood, or not whose its number is."""
    return decision.unread is not None or any(d.reason.kind == WHICH for d in decision.doubtful)


def must_be_awake(deps: Deps, facts: Facts, typed: Typed, items: Sequence[Item]) -> None:
    """Refuse a message that is about a number that is not asked now: GDP in the tenth week.

    Only looked at when the items that are asked cannot explain the message.

    Raises:
        NotOpenYet: with the item, and when it will be asked.
    """
    if typed.blank is not None:
        return
    asleep = dormant(facts.roster, deps.schedule, typed.person.code, typed.sent_at, after=items)
    if not asleep:
        return
    scope = [item.assignment.id for item in items if item.is_open] or [
        item.assignment.id for item in items
    ]
    everything = (*items, *asleep)
    decision = decide(typed.text, everything, scope=scope, histories={}, rules=deps.rules.checks)
    for item in _named(decision):
        if item in asleep:
            raise _not_asked(deps, item)


def dormant(
    roster: Roster, schedule: Schedule, person: str, at: datetime, *, after: Sequence[Item] = ()
) -> tuple[Item, ...]:
    """What a person may answer at other times, without figures, numbered behind `after`."""
    windows = {kind: schedule.open_window(kind, at) for kind in schedule.rules}
    duties = [
        Duty(own, window)
        for own in roster.answered_by(person, at)
        if (window := windows[roster.indicators[own.indicator].cadence])
        and window.period.kind is not PeriodKind.WEEK
        and at < window.prompt
    ]
    return blank_items(roster, person, duties, first=len(after) + 1)


def _named(decision: Decision) -> list[Item]:
    found = [draft.item for draft in decision.drafts]
    found += [doubt.item for doubt in decision.doubtful if doubt.reason.kind != WHICH]
    found += decision.without_previous
    if decision.unread is not None and decision.unread.item is not None:
        found.append(decision.unread.item)
    return found


def _not_asked(deps: Deps, item: Item) -> NotOpenYet:
    window = item.window
    last = deps.schedule.previous_asked(window.period)
    opens, prompt = window.opens, window.prompt
    return NotOpenYet(last.key, opens, window.period.key, prompt, item=item.label)
