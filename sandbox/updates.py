"""The queue of updates: kept until confirmed or too old, handed out in order, or not."""

import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.wire import Json

MESSAGE_LIFE = 86_400  # seconds, from the message's own date
QUERY_LIFE = 150
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_FAR_AHEAD = 10


@dataclass(frozen=True, slots=True)
class Queued:
    """One update on its way: its id, its JSON, the chat it belongs to, its end of life."""

    id: int
    body: Json
    chat_id: int | None
    expires_at: float


class UpdateQueue:
    """What the bot has not confirmed yet."""

    def __init__(self, *, first_id: int) -> None:
        self._next_id = first_id
        self._pending: deque[Queued] = deque()
        self._again: list[Queued] = []
        self._delivered: deque[Queued] = deque(maxlen=1_000)
        self._in_order = True
        self.allowed: frozenset[str] | None = None  # None = all but NOT_BY_DEFAULT
        self.listeners: list[Callable[[], None]] = []

    def __len__(self) -> int:
        return len(self._pending)

    def wants(self, kind: str) -> bool:
        """Whether the bot asked for this kind of update."""
        return kind not in NOT_BY_DEFAULT if self.allowed is None else kind in self.allowed

    def allow(self, kinds: list[str] | None) -> None:
        """Remember which kinds are wanted; None leaves the earlier choice, [] means default."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def add(self, body: Json, *, chat_id: int | None, expires_at: float) -> Queued:
        """Queue one update; an `update_id` in the body is kept as it is."""
        body = {"update_id": self._next_id, **body}
        queued = Queued(int(body["update_id"]), body, chat_id, expires_at)
        if self._pending and queued.id < self._pending[-1].id:
            self._in_order = False
        self._next_id = queued.id + 1
        self._pending.append(queued)
        self.notify()
        return queued

    def take(self, *, offset: int, limit: int, now: float) -> list[Json]:
        """Confirm everything below `offset` and hand out what follows.

        A negative offset forgets all but that many at the end. An offset far beyond the queue
        is taken for a mistake: nothing is confirmed and the whole queue is handed out.
        """
        self._drop_expired(now)
        if offset < 0:
            while len(self._pending) > -offset:
                self._pending.popleft()
        elif offset <= self._next_id + _FAR_AHEAD:
            self._confirm_below(offset)
        batch = [*self._again, *(self._pending[i] for i in range(min(limit, len(self._pending))))]
        batch = batch[:limit]
        self._again = self._again[limit:]
        self._delivered.extend(batch)
        return [queued.body for queued in batch]

    def settle(self, queued: Queued) -> None:
        """Take one update out; the webhook has accepted it."""
        if self._pending and self._pending[0] is queued:
            self._pending.popleft()
        elif queued in self._pending:
            self._pending.remove(queued)
        self._delivered.append(queued)

    def notify(self) -> None:
        """Tell those who deliver that there is something to look at."""
        for listener in self.listeners:
            listener()

    def again(self) -> list[Queued]:
        """What is to be handed out once more; asking takes it."""
        again, self._again = self._again, []
        return again

    def pending(self) -> list[Queued]:
        """What waits, in the order of delivery."""
        return list(self._pending)

    def clear(self) -> None:
        """Forget everything that waits."""
        self._pending.clear()
        self._again.clear()

    def redeliver(self, count: int) -> list[Queued]:
        """Hand the last `count` delivered updates out once more, whatever was confirmed."""
        repeated = list(self._delivered)[-count:]
        self._again += repeated
        self.notify()
        return repeated

    def shuffle(self, *, seed: int = 0) -> None:
        """Put what waits in a wrong order; ids stay as they are."""
        shuffled = list(self._pending)
        random.Random(seed).shuffle(shuffled)  # noqa: S311 (a repeatable lot, no secret)
        self._pending = deque(shuffled)
        self._in_order = False

    def restart_ids(self, first_id: int) -> None:
        """Number the next update `first_id`, as Telegram does after a quiet week."""
        self._next_id = first_id

    def _confirm_below(self, offset: int) -> None:
        if self._in_order:
            while self._pending and self._pending[0].id < offset:
                self._pending.popleft()
            return
        self._pending = deque(queued for queued in self._pending if queued.id >= offset)
        ids = [queued.id for queued in self._pending]
        self._in_order = ids == sorted(ids)

    def _drop_expired(self, now: float) -> None:
        if any(queued.expires_at <= now for queued in self._pending):
            self._pending = deque(q for q in self._pending if q.expires_at > now)
