"""`python -m benchmarks`: measure everything, print the table, write docs/performance.md."""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from benchmarks import acknowledgements, drawing, fanout, machine, page, reading, stalls, starting
from benchmarks.rows import Row

Measure = Callable[[Path, int], Awaitable[list[Row]]]


async def _reading(folder: Path, rounds: int) -> list[Row]:
    return reading.measure()


MEASURES: dict[str, Measure] = {
    "acknowledgements": lambda folder, rounds: acknowledgements.measure(folder, rounds=rounds),
    "fanout": lambda folder, rounds: fanout.measure(folder),
    "drawing": lambda folder, rounds: drawing.measure(),
    "starting": lambda folder, rounds: starting.measure(folder, rounds=rounds + 2),
    "reading": _reading,
    "stalls": lambda folder, rounds: stalls.measure(folder, rounds=rounds),
}


def main() -> None:
    """Measure what is asked for; only a whole run is written down."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=MEASURES, help="measure this alone, and write no page")
    parser.add_argument("--rounds", type=int, default=3, help="turns of each (3)")
    options = parser.parse_args()
    rows = asyncio.run(_measured(options.only, options.rounds))
    print(page.table(rows))
    if options.only is None:
        page.write(rows, machine.described())


async def _measured(only: str | None, rounds: int) -> list[Row]:
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
        for name, measure in MEASURES.items():
            if only in (None, name):
                began = time.monotonic()
                rows += await measure(Path(folder), rounds)
                print(f"{name}: {time.monotonic() - began:.0f} s", flush=True)
    return rows


if __name__ == "__main__":
    main()
