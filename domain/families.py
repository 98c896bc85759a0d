"""Which numbers are parts of which: projects of their unit's, 民间投资 of 固定资产投资.

A part may not exceed its whole, nor may all projects of a unit together; beyond what rounding
explains. Growth rates and means have parts that say nothing about a whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Protocol

from domain.checks import part_above_total, sum_differs
from domain.doubts import Doubt
from domain.figures import Basis, Indicator
from domain.rollup import Rollup

ZERO: Final = Decimal(0)


class Owed(Protocol):
    """What is asked of whom, as far as it matters here."""

    @property
    def id(self) -> int: ...
    @property
    def unit(self) -> str: ...
    @property
    def indicator(self) -> str: ...
    @property
    def project(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Family:
    """The assignments one number is a part of, and those that are parts of it.

    `siblings` are the projects that add up with it. `makes_up`: the projects are meant to
    make up the whole of it, or of its total, not only to lie within.
    """

    total: int | None = None  # the unit's own number, where this one is a project's
    siblings: tuple[int, ...] = ()
    projects: tuple[int, ...] = ()
    wholes: tuple[int, ...] = ()  # 总项
    parts: tuple[int, ...] = ()  # 其中
    makes_up: bool = False

    @property
    def relatives(self) -> frozenset[int]:
        """Every other assignment whose number matters for this one."""
        above = (self.total,) if self.total is not None else ()
        return frozenset((*above, *self.siblings, *self.projects, *self.wholes, *self.parts))


def families_of(
    assignments: Iterable[Owed], indicators: Mapping[str, Indicator]
) -> dict[int, Family]:
    """The family of every assignment that has one."""
    owed = list(assignments)
    places = {(a.unit, a.indicator, a.project): a.id for a in owed}
    projects: dict[tuple[str, str], list[int]] = {}
    for a in owed:
        if a.project and indicators[a.indicator].operator is Rollup.SUM:
            projects.setdefault((a.unit, a.indicator), []).append(a.id)
    wholes = {a.id: _wholes(a, indicators, places) for a in owed}
    parts: dict[int, list[int]] = {}
    for own, above in wholes.items():
        for whole in above:
            parts.setdefault(whole, []).append(own)
    found = {}
    for a in owed:
        together = projects.get((a.unit, a.indicator), [])
        total = places.get((a.unit, a.indicator, None))
        adds_up = total is not None and (a.project is None or a.id in together)
        family = Family(
            total=total if adds_up and a.project else None,
            siblings=tuple(p for p in together if p != a.id) if adds_up and a.project else (),
            projects=tuple(together) if adds_up and not a.project else (),
            wholes=wholes[a.id],
            parts=tuple(parts.get(a.id, ())),
            makes_up=indicators[a.indicator].rollup is Rollup.SUM,
        )
        if family.relatives:
            found[a.id] = family
    return found


def _wholes(
    own: Owed,
    indicators: Mapping[str, Indicator],
    places: Mapping[tuple[str, str, str | None], int],
) -> tuple[int, ...]:
    """The number of the indicator that this one is a part of, for the same unit or project."""
    indicator = indicators[own.indicator]
    whole = places.get((own.unit, indicator.whole or "", own.project))
    return () if whole is None or indicator.basis is Basis.RATE else (whole,)


@dataclass(frozen=True, slots=True)
class Relation:
    """A doubt about a number beside the others of its family; `other` is whose they are."""

    doubt: Doubt
    other: int
    is_part: bool = True  # the number in question is the part; else it is the whole


def doubts_among(
    own: int,
    value: Decimal,
    family: Family,
    values: Mapping[int, Decimal],
    *,
    decimals: int,
    beside: Sequence[int] = (),
) -> tuple[Relation, ...]:
    """What does not fit with the numbers of the same period that are known, if anything.

    `beside` were given in the same breath: each part is asked about, not its whole as well.
    """
    found: list[Relation] = []
    above = [w for w in (family.total, *family.wholes) if w is not None and w in values]
    for whole in above:
        doubt = part_above_total(value, values[whole], decimals=decimals)
        found += [Relation(doubt, whole)] if doubt else []
    below = [p for p in (*family.projects, *family.parts) if p in values and p not in beside]
    for part in below:
        doubt = part_above_total(values[part], value, decimals=decimals)
        found += [Relation(doubt, part, is_part=False)] if doubt else []
    if found:
        return tuple(found)
    return _of_sums(own, value, family, values, decimals=decimals, beside=beside)


def _of_sums(
    own: int,
    value: Decimal,
    family: Family,
    values: Mapping[int, Decimal],
    *,
    decimals: int,
    beside: Sequence[int],
) -> tuple[Relation, ...]:
    """All projects together against the unit's own number."""
    if family.total is not None and family.total in values:
        total, parts = values[family.total], [own, *family.siblings]
        values = {**values, own: value}
    elif family.projects and not set(family.projects) & set(beside):
        total, parts = value, list(family.projects)
    else:
        return ()
    known = [values[part] for part in parts if part in values]
    doubt = sum_differs(known, total, decimals=decimals)
    if doubt is None:
        return ()
    is_short = sum(known, ZERO) < total
    if is_short and not (family.makes_up and len(known) == len(parts)):
        return ()
    is_part = family.total is not None
    suggestion = None if is_part else doubt.suggestion
    return (
        Relation(
            Doubt(doubt.kind, doubt.facts, suggestion),
            family.total if is_part and family.total is not None else own,
            is_part=is_part,
        ),
    )
