"""Answers while pictures are drawn without pause, against answers while nothing else happens."""

from datetime import timedelta
from itertools import islice
from pathlib import Path

from benchmarks import acknowledgements, contestants, district
from benchmarks.rows import Row, at_most, compared, percentile

TOPIC = "drawing and answering"
CADRES = 500
SECONDS = 4
PER_SECOND = 100
WARM_UP = 500
SPELLS = 3
"""Spells of each kind a round: the last hundredth of a spell is four messages, and one pause of
the machine is enough to move it."""


async def measure(folder: Path, *, rounds: int) -> list[Row]:
    """Quiet and busy spells by turns, in one process."""
    template = folder / "acknowledgements.db"
    at = acknowledgements.AT
    if not template.exists():
        await district.founded(template, cadres=CADRES, at=at - timedelta(minutes=5))
    typed = district.messages(CADRES, rounds=range(1_000))
    quiet: list[float] = []
    busy: list[float] = []
    async with contestants.ours(template, at=at) as bot:
        await bot.stand_in.knows(district.accounts(CADRES))
        await bot.stand_in.burst(list(islice(typed, WARM_UP)))
        for spell in (quiet, busy) * (SPELLS * rounds):
            heard = await bot.stand_in.steady(
                list(islice(typed, SECONDS * PER_SECOND)), per_second=PER_SECOND
            )
            spell.append(1e3 * percentile(heard.seconds, 0.99))
            bot.toggle_drawing()
    return [
        compared(
            TOPIC,
            f"{PER_SECOND} a second, 99 % waited at most",
            busy,
            quiet,
            unit="ms",
            other="idle",
            goal=at_most(1.5),
        )
    ]
