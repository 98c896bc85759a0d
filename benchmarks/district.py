"""A district made up for measuring: so many cadres with four indicators and nine weeks each."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.standin import Message, Sent
from domain.figures import Answer, Basis, Indicator, Source, Timeliness
from domain.people import Person, Role
from domain.periods import Period
from domain.roster import Assignment, Roster, Unit
from domain.roster_draft import RosterDraft
from storage import figures, migrating, people, recording, records, roster, roster_changes
from storage.database import Database
from storage.entries import Entry, Origin

YEAR = 2026
WEEK = Period.parse("2026-W10")
EARLIER = tuple(Period.parse(f"2026-W{number:02}") for number in range(1, 10))
PROMPT = datetime(2026, 3, 5, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
"""When the tenth week is asked for; before it the week's numbers are refused."""

FIRST_ID = 1_000_000_000
WORDS = ("投资", "社零", "工业", "到位资金")
STEP = Decimal("1.5")  # what each item grows by in a week
TARGETS = {slot: Decimal(20) for slot in ("q1", "q2", "q3", "q4")} | {"year": Decimal(80)}
INDICATORS = (
    Indicator("fai", "固定资产投资", "亿元", Basis.CUMULATIVE, ("投资",)),
    Indicator("retail", "社会消费品零售总额", "亿元", Basis.CUMULATIVE, ("社零",)),
    Indicator("industry", "规上工业增加值", "亿元", Basis.CUMULATIVE, ("工业",)),
    Indicator("capital", "招商引资到位资金", "亿元", Basis.CUMULATIVE, ("到位资金",)),
)


def draft(cadres: int) -> RosterDraft:
    """A unit, a person and four numbers owed for each cadre."""
    places = range(cadres)
    return RosterDraft(
        units=tuple(Unit(_unit(n), f"第{n + 1}街道办事处", f"街道{n + 1}") for n in places),
        people=tuple(
            Person(_person(n), f"责任人{n + 1}", "科长", _unit(n), frozenset({Role.CADRE}))
            for n in places
        ),
        indicators=INDICATORS,
        assignments=tuple(
            Assignment(0, _unit(n), one.code, _person(n), targets=TARGETS)
            for n in places
            for one in INDICATORS
        ),
    )


async def founded(path: Path, *, cadres: int, at: datetime) -> Path:
    """A database with the district in it, everybody enrolled at an instant."""
    url = f"sqlite:///{path}"
    await migrating.upgrade(url)
    db = Database(url)

    async def settle(session: AsyncSession) -> None:
        await roster_changes.apply(session, draft(cadres), year=YEAR, at=at)
        for number, account in enumerate(accounts(cadres)):
            await people.enrol(session, _person(number), telegram_id=account, at=at)

    await db.write(settle)
    async with db.reading() as session:
        known = await roster.load(session, year=YEAR)
    for week in EARLIER:
        past = list(_past(known, week, at=at))
        async with db.transaction() as session:
            await recording.record(session, past)
    await db.close()
    return path


def accounts(cadres: int) -> range:
    """Everybody's Telegram id, in roster order."""
    return range(FIRST_ID, FIRST_ID + cadres)


def messages(cadres: int, *, rounds: range) -> Iterator[Message]:
    """One number from everybody in each round, each larger than the one before."""
    for turn in rounds:
        word = WORDS[turn % len(WORDS)]
        value = STEP * (len(EARLIER) + 1) + Decimal(turn) / 100
        for account in accounts(cadres):
            yield Message(account, f"{word} {value}")


async def recorded(path: Path, sent: list[Sent]) -> int:
    """How many of these messages are on record with the very number that was typed.

    Raises:
        AssertionError: something else is on record, or something twice.
    """
    db = Database(f"sqlite:///{path}")
    async with db.reading() as session:
        origins = {Origin(one.message.person, one.number): one.message.text for one in sent}
        found = await recording.recorded_from(session, origins)
        kept = [made async for made in records.dump(session, period=WEEK.key, history=True)]
    await db.close()
    right = sum(
        len(own) == 1 and own[0].figure.value == Decimal(origins[origin].split()[1])
        for origin, own in found.items()
    )
    assert len(kept) == len(sent), f"{len(kept)} numbers are on record of {len(sent)} sent"
    return right


def _past(known: Roster, week: Period, *, at: datetime) -> Iterator[Entry]:
    value = STEP * (EARLIER.index(week) + 1)
    sent_at = at - timedelta(days=7 * (len(EARLIER) - EARLIER.index(week)))
    for one in known.assignments.values():
        yield Entry(
            assignment=one.id,
            period=week.key,
            answer=Answer.NUMBER,
            value=value,
            person=one.person,
            typed_by=one.person,
            source=Source.IMPORT,
            timeliness=Timeliness.ON_TIME,
            reported_at=sent_at,
            recorded_at=sent_at,
            origin=Origin(figures.IMPORT_CHAT, one.id * 100 + week.number),
        )


def _unit(number: int) -> str:
    return f"u{number:04}"


def _person(number: int) -> str:
    return f"p{number:04}"
