"""Whose turn it is to send: Telegram's limits as arithmetic on a clock that is passed in."""

import math
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

# A second as Telegram counts it may begin a little later than ours.
SECOND = 1.05
MINUTE = 61.0

# Telegram's own ceiling for all chats together. A slower pace of ours may catch up to it, so
# that a timer that comes late costs no throughput, but no second holds more.
CEILING = 30.0
CATCH_UP = 2

# Of the turns that both want, every fifth goes to a bulk push: it is slow, never starved.
REPLIES_IN_A_ROW = 4

# 429s in several chats within this time are about the overall limit, not about those chats.
FLOOD_CHATS = 3
FLOOD_SPAN = 5.0

FORGET_AFTER = 120.0

ChatId = int | str


@dataclass(frozen=True, slots=True)
class Rates:
    """Calls allowed on average; `math.inf` lifts a limit. Telegram's ceilings are 30, 1 and 20.

    A private chat may get `chat_burst` calls at once after a rest.
    """

    overall_per_second: float = 28.0
    chat_per_second: float = 1.0
    chat_burst: int = 3
    group_per_minute: float = 20.0


class Window:
    """At most so many calls in any stretch of `span` seconds."""

    __slots__ = ("_limit", "_span", "_times")

    def __init__(self, limit: float, span: float) -> None:
        self._limit = limit
        self._span = span
        self._times: deque[float] = deque()

    def wait(self, weight: int, now: float) -> float:
        """Seconds until `weight` more calls fit; more than the limit wait for an empty window."""
        times = self._times
        while times and times[0] <= now - self._span:
            times.popleft()
        surplus = len(times) + min(weight, self._limit) - self._limit
        return times[int(surplus) - 1] + self._span - now if surplus > 0 else 0.0

    def take(self, weight: int, now: float) -> None:
        if self._limit != math.inf:
            self._times.extend([now] * weight)


class Bucket:
    """A steady rate, with a few calls at once after a rest."""

    __slots__ = ("_burst", "_full_at", "_interval")

    def __init__(self, per_second: float, burst: int) -> None:
        self._interval = 1.0 / per_second
        self._burst = burst
        self._full_at = -math.inf

    def wait(self, weight: int, now: float) -> float:
        spare = (self._burst - min(weight, self._burst)) * self._interval
        return max(0.0, self._full_at - spare - now)

    def take(self, weight: int, now: float) -> None:
        self._full_at = max(self._full_at, now) + weight * self._interval


class Lane:
    """What one chat may still get, and until when Telegram told us to leave it alone."""

    __slots__ = ("_limits", "_not_before", "used_at")

    def __init__(self, rates: Rates, chat: ChatId) -> None:
        limits: list[Bucket | Window] = [Bucket(rates.chat_per_second, rates.chat_burst)]
        if isinstance(chat, int) and chat < 0:
            limits.append(_window(rates.group_per_minute, MINUTE))
        self._limits = limits
        self._not_before = -math.inf
        self.used_at = -math.inf

    def wait(self, weight: int, now: float) -> float:
        """Seconds until this chat may get `weight` calls; 0 means now."""
        return max(self._not_before - now, *(limit.wait(weight, now) for limit in self._limits), 0)

    def take(self, weight: int, now: float) -> None:
        for limit in self._limits:
            limit.take(weight, now)
        self.used_at = now

    def hold(self, until: float) -> None:
        self._not_before = max(self._not_before, until)
        self.used_at = self._not_before


@dataclass(slots=True)
class Turn:
    """One wish to call Telegram; `weight` counts the photos of an album singly."""

    chat: ChatId
    weight: int
    bulk: bool
    number: int
    granted: bool = field(default=False)


class TurnQueue:
    """Replies before bulk pushes, first come first served, and no chat in another's way."""

    def __init__(self, rates: Rates) -> None:
        self._rates = rates
        rate = rates.overall_per_second
        self._overall = _window(max(rate, min(rate + CATCH_UP, CEILING)), SECOND)
        self._pace = Bucket(rate, 1 + CATCH_UP)
        self._bulk_not_before = -math.inf
        self._lanes: dict[ChatId, Lane] = {}
        self._floods: dict[ChatId, float] = {}
        self._waiting: list[Turn] = []
        self._numbers = count()
        self._replies_in_a_row = 0
        self._swept_at = -math.inf

    @property
    def waiting(self) -> int:
        """How many calls wait for their turn."""
        return len(self._waiting)

    def chat_wait(self, chat: ChatId, weight: int, now: float) -> float:
        """Seconds that this chat's own limits ask for."""
        return self._lane(chat, now).wait(weight, now)

    def ask(self, chat: ChatId, *, weight: int, bulk: bool, now: float) -> Turn:
        """Take a place in the queue; the turn may be granted already on return."""
        turn = Turn(chat, weight, bulk, next(self._numbers))
        if not self._waiting and self._wait(turn, now) <= 0:
            self._take(turn, now)
        else:
            self._waiting.append(turn)
            self._waiting.sort(key=lambda other: (other.bulk, other.number))
        return turn

    def give_up(self, turn: Turn) -> None:
        """Leave the queue; a turn granted already stays counted."""
        if turn in self._waiting:
            self._waiting.remove(turn)

    def grant(self, now: float) -> tuple[list[Turn], float | None]:
        """The turns that have come, and the seconds until the next; None when nobody waits."""
        granted: list[Turn] = []
        while True:
            turn, soonest = self._next(now)
            if turn is None:
                return granted, soonest
            self._take(turn, now)
            self._waiting.remove(turn)
            granted.append(turn)

    def hold(self, chat: ChatId, seconds: float, now: float) -> None:
        """Leave a chat alone after a 429; after several in a row let bulk pushes rest as well."""
        self._lane(chat, now).hold(now + seconds)
        self._floods = {c: at for c, at in self._floods.items() if at > now - FLOOD_SPAN}
        self._floods[chat] = now
        if len(self._floods) >= FLOOD_CHATS:
            self._bulk_not_before = max(self._bulk_not_before, now + seconds)

    def _next(self, now: float) -> tuple[Turn | None, float | None]:
        """The turn that has come, else the shortest wait of all."""
        first: Turn | None = None
        soonest: float | None = None
        for turn in self._heads():
            wait = self._wait(turn, now)
            if wait > 0:
                soonest = wait if soonest is None else min(soonest, wait)
                continue
            first = first or turn
            if turn.bulk:
                # Both could go: the reply does, unless replies had it often enough.
                bulk_goes = first is turn or self._replies_in_a_row >= REPLIES_IN_A_ROW
                return (turn if bulk_goes else first), None
        return first, soonest

    def _heads(self) -> Iterator[Turn]:
        """The first turn of every chat: what a chat waits for is not overtaken by its next."""
        seen: set[ChatId] = set()
        for turn in self._waiting:
            if turn.chat not in seen:
                seen.add(turn.chat)
                yield turn

    def _wait(self, turn: Turn, now: float) -> float:
        wait = self._lane(turn.chat, now).wait(turn.weight, now)
        wait = max(wait, self._overall.wait(turn.weight, now))
        if turn.bulk:
            wait = max(wait, self._bulk_not_before - now)
        if self._is_paced(turn):
            wait = max(wait, self._pace.wait(1, now))
        return wait

    def _is_paced(self, turn: Turn) -> bool:
        """Pushes leave evenly, and replies with them while pushes wait: a burst of replies
        would use up each second at its start, before a paced push comes to its turn."""
        return turn.bulk or bool(self._waiting and self._waiting[-1].bulk)

    def _take(self, turn: Turn, now: float) -> None:
        turn.granted = True
        self._lane(turn.chat, now).take(turn.weight, now)
        self._overall.take(turn.weight, now)
        if self._is_paced(turn):
            self._pace.take(turn.weight, now)
        self._replies_in_a_row = 0 if turn.bulk else self._replies_in_a_row + 1

    def _lane(self, chat: ChatId, now: float) -> Lane:
        lane = self._lanes.get(chat)
        if lane is None:
            self._sweep(now)
            lane = self._lanes[chat] = Lane(self._rates, chat)
            lane.used_at = now
        return lane

    def _sweep(self, now: float) -> None:
        """Forget chats at rest, so that memory does not grow with everybody ever met."""
        if now - self._swept_at < FORGET_AFTER:
            return
        self._swept_at = now
        horizon = now - FORGET_AFTER
        self._lanes = {chat: lane for chat, lane in self._lanes.items() if lane.used_at > horizon}


def _window(rate: float, span: float) -> Window:
    """Whole calls only: a rate below one stretches its span instead."""
    if rate == math.inf:
        return Window(rate, span)
    return Window(math.floor(rate), span) if rate >= 1 else Window(1, span / rate)
