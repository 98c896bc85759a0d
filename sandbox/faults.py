"""The network's bad days, ordered ahead of time."""

import random
from dataclasses import dataclass, field
from typing import Literal, get_args

Kind = Literal["delay", "error", "drop", "body", "reset", "hang", "trickle"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(slots=True)
class Fault:
    """One kind of trouble for the calls that match.

    delay: wait `seconds`, then as usual · error: refuse with `status` and `description`
    without doing it · drop: do it, then close without an answer · body: answer `status` with
    `body`, whatever that is, without doing it · reset: break the connection without doing it ·
    hang: neither do it nor answer for `seconds` · trickle: do it, then answer a byte at a time
    over `seconds`.
    """

    kind: Kind
    method: str | None = None
    chat_id: int | None = None
    times: int | None = 1  # how many calls still; None = all of them
    share: float = 1.0  # of the matching calls, drawn by lot
    after: int = 0  # matching calls that pass untouched first
    seconds: float = 0.0
    status: int = 502
    description: str = "Bad Gateway"
    retry_after: int | None = None
    migrate_to_chat_id: int | None = None
    body: str = "<html><body><h1>502 Bad Gateway</h1></body></html>"
    content_type: str = "text/html"
    hits: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"unknown fault {self.kind!r}; known: {', '.join(KINDS)}")

    def matches(self, method: str, chat_id: object) -> bool:
        """Whether this call is one it is meant for."""
        if self.times == 0:
            return False
        if self.method is not None and self.method.lower() != method.lower():
            return False
        return self.chat_id is None or str(self.chat_id) == str(chat_id)


class FaultBoard:
    """The faults in force, oldest first; one call meets at most one."""

    def __init__(self, *, seed: int = 0) -> None:
        self.faults: list[Fault] = []
        self._lot = random.Random(seed)  # noqa: S311 (a repeatable lot, no secret)

    def add(self, fault: Fault) -> None:
        """Put one more in force."""
        self.faults.append(fault)

    def clear(self) -> None:
        """Calm weather again."""
        self.faults.clear()

    def meet(self, method: str, chat_id: object) -> Fault | None:
        """The fault this call meets, used up by one."""
        for fault in self.faults:
            if not fault.matches(method, chat_id):
                continue
            if fault.after > 0:
                fault.after -= 1
                continue
            if fault.share < 1.0 and self._lot.random() >= fault.share:
                continue
            fault.hits += 1
            if fault.times is not None:
                fault.times -= 1
            return fault
        return None
