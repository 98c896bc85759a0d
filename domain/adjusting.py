"""Targets that change from a day on: which of them are in force when.

A period is measured by the targets that are in force on its last day. So a change never reaches
back: what lies before its day is measured as it always was, whenever it is computed again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

Slots = Mapping[str, Decimal | None]
"""New amounts by slot; None takes a target away."""


class Step(StrEnum):
    """What can happen to the targets of a number. Every step is kept."""

    BASELINE = "baseline"  # the first targets of a year, in force from its beginning
    IMPORTED = "imported"  # changed by a workbook, in force from the day of the import
    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


IN_FORCE = frozenset({Step.BASELINE, Step.IMPORTED, Step.APPROVED})
"""Steps that make targets; the others only speak of them."""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Targets that hold from a day on; `id` tells which of one day came later."""

    since: date
    slots: Slots
    id: int = 0


@dataclass(frozen=True, slots=True)
class Moved:
    """That a target in sight became another one, and from which day on."""

    since: date
    before: Decimal
    after: Decimal


def in_order(found: Iterable[Adjustment]) -> tuple[Adjustment, ...]:
    """By the day from which they hold; of one day, as they were decided."""
    return tuple(sorted(found, key=lambda one: (one.since, one.id)))


def adjusted(
    targets: Mapping[str, Decimal], changes: Iterable[Adjustment], day: date
) -> Mapping[str, Decimal]:
    """What is in force on a day; `changes` come in order."""
    found = dict(targets)
    for one in changes:
        if one.since > day:
            break
        for slot, amount in one.slots.items():
            if amount is None:
                found.pop(slot, None)
            else:
                found[slot] = amount
    return found
