"""Who may be put on the red list (红榜) and on the black one (黑榜) of a quarter, by rule.

    red    every target was exceeded, and the rank is among the first of the group
    black  a target was missed, and the rank is among the last of the group

That is a matter of fact; whether it is done is decided by people. What is exempt counts neither
way, and whoever has no rank is on no list. Never more than half of a group count as its first, or
as its last. Units that share a place are listed together; none that is among the first of equals is
among the last of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.closing import Closed, Outcome
from domain.ranking import Ranking, Standing, Status


@dataclass(frozen=True, slots=True)
class Missed:
    """A unit among the last, and the targets it missed, of so many."""

    standing: Standing
    targets: tuple[Closed, ...]
    judged: int


@dataclass(frozen=True, slots=True)
class Exempt:
    """A unit with what of it is exempt; `is_whole` if that is all it owes."""

    unit: str
    targets: tuple[Closed, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Lists:
    """Who may be listed, group after group by rank, and who is exempt.

    `places` are the first and the last that count, as configured; `by_points` tells by which
    ranking.
    """

    places: int
    by_points: bool
    red: tuple[Standing, ...] = ()
    black: tuple[Missed, ...] = ()
    exempt: tuple[Exempt, ...] = ()


def lists_of(
    ranking: Ranking, closed: Iterable[Closed], *, places: int, by_points: bool = False
) -> Lists:
    """Both lists of a ranking; with 0 `places` there is nobody on them."""
    by_unit: dict[str, list[Closed]] = {}
    for one in closed:
        by_unit.setdefault(one.unit, []).append(one)
    red: list[Standing] = []
    black: list[Missed] = []
    for group in ranking.groups:
        ranked = [s for s in ranking.of_group(group) if s.status is Status.RANKED]
        most = min(places, len(ranked) // 2)
        for standing in ranked:
            judged = _judged(by_unit.get(standing.unit, ()))
            missed = tuple(one for one in judged if one.outcome is Outcome.MISSED)
            is_first = (standing.rank or 0) <= most
            if is_first and judged and all(o.outcome is Outcome.EXCEEDED for o in judged):
                red.append(standing)
            elif missed and not is_first and _from_below(standing, ranked) <= most:
                black.append(Missed(standing, missed, len(judged)))
    exempt = (_exempt(unit, own) for unit, own in by_unit.items())
    return Lists(
        places,
        by_points,
        red=tuple(red),
        black=tuple(black),
        exempt=tuple(one for one in exempt if one.targets),
    )


def _judged(own: Iterable[Closed]) -> Sequence[Closed]:
    return [one for one in own if one.outcome is not Outcome.EXEMPT]


def _from_below(standing: Standing, ranked: Sequence[Standing]) -> int:
    """The place counted from the last: 1, 1, 3."""
    return 1 + sum((other.rank or 0) > (standing.rank or 0) for other in ranked)


def _exempt(unit: str, own: Sequence[Closed]) -> Exempt:
    targets = tuple(one for one in own if one.outcome is Outcome.EXEMPT)
    return Exempt(unit, targets, is_whole=len(targets) == len(own))
