"""Decisions about numbers: appended, chained, marked at the figure, known by their day."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from domain.figures import Review
from domain.verdicts import Verdict
from storage import append_only, audit, changes, decisions, figures, records
from storage.audit import Break, Fault
from storage.database import Database
from storage.decisions import Decision
from storage.entries import Origin
from storage.models.base import core
from storage.models.decisions import DecisionRow
from storage.models.figures import FigureRow
from tests.storage.test_figures import entry, minutes, put, standing

SLOT = (1, "2026-W10")
decision = core(DecisionRow)
figure = core(FigureRow)


def returned(message: int = 50, **more: Any) -> Decision:
    """Chidi returns Asha's first number, `message` minutes past noon."""
    facts: dict[str, Any] = {
        "assignment": 1,
        "period": "2026-W10",
        "revision": 1,
        "verdict": Verdict.RETURNED,
        "reason": "口径不对",
        "person": "chidi",
        "decided_at": minutes(message),
        "origin": Origin(7_000_000_003, message),
    }
    return Decision(**{**facts, **more})


async def decide(db: Database, *made: Decision) -> None:
    async with db.transaction() as session:
        for one in made:
            await decisions.put(session, one)
            review = Review(one.verdict.value)
            assert await decisions.mark(session, one.slot, revision=one.revision, review=review)


async def test_a_returned_number_stays_and_is_open_again(settled: Database) -> None:
    await put(settled, entry("13.5", message=1))

    await decide(settled, returned())

    stands = (await standing(settled))[1]
    assert (stands.value, stands.review) == (Decimal("13.5"), Review.RETURNED)
    assert not stands.is_answered
    assert not stands.counts


async def test_the_next_number_stands_unmarked(settled: Database) -> None:
    await put(settled, entry("13.5", message=1))
    await decide(settled, returned())

    await put(settled, entry("13.6", message=60))

    assert (await standing(settled))[1].review is Review.NONE


async def test_only_the_version_that_was_read_is_marked_and_only_once(settled: Database) -> None:
    await put(settled, entry("13.5", message=1), entry("13.6", message=2))

    async with settled.transaction() as session:
        outcomes = [
            await decisions.mark(session, SLOT, revision=number, review=Review.RETURNED)
            for number in (1, 2, 2)
        ]

    assert outcomes == [False, True, False]


async def test_what_was_returned_is_no_last_number_and_no_part_of_the_history(
    settled: Database,
) -> None:
    await put(settled, entry("9", message=1, period="2026-W09"), entry("13.5", message=2))
    await decide(settled, returned())

    async with settled.reading() as session:
        last = await figures.latest_before(session, [1], "2026-W11")
        history = await figures.history(session, [1], before="2026-W11")

    assert last[1].value == 9
    assert history == {1: {"2026-W09": Decimal(9)}}


async def test_as_known_on_a_day_a_return_of_a_later_day_has_not_happened(
    settled: Database,
) -> None:
    await put(settled, entry("13.5", message=1))
    await decide(settled, returned(50))

    async with settled.reading() as session:
        known = [
            (await records.as_known_on(session, ["2026-W10"], minutes(at)))[SLOT].review
            for at in (49, 50)
        ]

    assert known == [Review.NONE, Review.RETURNED]


@pytest.mark.parametrize(
    ("is_reviewed", "said_before", "after"),
    [
        (False, [], Review.NONE),
        (True, [], Review.PENDING),
        (True, [Verdict.APPROVED], Review.APPROVED),
    ],
)
async def test_a_return_that_is_taken_back_leaves_what_was_before(
    settled: Database, is_reviewed: bool, said_before: list[Verdict], after: Review
) -> None:
    await put(settled, entry("13.5", message=1, reviewed=is_reviewed))
    await decide(settled, *(returned(40, verdict=verdict) for verdict in said_before))
    await decide(settled, returned(50))

    async with settled.transaction() as session:
        await decisions.put(session, returned(60, verdict=Verdict.TAKEN_BACK))
        outcomes = [await decisions.unmark(session, SLOT, revision=1) for _ in range(2)]

    assert outcomes == [True, False]
    assert (await standing(settled))[1].review is after
    async with settled.reading() as session:
        assert await audit.verify(session) is None
        known = [
            (await records.as_known_on(session, ["2026-W10"], minutes(at)))[SLOT].review
            for at in (59, 60)
        ]
    assert known == [Review.RETURNED, after]


async def test_a_decision_is_found_by_what_it_came_from_and_by_its_item(settled: Database) -> None:
    await put(settled, entry("13.5", message=1))
    await decide(settled, returned())

    async with settled.reading() as session:
        (by_message,) = await decisions.from_message(session, Origin(7_000_000_003, 50))
        (by_item,) = await decisions.of_item(session, 1)
        none = await decisions.from_message(session, Origin(7_000_000_003, 51))

    assert by_message == by_item
    assert (by_item.reason, by_item.person) == ("口径不对", "chidi")
    assert none == ()


async def test_a_decision_changes_what_one_looked_at_before(settled: Database) -> None:
    await put(settled, entry("13.5", message=1), entry("4", message=2, assignment=3))
    async with settled.reading() as session:
        before = await changes.mark(session)

    await decide(settled, returned())

    async with settled.reading() as session:
        told = await changes.since(session, before)
    assert told.assignments == frozenset({1})


@pytest.mark.parametrize("change", [update(decision).values(reason="x"), delete(decision)])
async def test_a_decision_can_neither_be_changed_nor_deleted(
    settled: Database, change: Any
) -> None:
    await put(settled, entry("13.5", message=1))
    await decide(settled, returned())

    async def tamper() -> None:
        async with settled.transaction() as session:
            await session.execute(change)

    with pytest.raises(DBAPIError, match="decision is append-only"):
        await tamper()


async def test_returns_are_counted_unless_they_were_taken_back(settled: Database) -> None:
    await put(settled, entry("13.5", message=1))
    again = {"verdict": Verdict.TAKEN_BACK, "decided_at": minutes(70)}
    async with settled.transaction() as session:
        for made in (
            returned(50),
            returned(51, **again),
            returned(52),
            returned(53, verdict=Verdict.QUESTIONED),
        ):
            await decisions.put(session, made)

    async with settled.reading() as session:
        late = await decisions.returns_in(session, "2026-W10")
        early = await decisions.returns_in(session, "2026-W10", as_of=minutes(49))

    assert (late, early) == ({1: 1}, {})


async def tampered(db: Database, *changed: Any) -> Break | None:
    """Two returns of two numbers of one assignment, changed behind the guard."""
    await put(db, entry("13.5", message=1), entry("14", message=2, period="2026-W11"))
    await decide(db, returned(50), returned(51, period="2026-W11"))
    async with db.transaction() as session:
        await session.run_sync(lambda sync: append_only.unguard(sync.connection()))
        for change in changed:
            await session.execute(change)
    async with db.reading() as session:
        return await audit.verify(session)


async def test_an_untouched_record_of_decisions_holds(settled: Database) -> None:
    assert await tampered(settled) is None


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (
            update(decision).where(decision.c.link == 1).values(person="bela"),
            Break(1, "2026-W10", 1, Fault.ALTERED),
        ),
        (
            update(decision)
            .where(decision.c.link == 2)
            .values(decided_at=minutes(51) + timedelta(seconds=1)),
            Break(1, "2026-W11", 1, Fault.ALTERED),
        ),
        (
            delete(decision).where(decision.c.link == 1),
            Break(1, "2026-W11", 1, Fault.MISSING),
        ),
        (
            update(figure).where(figure.c.period == "2026-W10").values(review=""),
            Break(1, "2026-W10", 1, Fault.WRONG_REVIEW),
        ),
        (
            update(figure).where(figure.c.period == "2026-W11").values(review="approved"),
            Break(1, "2026-W11", 1, Fault.WRONG_REVIEW),
        ),
    ],
)
async def test_what_was_tampered_with_is_named(
    settled: Database, change: Any, found: Break
) -> None:
    assert await tampered(settled, change) == found
