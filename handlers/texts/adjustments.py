"""Changes of targets as lines of a list."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from domain.adjusting import Moved
from domain.figures import Indicator
from handlers.actions.lookups.adjustments import OPEN, Retarget
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html

MOST_CHANGES = 8


def changes(found: Sequence[Retarget], texts: Catalog) -> Iterator[Html]:
    """Those that wait, then those in force or to come, the latest first; nothing without any."""
    waiting = [one for one in found if one.state == OPEN]
    made = [one for one in found if one.is_in_force]
    made.sort(key=lambda one: one.since, reverse=True)
    shown = [*waiting, *made]
    if not shown:
        return
    yield texts.say("targets.changes")
    for one in shown[:MOST_CHANGES]:
        yield texts.say("targets.change", what=line(one, texts))
    if len(shown) > MOST_CHANGES:
        yield texts.say("targets.more", count=len(shown))


def moved_facts(moved: Moved, indicator: Indicator, texts: Catalog) -> dict[str, str]:
    """From when, from what, to what: as the sentences about one target take them."""
    return {
        "since": figures.short_day(moved.since, texts.language),
        "before": figures.fixed(moved.before, indicator.decimals),
        "after": figures.amount(moved.after, indicator),
    }


def line(told: Retarget, texts: Catalog) -> Html:
    """One change in a list: from when, of what, from what to what, why, and by whose word."""
    return texts.say(
        f"retarget.line.{told.state}",
        name=told.label,
        edits=edits(told, texts),
        since=figures.short_day(told.since, texts.language),
        by=told.decided_by or texts.plain("retarget.command_line"),
        asked_by=told.asked_by or texts.plain("retarget.command_line"),
        reason=told.change.reason or "",
    )


def edits(told: Retarget, texts: Catalog) -> str:
    """一季度 15.60 → 16.20、全年 58.00 → 60.00 亿元."""
    parts = [
        texts.plain(
            "retarget.edit",
            slot=texts.plain(f"targets.slot.{slot}"),
            old=_amount(old, told, texts),
            new=_amount(new, told, texts),
        )
        for slot, (old, new) in told.change.edits.items()
    ]
    measure = told.indicator.measure
    glue = "" if measure.startswith("%") else " "
    return f"{texts.plain('common.sep').join(parts)}{glue}{measure}"


def _amount(value: Decimal | None, told: Retarget, texts: Catalog) -> str:
    if value is None:
        return texts.plain("targets.unset")
    return figures.fixed(value, max(told.indicator.decimals, -_exponent(value)))


def _exponent(value: Decimal) -> int:
    """Digits that were given are never rounded away."""
    return int(value.normalize().as_tuple().exponent)
