"""What the inbox forgets is counted first: by chat and local day, words and taps, each once."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from storage import inbox, traffic
from storage.database import Database
from storage.inbox import Arrival
from storage.traffic import Heard

ZONE = ZoneInfo("Asia/Shanghai")
THURSDAY_NIGHT = datetime(2026, 3, 5, 15, 30, tzinfo=UTC)
FRIDAY_SMALL_HOURS = datetime(2026, 3, 5, 16, 30, tzinfo=UTC)
"""Half past midnight in the district."""
MONDAY, NEXT_MONDAY = datetime(2026, 3, 1, 16, tzinfo=UTC), datetime(2026, 3, 8, 16, tzinfo=UTC)
ASHA, GROUP = 101, -5
WORDS: dict[str, Any] = {"message": {"text": 'about "callback_query": and "my_chat_member":'}}
TAP: dict[str, Any] = {"callback_query": {"message": {"text": "13.5"}}}
BLOCKED: dict[str, Any] = {"my_chat_member": {}}
WEEK = [Heard(ASHA, date(2026, 3, 5), 2, 1), Heard(ASHA, date(2026, 3, 6), 1, 0)]


async def arrive(
    db: Database, *bodies: dict[str, Any], chat: int, at: datetime, first: int
) -> None:
    """Updates that came in and were handled."""
    arrivals = [
        Arrival(number, chat, json.dumps({"update_id": number} | body))
        for number, body in enumerate(bodies, start=first)
    ]
    async with db.transaction() as session:
        rows = await inbox.keep(session, arrivals, at=at)
        await inbox.mark_done(session, list(rows.values()), at=at)


async def a_week(db: Database) -> None:
    await arrive(db, WORDS, WORDS, TAP, BLOCKED, chat=ASHA, at=THURSDAY_NIGHT, first=1)
    await arrive(db, WORDS, chat=ASHA, at=FRIDAY_SMALL_HOURS, first=11)
    await arrive(db, WORDS, chat=GROUP, at=THURSDAY_NIGHT, first=21)


async def heard(db: Database) -> list[Heard]:
    async with db.reading() as session:
        found = await traffic.heard(session, since=MONDAY, until=NEXT_MONDAY, zone=ZONE)
    return sorted(found, key=lambda one: one.day)


async def purged(db: Database, *, before: datetime) -> int:
    async with db.transaction() as session:
        return await inbox.purge(session, before=before, zone=ZONE)


async def test_what_is_still_there_is_counted_as_it_is(db: Database) -> None:
    await a_week(db)

    assert await heard(db) == WEEK


async def test_what_was_forgotten_counts_as_much_and_only_once(db: Database) -> None:
    await a_week(db)

    gone = [await purged(db, before=NEXT_MONDAY) for _ in range(2)]

    assert gone == [6, 0]
    assert await heard(db) == WEEK


async def test_a_day_that_is_forgotten_in_two_steps_adds_up(db: Database) -> None:
    await a_week(db)
    await purged(db, before=FRIDAY_SMALL_HOURS)
    later = THURSDAY_NIGHT + timedelta(minutes=10)
    await arrive(db, WORDS, TAP, chat=ASHA, at=later, first=31)
    await purged(db, before=NEXT_MONDAY)

    assert (await heard(db))[0] == Heard(ASHA, date(2026, 3, 5), typed=3, tapped=2)
