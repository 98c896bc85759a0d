"""Messages by the thousand, taken in and stored as the bot does it, each held against its making.

    python -m tests.endtoend.generated [NUMBER]      100,000 unless it is said

Every message is made of numbers known beforehand (tests/domain/typed_messages.py), or is a soup
of words with nothing meant. Of the first kind only what was meant may be on record; of the
second only numbers that a reader finds in the text. The reader of the bot is not asked.
"""

import asyncio
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path

import cn2an
from sqlalchemy import select

from domain.errors import Refusal
from domain.figures import Answer, Basis, Indicator, Source, Timeliness
from domain.people import Person, Role
from domain.roster import Assignment, Roster, Unit
from domain.roster_draft import RosterDraft
from handlers.actions.reporting.outcomes import Outcome, Typed
from handlers.actions.reporting.recording import record_batch
from storage import audit, figures, migrating, people, recording, roster, roster_changes
from storage.database import Database
from storage.entries import Entry, Origin
from storage.models.base import core
from storage.models.figures import RevisionRow
from tests.domain.typed_messages import ITEMS, messages, soups
from tests.domain.typed_messages import Typed as Meant
from tests.endtoend.cast import SETTLED
from tests.endtoend.desk import Desk, seated
from tests.endtoend.town import THURSDAY, WEEK

NUMBER = 100_000
CADRES = 1_000
"""One message from each; then all begin anew with nothing answered."""
BATCH = 256
SOUP = 10  # one message in so many means nothing
AGAIN = 4  # one batch in so many is handled twice

LAST_WEEK = {"fai": "120", "ret": "80", "rev": "300", "iva": "6.0", "ent": "20", "for": "3.0"}
BASES = {"iva": Basis.RATE, "for": Basis.RATE, "ent": Basis.FLOW}
WORDS = {Answer.NOT_APPLICABLE: "not applicable", Answer.NOT_AVAILABLE: "not available"}
PLAIN = str.maketrans("０１２３４５６７８９．两", "0123456789.二", "\u200b\ufeff")
"""Digits as a reader sees them; what cannot be seen is not there."""
NUMERALS = "零一二两三四五六七八九十百千万亿点"
revision = core(RevisionRow)


@dataclass(slots=True)
class Tally:
    """What became of all messages; `disputed` and `lost` should stay empty."""

    counts: Counter[str] = field(default_factory=Counter)
    disputed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def told(self) -> str:
        """In a few lines."""
        lines = [f"{count:>9,} {what}" for what, count in self.counts.most_common()]
        lines += [f"{len(self.disputed):>9,} numbers on record that a reader would dispute"]
        lines += [f"{len(self.lost):>9,} numbers neither on record nor asked about"]
        lines += [f"{self.seconds:>9,.0f} seconds of processor time"]
        return "\n".join([*lines, *self.disputed[:10], *self.lost[:10]])


async def main(number: int = NUMBER, *, cadres: int = CADRES, seed: int = 20260305) -> Tally:
    """Take in so many messages; anything that raises comes out."""
    tally, began = Tally(), time.process_time()
    meant = mixed(seed, number)
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "empty.db"
        await founded(template, cadres)
        while own := list(islice(meant, cadres)):
            path = Path(folder) / "week.db"
            shutil.copyfile(template, path)
            await one_week(path, own, tally)
    tally.seconds = time.process_time() - began
    return tally


def mixed(seed: int, number: int) -> Iterator[Meant]:
    """Messages that mean something, and now and then one that does not."""
    sense, nonsense = messages(seed, number), soups(seed, number)
    for n in range(number):
        yield next(nonsense if n % SOUP == 0 else sense)


async def founded(path: Path, cadres: int) -> None:
    """Six numbers owed by each; every second cadre reported them last week."""
    url = f"sqlite:///{path}"
    await migrating.upgrade(url)
    db = Database(url)
    places = range(cadres)
    draft = RosterDraft(
        units=tuple(Unit(f"u{n}", f"第{n}街道办事处", f"街道{n}") for n in places),
        people=tuple(
            Person(f"p{n}", f"责任人{n}", "科长", f"u{n}", frozenset({Role.CADRE})) for n in places
        ),
        indicators=tuple(
            Indicator(
                item.key,
                item.names[0],
                item.measure,
                BASES.get(item.key, Basis.CUMULATIVE),
                item.names[1:],
            )
            for item in ITEMS
        ),
        assignments=tuple(
            Assignment(0, f"u{n}", item.key, f"p{n}") for n in places for item in ITEMS
        ),
    )
    async with db.transaction() as session:
        await roster_changes.apply(session, draft, year=2026, at=SETTLED)
        for n in places:
            await people.enrol(session, f"p{n}", telegram_id=1_000 + n, at=SETTLED)
        known = await roster.load(session, year=2026)
        await recording.record(session, list(last_week(known)))
    await db.close()


def last_week(known: Roster) -> Iterator[Entry]:
    """What stands in the ninth week."""
    at = THURSDAY - timedelta(days=7)
    for own in known.assignments.values():
        if int(own.person[1:]) % 2 == 0:
            continue
        yield Entry(
            assignment=own.id,
            period="2026-W09",
            answer=Answer.NUMBER,
            value=Decimal(LAST_WEEK[own.indicator]),
            person=own.person,
            typed_by=own.person,
            source=Source.IMPORT,
            timeliness=Timeliness.ON_TIME,
            reported_at=at,
            recorded_at=at,
            origin=Origin(figures.IMPORT_CHAT, own.id),
        )


async def one_week(path: Path, meant: Sequence[Meant], tally: Tally) -> None:
    """One message from each cadre, batch by batch, and then a look into the records."""
    db = Database(f"sqlite:///{path}")
    desk = await seated(db, at=THURSDAY)
    outcomes: list[Outcome | Exception] = []
    for first in range(0, len(meant), BATCH):
        batch = [
            await desk.typed(f"p{n}", meant[n].text, number=1)
            for n in range(first, min(first + BATCH, len(meant)))
        ]
        outcomes += await taken_in(desk, batch, twice=first // BATCH % AGAIN == 0)
    kept = await on_record(desk, db)
    for n, (one, outcome) in enumerate(zip(meant, outcomes, strict=True)):
        judge(one, outcome, kept.get(f"p{n}", {}), is_settled=n % 2 == 1, tally=tally)
    async with db.reading() as session:
        assert await audit.verify(session) is None
    await db.close()


async def taken_in(desk: Desk, batch: Sequence[Typed], *, twice: bool) -> list[Outcome | Exception]:
    """A batch, some of them twice as after a crash: the second time changes nothing."""
    outcomes = await record_batch(desk.deps, batch)
    if twice:
        before = await desk.revisions()
        await record_batch(desk.deps, batch)
        assert await desk.revisions() == before
    return outcomes


async def on_record(desk: Desk, db: Database) -> dict[str, dict[str, list[Decimal | str]]]:
    """Every version of this week, by person and indicator."""
    known = await desk.deps.roster.current()
    own = revision.c
    found: dict[str, dict[str, list[Decimal | str]]] = {}
    async with db.reading() as session:
        rows = await session.execute(
            select(own.assignment, own.answer, own.value).where(own.period == WEEK)
        )
    for assignment, answer, value in rows:
        due = known.assignments[assignment]
        said = value if answer == Answer.NUMBER.value else WORDS[Answer(answer)]
        found.setdefault(due.person, {}).setdefault(due.indicator, []).append(said)
    return found


def judge(
    meant: Meant,
    outcome: Outcome | Exception,
    kept: dict[str, list[Decimal | str]],
    *,
    is_settled: bool,
    tally: Tally,
) -> None:
    """Count one message; what is on record must be what was meant, once."""
    tally.counts["messages"] += 1
    tally.counts["numbers on record"] += len(kept)
    if isinstance(outcome, Exception):
        if not isinstance(outcome, Refusal):
            raise outcome
        tally.counts["refused in words"] += 1
    for key, values in kept.items():
        if not is_undisputed(meant, key, values, is_settled=is_settled):
            tally.disputed.append(f"{meant.text!r}: {key} is {values}")
    for key, value in meant.expected.items():
        if key in kept or value is None or (value == "same" and not is_settled):
            continue
        if is_offered(outcome, key, value):
            tally.counts["asked about, with the number meant as a button"] += 1
        else:
            tally.lost.append(f"{meant.text!r}: {key} should be {value}")


def is_undisputed(
    meant: Meant, key: str, values: Sequence[Decimal | str], *, is_settled: bool
) -> bool:
    """Whether a reader of the message would agree with what is on record of one item."""
    if len(values) != 1:
        return False
    if meant.is_soup:
        value = values[0]
        return isinstance(value, str) or is_written(value, meant.text, is_settled=is_settled)
    said = meant.expected.get(key)
    if said == "same":
        said = Decimal(LAST_WEEK[key]) if is_settled else None
    return said is not None and values[0] == said


def is_offered(outcome: Outcome | Exception, key: str, value: Decimal | str) -> bool:
    """Whether a button stands for a number that was not stored."""
    said = Decimal(LAST_WEEK[key]) if value == "same" else value
    return isinstance(outcome, Outcome) and any(
        said in (choice.value, WORDS.get(choice.answer))
        for doubt in outcome.doubtful
        if doubt.item.assignment.indicator == key
        for choice in doubt.choices
    )


def is_written(value: Decimal, text: str, *, is_settled: bool) -> bool:
    """Whether the digits of a number stand in a text, in figures or numerals, however far on."""
    digits = significant(value)
    if digits in {"0", ""} or (is_settled and digits in map(significant_of, LAST_WEEK.values())):
        return True
    plain = text.translate(PLAIN)
    if "半" in plain and digits.endswith("5"):
        return True
    found = re.findall(r"[0-9][0-9,.]*", plain)
    runs = re.findall(rf"[0-9.{NUMERALS}]+", plain)
    return digits in {*map(significant_of, found), *(r for run in runs for r in spelled(run))}


def spelled(run: str) -> Collection[str]:
    """What a run of numerals may be: as one number, and as what stands between 万 and 亿."""
    parts = re.sub(r"[万亿千百]", " ", run).split()
    found = {significant_of("".join(parts))} if parts else set()
    for mode in ("normal", "smart"):
        try:
            found.add(significant(Decimal(str(cn2an.cn2an(run, mode)))))
        except (ValueError, ArithmeticError, KeyError, IndexError):
            continue
    return found


def significant_of(written: str) -> str:
    """The digits that matter, without zeros at either end."""
    return re.sub(r"[^0-9]", "", written).strip("0")


def significant(value: Decimal) -> str:
    """The same of a value."""
    return significant_of(format(abs(value), "f"))


if __name__ == "__main__":
    result = asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER))
    sys.stdout.write(f"{result.told()}\n")
    sys.exit(1 if result.disputed or result.lost else 0)
