"""How often one account may ask: enough for quick thumbs, too little to be a burden."""

from collections import OrderedDict
from dataclasses import dataclass

from domain.errors import Refusal

MOST_ACCOUNTS = 10_000


@dataclass(eq=False)
class TooOften(Refusal):
    """Asked more often than anybody types; `seconds` until the next may come."""

    seconds: float


class Rates:
    """A bucket for each account: `burst` at once after a rest, then `per_second`."""

    def __init__(self, *, per_second: float = 4.0, burst: float = 40.0) -> None:
        self._per_second = per_second
        self._burst = burst
        self._levels: OrderedDict[int, tuple[float, float]] = OrderedDict()

    def take(self, account: int, *, now: float) -> None:
        """Let one request pass; `now` is in seconds, of any clock that never goes back.

        Raises:
            TooOften: the bucket is empty.
        """
        level, at = self._levels.pop(account, (self._burst, now))
        level = min(self._burst, level + (now - at) * self._per_second)
        passes = level >= 1
        self._levels[account] = (level - 1 if passes else level, now)
        if len(self._levels) > MOST_ACCOUNTS:
            self._levels.popitem(last=False)  # who has rested longest has a full bucket anyway
        if not passes:
            raise TooOften((1 - level) / self._per_second)
