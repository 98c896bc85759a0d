"""Requests to put a locked number right: kept, replaced by newer ones, decided once."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from domain.figures import Answer
from storage import corrections
from storage.corrections import Request
from storage.database import Database
from storage.entries import Origin
from tests.storage.district import MONDAY_NOON


def request(*, message: int, **more: Any) -> Request:
    facts: dict[str, Any] = {
        "origin": Origin(7_000_000_001, message),
        "asked_by": "asha",
        "assignment": 1,
        "period": "2026-W09",
        "revision": 2,
        "answer": Answer.NUMBER,
        "value": Decimal("99999999999999.1234"),
        "reason": "上周漏了一笔",
        "asked_at": MONDAY_NOON,
    }
    return Request(**{**facts, **more})


async def put(db: Database, asked: Request) -> int:
    async with db.transaction() as session:
        return await corrections.put(session, asked)


async def state(db: Database, number: int) -> str | None:
    async with db.reading() as session:
        found = await corrections.get(session, number)
    return found.state if found else None


async def decide(db: Database, number: int, *, granted: bool, by: str) -> bool:
    async with db.transaction() as session:
        return await corrections.decide(session, number, granted=granted, by=by, at=MONDAY_NOON)


async def test_a_request_comes_back_as_it_was_asked(settled: Database) -> None:
    asked = request(message=1)

    number = await put(settled, asked)

    async with settled.reading() as session:
        found = await corrections.of_message(session, asked.origin)
    assert found is not None
    assert (found.id, found.slot, found.value) == (number, (1, "2026-W09"), asked.value)
    assert (found.state, found.answer, found.asked_at) == ("open", Answer.NUMBER, MONDAY_NOON)


async def test_a_newer_request_for_the_same_number_replaces_the_open_one(
    settled: Database,
) -> None:
    first = await put(settled, request(message=1))
    other = await put(settled, request(message=2, assignment=2))

    second = await put(settled, request(message=3))

    states = [await state(settled, number) for number in (first, other, second)]
    assert states == ["replaced", "open", "open"]


async def test_only_the_first_decision_counts(settled: Database) -> None:
    number = await put(settled, request(message=1))

    first = await decide(settled, number, granted=False, by="bela")
    second = await decide(settled, number, granted=True, by="chidi")

    assert (first, second) == (True, False)
    assert await state(settled, number) == "refused"


async def test_a_decided_request_is_not_replaced(settled: Database) -> None:
    first = await put(settled, request(message=1))
    await decide(settled, first, granted=True, by="chidi")

    await put(settled, request(message=2))

    assert await state(settled, first) == "granted"


async def test_one_message_asks_once(settled: Database) -> None:
    await put(settled, request(message=1))

    with pytest.raises(IntegrityError):
        await put(settled, request(message=1))


async def test_an_unknown_request_is_not_there(settled: Database) -> None:
    assert await state(settled, 7) is None
