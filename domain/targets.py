"""What should be reached by when: the target slots of an assignment as one curve."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from domain.figures import Basis, Curve
from domain.periods import Period, PeriodKind
from domain.slots import year_target

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A day and what should be reached by its end, counted from the year's beginning."""

    day: date
    amount: Decimal
    slot: str


Measure = Callable[[date, date], int | Fraction]
"""How much lies after a day, up to and with another: days, workdays, last year's amounts."""


def days_between(after: date, until: date) -> int:
    """Calendar days after a day, up to and with another."""
    return (until - after).days


_Span = tuple[date, date, Decimal, Decimal]
"""A way between two points: its last day, the day before it, the amount there, and the rise."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A curve through anchors, even between them; `eve` is the day before it.

    Before the first anchor the curve rises from `origin`: nothing for amounts that add up,
    last year's state for a level that has one. `anchors` are the targets one is measured
    against; `bends`, where there are any, are all points that the curve goes through, and
    `measure` says of what equal shares are made: of days, unless something else is wanted.
    `curve` is the one that is followed, for not every one has the ground it needs.
    """

    eve: date
    origin: Decimal
    anchors: tuple[Anchor, ...]
    bends: tuple[Anchor, ...] = ()
    measure: Measure = field(default=days_between, compare=False)
    curve: Curve = field(default=Curve.DAYS, compare=False)
    _spans: tuple[_Span, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        start, amount, spans = self.eve, self.origin, []
        for point in self.bends or self.anchors:
            spans.append((point.day, start, amount, point.amount - amount))
            start, amount = point.day, point.amount
        object.__setattr__(self, "_spans", tuple(spans))

    def anchor_at(self, day: date) -> Anchor:
        """The target a day is measured against: the next one due, else the last."""
        for anchor in self.anchors:
            if anchor.day >= day:
                return anchor
        return self.anchors[-1]

    def next_after(self, day: date) -> Anchor | None:
        """The first target whose day is still to come; None without any."""
        return next((anchor for anchor in self.anchors if anchor.day > day), None)

    def planned_at(self, day: date) -> tuple[Decimal, int]:
        """What should be reached by the end of a day, as numerator and denominator.

        Unreduced, so that a share of it is divided, and rounded, only once.
        """
        for span in self._spans:
            if span[0] >= day:
                break
        end, start, amount, rise = span
        gone, total = self._share(start, min(max(day, start), end), end)
        return amount * total + rise * gone, total

    def _share(self, start: date, day: date, end: date) -> tuple[int, int]:
        """The part of a span that is gone, as two whole numbers; in days if nothing else counts."""
        total = self.measure(start, end)
        if total <= 0:
            return (day - start).days, (end - start).days
        gone = self.measure(start, day)
        if isinstance(gone, int) and isinstance(total, int):
            return gone, total
        share = Fraction(gone, total)
        return share.numerator, share.denominator

    def elapsed_at(self, day: date) -> Decimal:
        """The share of days gone, in percent, from the year's beginning to the target's day."""
        total = (self.anchor_at(day).day - self.eve).days
        gone = min(max((day - self.eve).days, 0), total)
        return Decimal(100 * gone) / total


def plan_of(
    targets: Mapping[str, Decimal],
    *,
    basis: Basis,
    year: int,
    kind: PeriodKind,
    due: date | None = None,
) -> Plan | None:
    """The curve that periods of a kind are measured by; None without any target.

    Weeks and quarters go by quarter targets, months by month targets and then by quarters,
    years by the year's. Quarters and months of amounts that add up are increments, and end at
    the first that is missing; those of levels and rates stand for themselves. Where the
    finer targets end, the curve goes on to the year's, due by `due` or the year's last day.
    """
    adds_up = basis in (Basis.CUMULATIVE, Basis.FLOW)
    eve = date(year - 1, 12, 31)
    anchors: list[Anchor] = []
    for slots in _levels(kind):
        found = _reached(targets, slots, year=year, adds_up=adds_up)
        anchors += [a for a in found if not anchors or a.day > anchors[-1].day]
    last = due if due and due.year == year else date(year, 12, 31)
    whole = year_target(targets, basis)
    if whole is not None and (not anchors or last > anchors[-1].day):
        anchors.append(Anchor(last, whole, "year"))
    origin = ZERO if adds_up else targets.get("base", ZERO)
    return Plan(eve, origin, tuple(anchors)) if anchors else None


def _levels(kind: PeriodKind) -> tuple[tuple[str, ...], ...]:
    match kind:
        case PeriodKind.MONTH:
            return _MONTHS, _QUARTERS
        case PeriodKind.YEAR:
            return ()
        case _:
            return (_QUARTERS,)


def _reached(
    targets: Mapping[str, Decimal], slots: tuple[str, ...], *, year: int, adds_up: bool
) -> Iterator[Anchor]:
    reached = ZERO
    for slot in slots:
        if slot in targets:
            reached = reached + targets[slot] if adds_up else targets[slot]
            yield Anchor(_last_day(slot, year), reached, slot)
        elif adds_up:
            return


@lru_cache(maxsize=1000)
def _last_day(slot: str, year: int) -> date:
    letter, number = slot[0], int(slot[1:])
    month = number * 3 if letter == "q" else number
    return Period.containing(PeriodKind.MONTH, date(year, month, 1)).end


_QUARTERS = tuple(f"q{n}" for n in range(1, 5))
_MONTHS = tuple(f"m{n}" for n in range(2, 13))
