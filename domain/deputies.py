"""Who stands in for whom, from when until when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Delegation:
    """One person's numbers in another's hands, from `begins_at` until, not including, `ends_at`.

    On leave nobody need be named: then (`deputy` is None) each number goes to its own AB角,
    and one without to nobody. The person is not asked meanwhile, but may answer.
    """

    id: int
    person: str
    deputy: str | None
    begins_at: datetime
    ends_at: datetime
    is_leave: bool = False

    def holds_at(self, at: datetime) -> bool:
        """Whether it is in force at an instant."""
        return self.begins_at <= at < self.ends_at

    def meets(self, begins_at: datetime, ends_at: datetime) -> bool:
        """Whether it is in force at any instant of a span."""
        return self.begins_at < ends_at and begins_at < self.ends_at


def by_person(delegations: Iterable[Delegation]) -> Mapping[str, tuple[Delegation, ...]]:
    """Whose numbers are in other hands, and when."""
    found: dict[str, tuple[Delegation, ...]] = {}
    for one in delegations:
        found[one.person] = (*found.get(one.person, ()), one)
    return found
