"""What a corrected ranking changes in the one that was published."""

from dataclasses import dataclass

from domain.lights import Light
from domain.ranking import Ranking


@dataclass(frozen=True, slots=True)
class Move:
    """A unit that stands elsewhere, or under another light; without a rank it is None."""

    unit: str
    name: str
    before: int | None
    after: int | None
    light_before: Light
    light_after: Light


def moves(published: Ranking, corrected: Ranking) -> tuple[Move, ...]:
    """Whoever has another place or light now, in the order of the corrected ranking.

    A percentage that moved without either changes nothing that was said about anybody. A unit
    that is new or gone is no move: the list was made of others then.
    """
    found = []
    before = {(standing.unit, standing.group): standing for standing in published.standings}
    for now in corrected.standings:
        then = before.get((now.unit, now.group))
        if then is not None and (then.rank, then.light) != (now.rank, now.light):
            found.append(Move(now.unit, now.name, then.rank, now.rank, then.light, now.light))
    return tuple(found)
