"""A thousand cadres asked at Telegram's own pace, while others get their answers."""

import asyncio
from datetime import timedelta
from pathlib import Path

from benchmarks import contestants, district
from benchmarks.rows import Row, at_least, at_most, bounded, percentile, told
from benchmarks.standin import Heard, Message, StandIn

TOPIC = "fan-out"
CADRES = 1_000
CEILING = 30.0  # Telegram's own, messages a second
BEFORE = timedelta(seconds=3)  # our bot is up before the prompt's clock goes off
SETTLED = 4.0  # seconds until those who answer have been asked
ANSWERS = 60
ANSWERS_PER_SECOND = 2.0
PATIENCE = 120.0


async def measure(folder: Path) -> list[Row]:
    """The prompt's clock goes off by itself; what leaves is counted at the stand-in."""
    template = folder / "fanout.db"
    start = district.PROMPT - BEFORE
    await district.founded(template, cadres=CADRES, at=start - timedelta(minutes=5))
    async with contestants.ours(template, at=start, limits=True) as bot:
        await bot.stand_in.knows(district.accounts(CADRES))
        heard = await _answers_meanwhile(bot.stand_in)
        times, refused = await _all_sent(bot.stand_in)
    share = (len(times) - 1) / (times[-1] - times[0]) / CEILING
    return [
        Row(
            TOPIC,
            f"{CADRES:,} prompts and {ANSWERS} answers, sent per second",
            told(share * CEILING, "/s"),
            f"Telegram's limit {told(CEILING, '/s')}",
            share,
            at_least(0.9),
        ),
        Row(TOPIC, "sends refused with 429", str(refused), "bound 0", float(refused), at_most(0)),
        bounded(
            TOPIC,
            "an answer meanwhile, 99 % waited at most",
            1e3 * percentile(heard.seconds, 0.99),
            1_000,
            unit="ms",
        ),
    ]


async def _answers_meanwhile(stand_in: StandIn) -> Heard:
    """Those asked first answer, one after another, while the rest is being asked."""
    await stand_in.called("sendMessage")
    await asyncio.sleep(SETTLED)
    typed = [
        Message(one.person, one.text)
        for one, _ in zip(district.messages(CADRES, rounds=range(1)), range(ANSWERS), strict=False)
    ]
    return await stand_in.steady(typed, per_second=ANSWERS_PER_SECOND, anew=False)


async def _all_sent(stand_in: StandIn) -> tuple[list[float], int]:
    """Wait for the last send; returns when each was accepted, and how many were refused."""
    async with asyncio.timeout(PATIENCE):
        while True:
            calls = await stand_in.client.calls("sendMessage")
            times = [call["at"] for call in calls if call["status"] == 200]
            if len(times) == CADRES + ANSWERS:
                return times, len(calls) - len(times)
            await asyncio.sleep(1.0)
