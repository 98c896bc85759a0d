"""Telegram's send limits: what may pass now, and how long to wait if not."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages allowed; a burst is how many may come at once after a rest."""

    overall_per_second: float = 30.0
    overall_burst: float = 30.0
    private_per_second: float = 1.0
    private_burst: float = 4.0
    group_per_minute: float = 20.0
    group_burst: float = 20.0


REAL_LIMITS = Limits()
NO_LIMITS: Limits | None = None


class _Bucket:
    """Fills at a steady rate up to its size; a message takes one."""

    __slots__ = ("at", "level", "rate", "size")

    def __init__(self, rate: float, size: float, at: float) -> None:
        self.rate = rate
        self.size = size
        self.level = size
        self.at = at

    def wait_for(self, amount: float, at: float) -> float:
        """Seconds until `amount` may be taken; 0 means now. An amount above the size waits
        for a full bucket only, or it could never pass."""
        self.level = min(self.size, self.level + (at - self.at) * self.rate)
        self.at = at
        # Float dust must not turn "exactly one second later" into a refusal.
        lacking = min(amount, self.size) - self.level - 1e-9
        return max(0.0, lacking / self.rate)

    def take(self, amount: float) -> None:
        self.level -= amount


class RateKeeper:
    """Counts messages to every chat and to all of them together, on a clock that only rises."""

    def __init__(self, limits: Limits | None) -> None:
        self.limits = limits
        self._overall: _Bucket | None = None
        self._chats: dict[int, _Bucket] = {}

    def set(self, limits: Limits | None) -> None:
        """New limits, counted from an empty slate; None lifts them."""
        self.limits = limits
        self._overall = None
        self._chats.clear()

    def retry_after(self, chat_id: int, amount: int, at: float) -> int:
        """Take `amount` messages to `chat_id` at `at`; 0 if they may pass, else whole seconds
        to wait, and nothing is taken."""
        limits = self.limits
        if limits is None:
            return 0
        if self._overall is None:
            self._overall = _Bucket(limits.overall_per_second, limits.overall_burst, at)
        chat = self._chats.get(chat_id)
        if chat is None:
            chat = self._chats[chat_id] = self._new_chat(limits, chat_id, at)
        wait = max(self._overall.wait_for(amount, at), chat.wait_for(amount, at))
        if wait > 0:
            return max(1, math.ceil(wait))
        self._overall.take(amount)
        chat.take(amount)
        return 0

    @staticmethod
    def _new_chat(limits: Limits, chat_id: int, at: float) -> _Bucket:
        if chat_id < 0:
            return _Bucket(limits.group_per_minute / 60, limits.group_burst, at)
        return _Bucket(limits.private_per_second, limits.private_burst, at)
