"""What is said about changes of targets: to who asks, to who decides, and in lists."""

from collections.abc import Iterator, Sequence

from domain.roster import Roster
from handlers.actions.lookups.adjustments import OPEN, Retarget, Shift
from handlers.texts import figures
from handlers.texts.adjustments import edits, line
from handlers.texts.catalog import Catalog, Html
from handlers.texts.targets import state_of

REMARKS = 2
"""Reasons offered for a refusal, counted from 1."""

MOST_SHIFTS = 4
MOST = 8
"""Changes that a list names."""


def receipt(told: Retarget, roster: Roster, texts: Catalog) -> Html:
    """That it was handed in, what it would change, and that nothing has changed yet."""
    return _whole(texts.say("retarget.receipt", name=told.label), told, roster, texts)


def request(told: Retarget, roster: Roster, texts: Catalog) -> Html:
    """Who asks for what, why, and what it does to the sums."""
    head = texts.say("retarget.request", person=told.asked_by, name=told.label)
    return _whole(head, told, roster, texts)


def doubted(told: Retarget, roster: Roster, texts: Catalog) -> Html:
    """What would be asked for, and whether zero or less is meant."""
    return _whole(texts.say("retarget.doubted", name=told.label), told, roster, texts)


def undecided(found: Sequence[Retarget], texts: Catalog) -> Html:
    """Every change that waits, a line each, and how to ask for one."""
    lines = [texts.say("retarget.undecided", count=len(found))]
    lines += [line(told, texts) for told in found[:MOST]]
    if len(found) > MOST:
        lines.append(texts.say("retarget.undecided_more", count=len(found) - MOST))
    return Html("\n".join([*lines, "", texts.say("retarget.why.how")]))


def settled(told: Retarget, roster: Roster, texts: Catalog) -> Html:
    """The request again with what was decided, for who decided it or took it back."""
    decision = told.decision
    remark = decision.reason if decision and decision.reason else ""
    mark = texts.say(
        f"retarget.{told.state}_mark",
        by=told.decided_by,
        since=figures.short_day(told.since, texts.language),
        remark=texts.plain("retarget.remarked", remark=remark) if remark else "",
    )
    return Html(f"{request(told, roster, texts)}\n\n{mark}")


def decided(told: Retarget, texts: Catalog) -> Html:
    """What was decided, for who asked and whoever bears the number."""
    decision = told.decision
    remark = decision.reason if decision and decision.reason else ""
    return texts.say(
        f"retarget.{told.state}",
        name=told.label,
        edits=edits(told, texts),
        since=figures.short_day(told.since, texts.language),
        by=told.decided_by,
        asked_by=told.asked_by,
        reason=told.change.reason or "",
        remark=texts.plain("retarget.remarked", remark=remark) if remark else "",
    )


def is_open(told: Retarget) -> bool:
    """Whether it waits for somebody's word."""
    return told.state == OPEN


def _whole(head: Html, told: Retarget, roster: Roster, texts: Catalog) -> Html:
    facts = texts.say(
        "retarget.facts",
        edits=edits(told, texts),
        since=figures.short_day(told.since, texts.language),
        reason=told.change.reason or "",
    )
    lines = [head, facts, *_shifts(told, roster, texts)]
    return Html("\n".join(lines))


def _shifts(told: Retarget, roster: Roster, texts: Catalog) -> Iterator[Html]:
    """What the sums come to; those of another unit under its name."""
    if not told.shifts:
        return
    yield texts.say("retarget.sums")
    for shift in told.shifts[:MOST_SHIFTS]:
        yield texts.say("retarget.sum", what=_shift(shift, told, roster, texts))


def _shift(shift: Shift, told: Retarget, roster: Roster, texts: Catalog) -> Html:
    words = state_of(shift.sum, told.indicator, roster, texts)
    if shift.unit == told.assignment.unit:
        return words
    return texts.say("retarget.of_unit", unit=roster.units[shift.unit].short, what=words)
