"""What stands beside a ranking: odd numbers that were confirmed, and of which stage numbers are."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from domain.figures import Stage
from domain.items import Item, Part
from domain.stages import is_worth_telling
from handlers.actions.measuring.surveying import Measured, Survey

Stages = tuple[tuple[Stage, int], ...]
"""How many numbers are of which stage, in their order."""


@dataclass(frozen=True, slots=True)
class Odd:
    """One number that was questioned and stood by: whose, why it is odd, and what they say."""

    unit: str
    unit_name: str
    name: str
    indicator: str
    value: Decimal
    measure: str
    decimals: int
    kinds: tuple[str, ...]
    note: str = ""


def odd_in(found: Survey, subject: str) -> tuple[Odd, ...]:
    """The odd numbers of a survey, or those of one indicator."""
    return tuple(
        _odd(found, unit, item, part)
        for unit, item in _items((one for one in found.compared if one.is_odd), subject)
        for part in item.parts
        if part.has_number and part.newest and part.newest.odd
    )


def stages_in(found: Survey, subject: str) -> Stages:
    """How many numbers of this period are of which stage; nothing if that goes without saying."""
    counts: Counter[Stage] = Counter()
    if not subject:
        if any(unit.is_staged for unit in found.compared):
            for unit in found.compared:
                counts.update(unit.stages)
        return _in_order(counts)
    figures = [
        (item.indicator, part.newest)
        for _, item in _items(found.compared, subject)
        for part in item.parts
        if part.has_number and part.newest
    ]
    if any(is_worth_telling(figure.stage, indicator) for indicator, figure in figures):
        counts.update(figure.stage for _, figure in figures)
    return _in_order(counts)


def _in_order(counts: Counter[Stage]) -> Stages:
    return tuple((stage, counts[stage]) for stage in Stage if counts[stage])


def facts_of(odd: Odd) -> dict[str, Any]:
    """What is kept of it with a publication."""
    return {
        "unit": odd.unit,
        "unit_name": odd.unit_name,
        "name": odd.name,
        "indicator": odd.indicator,
        "value": format(odd.value, "f"),
        "measure": odd.measure,
        "decimals": odd.decimals,
        "kinds": list(odd.kinds),
        "note": odd.note,
    }


def odd_from(facts: Mapping[str, Any]) -> Odd:
    """The same, read back."""
    return Odd(**{**facts, "value": Decimal(facts["value"]), "kinds": tuple(facts["kinds"])})


def stages_from(facts: Mapping[str, int]) -> Stages:
    """Counts of stages, read back."""
    return tuple((stage, facts[stage.value]) for stage in Stage if stage.value in facts)


def _items(units: Iterable[Measured], subject: str) -> Iterator[tuple[str, Item]]:
    for unit in units:
        for item in unit.score.items:
            if subject in ("", item.indicator.code):
                yield unit.score.unit, item


def _odd(found: Survey, unit: str, item: Item, part: Part) -> Odd:
    figure, indicator = part.newest, item.indicator
    assert figure is not None
    assert figure.value is not None
    return Odd(
        unit=unit,
        unit_name=found.roster.units[unit].short,
        name=found.roster.label(part.assignment),
        indicator=indicator.code,
        value=figure.value,
        measure=indicator.measure,
        decimals=indicator.decimals,
        kinds=tuple((figure.odd or "").split(",")),
        note=figure.note or "",
    )
