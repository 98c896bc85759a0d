"""What matters in a ranking, for a caption of three lines."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.lights import Light
from domain.ranking import NEW, Ranking, Standing, Status

SMALLEST_MOVE = 2
"""Places; one place up or down is noise."""


@dataclass(frozen=True, slots=True)
class Highlights:
    """Leaders and laggards per group, movers over all groups, who is missing, lights.

    A laggard is last in its group *and* behind the pace: nobody is named for being the
    last of those who are on time. Of a part of a list in which nobody leads, `foremost` are
    all that have a place. The lists keep the order of the ranking, movers the largest move first.
    """

    leaders: tuple[Standing, ...]
    foremost: tuple[Standing, ...]
    laggards: tuple[Standing, ...]
    climbers: tuple[Standing, ...]
    fallers: tuple[Standing, ...]
    missing: tuple[Standing, ...]
    lights: Mapping[Light, int]


def highlights_of(ranking: Ranking, *, movers: int = 3) -> Highlights:
    """Pick them; at most `movers` climbers and as many fallers."""
    ranked = [s for s in ranking.standings if s.status is Status.RANKED]
    last = {group: _last_rank(ranking, group) for group in ranking.groups}
    moved = [s for s in ranked if abs(_places(s)) >= SMALLEST_MOVE]
    leaders = tuple(s for s in ranked if s.rank == 1)
    return Highlights(
        leaders=leaders,
        foremost=() if leaders else tuple(ranked),
        laggards=tuple(
            s
            for s in ranked
            if s.rank == last[s.group] != 1 and s.light in (Light.YELLOW, Light.RED)
        ),
        climbers=_largest(s for s in moved if _places(s) > 0)[:movers],
        fallers=_largest(s for s in moved if _places(s) < 0)[:movers],
        missing=tuple(s for s in ranking.standings if s.status is Status.NOT_REPORTED),
        lights=Counter(s.light for s in ranked),
    )


def _last_rank(ranking: Ranking, group: str) -> int | None:
    return max((s.rank for s in ranking.of_group(group) if s.rank), default=None)


def _places(standing: Standing) -> int:
    return 0 if standing.movement in (None, NEW) else int(standing.movement)


def _largest(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    return tuple(sorted(standings, key=lambda s: -abs(_places(s))))
