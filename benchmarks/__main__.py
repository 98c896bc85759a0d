"""`python -m benchmarks`: measure everything, print the table, write docs/performance.md."""

import argparse
import asyncio
import tempfile
import time
from argparse import Namespace
from collections.abc import Awaitable, Callable
from pathlib import Path

from benchmarks import (
    acknowledgements,
    drawing,
    fanout,
    looking,
    machine,
    page,
    reading,
    stalls,
    starting,
)
from benchmarks.rows import Row

Measure = Callable[[Path, Namespace], Awaitable[list[Row]]]


async def _reading(folder: Path, options: Namespace) -> list[Row]:
    return reading.measure()


MEASURES: dict[str, Measure] = {
    "acknowledgements": lambda folder, set_: acknowledgements.measure(folder, rounds=set_.rounds),
    "fanout": lambda folder, set_: fanout.measure(folder),
    "looking": lambda folder, set_: looking.measure(folder, weeks=set_.weeks),
    "drawing": lambda folder, set_: drawing.measure(),
    "starting": lambda folder, set_: starting.measure(folder, rounds=set_.rounds + 2),
    "reading": _reading,
    "stalls": lambda folder, set_: stalls.measure(folder, rounds=set_.rounds),
}


def main() -> None:
    """Measure what is asked for; only a whole run is written down."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=MEASURES, help="measure this alone, and write no page")
    parser.add_argument("--rounds", type=int, default=3, help="turns of each (3)")
    parser.add_argument(
        "--weeks", type=int, default=looking.FIVE_YEARS, help="of history that is looked at (260)"
    )
    options = parser.parse_args()
    rows = asyncio.run(_measured(options))
    print(page.table(rows))
    if options.only is None:
        page.write(rows, machine.described())


async def _measured(options: Namespace) -> list[Row]:
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
        for name, measure in MEASURES.items():
            if options.only in (None, name):
                began = time.monotonic()
                rows += await measure(Path(folder), options)
                print(f"{name}: {time.monotonic() - began:.0f} s", flush=True)
    return rows


if __name__ == "__main__":
    main()
