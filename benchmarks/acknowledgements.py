"""A number typed until it is confirmed: ours, stored for good, against bare echo bots."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from pathlib import Path

from benchmarks import contestants, district
from benchmarks.contestants import Running
from benchmarks.rows import Goal, Row, at_least, compared, percentile
from benchmarks.standin import Heard, Sent

TOPIC = "acknowledgements"
CADRES = 500
BURST = 3_000
WARM_UP = 200
STEADY = 500
PER_SECOND = 100
AT = district.PROMPT + timedelta(hours=1)


@dataclass(slots=True)
class Rounds:
    """What one bot did, round by round."""

    rates: list[float] = field(default_factory=list)
    burst_p50: list[float] = field(default_factory=list)
    burst_p99: list[float] = field(default_factory=list)
    steady_p50: list[float] = field(default_factory=list)
    steady_p99: list[float] = field(default_factory=list)

    def add(self, steady: Heard, burst: Heard) -> None:
        """Take in one round; times in milliseconds."""
        self.rates.append(burst.per_second)
        self.burst_p50.append(1e3 * percentile(burst.seconds, 0.5))
        self.burst_p99.append(1e3 * percentile(burst.seconds, 0.99))
        self.steady_p50.append(1e3 * percentile(steady.seconds, 0.5))
        self.steady_p99.append(1e3 * percentile(steady.seconds, 0.99))


async def measure(folder: Path, *, rounds: int) -> list[Row]:
    """Every bot in turn, round after round, so that a busy minute hits them all.

    Raises:
        AssertionError: a number that our bot confirmed is not on record exactly once.
    """
    template = folder / "acknowledgements.db"
    await district.founded(template, cadres=CADRES, at=AT - timedelta(minutes=5))
    done: dict[str, Rounds] = {name: Rounds() for name in ("ours", *contestants.ECHOES)}
    for _ in range(rounds):
        for name in contestants.ECHOES:
            async with contestants.echo(name) as bot:
                await _round(bot, done[name])
        async with contestants.ours(template, at=AT) as bot:
            sent = await _round(bot, done["ours"])
        assert bot.database
        stored = await district.recorded(bot.database, sent)
        assert stored == len(sent), f"{stored} of {len(sent)} numbers are on record once"
    return _rows(done)


async def _round(bot: Running, rounds: Rounds) -> list[Sent]:
    """Warm up, then 100 messages a second, then all at once."""
    await bot.stand_in.knows(district.accounts(CADRES))
    typed = district.messages(CADRES, rounds=range(WARM_UP + STEADY + BURST))
    warm, steady, burst = (list(islice(typed, count)) for count in (WARM_UP, STEADY, BURST))
    first = await bot.stand_in.burst(warm)
    even = await bot.stand_in.steady(steady, per_second=PER_SECOND)
    all_at_once = await bot.stand_in.burst(burst)
    rounds.add(even, all_at_once)
    return [*first.sent, *even.sent, *all_at_once.sent]


def _rows(done: Mapping[str, Rounds]) -> list[Row]:
    ours = done["ours"]
    goals = {"python-telegram-bot": at_least(2), "aiogram": at_least(1)}
    rows: list[Row] = []
    for name in contestants.ECHOES:
        other = done[name]
        pairs: tuple[tuple[str, list[float], list[float], str, Goal | None], ...] = (
            ("burst, acknowledged per second", ours.rates, other.rates, "/s", goals[name]),
            ("burst, p50", ours.burst_p50, other.burst_p50, "ms", None),
            ("burst, p99", ours.burst_p99, other.burst_p99, "ms", None),
            (f"{PER_SECOND}/s, p50", ours.steady_p50, other.steady_p50, "ms", None),
            (f"{PER_SECOND}/s, p99", ours.steady_p99, other.steady_p99, "ms", None),
        )
        rows += [
            compared(TOPIC, what, mine, theirs, unit=unit, other=name, goal=goal)
            for what, mine, theirs, unit, goal in pairs
        ]
    return rows
