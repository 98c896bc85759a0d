"""docs/performance.md: the table of one run, and what it means."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.rows import Row

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"

TEXT = """\
# Performance

Every number below was measured in one run of `make bench` (about seven minutes), which wrote this
page. Ratios count, not the numbers: what is compared ran by turns on the same machine in the same
minutes, and medians of the rounds are shown. A ratio is ours divided by the other.

Machine: {machine}

{table}

## What is measured

- **acknowledgements**: 500 cadres with four indicators each and nine weeks of history type
  numbers; counted is the time from a message in the queue to the answer at the stand-in for
  Telegram, a process of its own. Ours reads and checks every number against plan and history and
  has it on disk (SQLite, `synchronous=FULL`) before it answers with value, change and completion;
  after each round every number sent is looked up in the database: there exactly once, with the
  very value. The others are echo bots with the defaults of their libraries, which store nothing.
  Limits on sending are lifted for all.
- **fan-out**: the clock of a week's prompt goes off for 1,000 cadres, at Telegram's real limits
  (30 a second in all, 1 a second to a chat, 20 a minute to a group). Some answer meanwhile.
- **looking up**: what `/status` finds out before anything is drawn, of 300 units with twenty
  indicators each, five years of weekly numbers (1.6 million) and a list published every week: the
  district, a unit and an indicator by turns, right after each new number, every other one of that
  unit, and again with nothing new. Against the same district with a month of numbers the cost
  should be flat. The first look after a start measures every unit.
- **pictures**: one ranking as leaders get it, against bars with names and values alone, and one
  wall map against cells with numbers and names, each on a figure of the same size with letters of
  the same size, saved by `savefig`. Processor time.
- **start**: `python -m bot run` on an existing database until Telegram is asked for updates for
  the first time, against a Python that imports the same libraries and ends, both with compiled
  files at hand. The drawing process is not in the memory.
- **reading**: messages of many kinds, against six items.
- **drawing and answering**: 100 numbers a second, in quiet spells and in spells in which pictures
  are drawn without pause, by turns in one process.

## Where the time goes

An echo parses an update and sends a text. An acknowledgement of ours does that as well, with the
same library's objects, and besides keeps the update, reads the number, looks up what the person
owes, last week's values and half a year of history, checks, appends a revision with its digest,
writes the answer with its buttons, and remembers what that answer is about: three transactions,
each on disk. Bursts share them: whoever writes while one is running goes into the next. What is
left is Python: building objects of the library, rows and values. What helped so far is in the
code, with its reason beside it: `storage/spot.py` (brief transactions stay on the event loop's
thread), statements made once (`storage/`), a history as one row (`storage/figures.py`), no object
made of Telegram's answer (`handlers/sending.py`), less garbage collection (`bot/memory.py`).
"""


def write(rows: Sequence[Row], machine: str) -> None:
    """Put the run on the page."""
    PAGE.write_text(TEXT.format(machine=machine, table=table(rows)), "utf-8")


def table(rows: Sequence[Row]) -> str:
    """The rows as Markdown that can be read in a terminal as well."""
    cells: list[tuple[str, ...]] = [("", "what", "ours", "against", "ratio", "goal", "")]
    told: set[str] = set()
    for row in rows:
        cells.append(_cells(row, new=row.topic not in told))
        told.add(row.topic)
    widths = [max(len(line[column]) for line in cells) for column in range(len(cells[0]))]
    lines = ["| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in cells]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def _cells(row: Row, *, new: bool) -> tuple[str, ...]:
    return (
        row.topic if new else "",
        row.what,
        row.ours,
        row.other,
        f"{row.ratio:.2f}",
        str(row.goal or "–"),
        row.verdict,
    )
