"""Figures on record: replays, races, chains, and every way to ask for them."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event, func, select

from domain.figures import Answer, Figure, Source, Stage, Timeliness
from storage import audit, figures, recording, records, undoing
from storage.database import Database
from storage.entries import Entry, Origin, Recorded
from storage.models.base import core
from storage.models.figures import RevisionRow
from tests.storage.district import MONDAY_NOON

revision = core(RevisionRow)


def minutes(number: int) -> datetime:
    return MONDAY_NOON + timedelta(minutes=number)


def entry(value: str | None, *, message: int, **more: Any) -> Entry:
    """What Asha typed in message `message`, `message` minutes past noon."""
    facts: dict[str, Any] = {
        "assignment": 1,
        "period": "2026-W10",
        "answer": Answer.NUMBER if value is not None else Answer.WITHDRAWN,
        "value": None if value is None else Decimal(value),
        "person": "asha",
        "typed_by": "asha",
        "source": Source.MESSAGE,
        "timeliness": Timeliness.ON_TIME,
        "reported_at": minutes(message),
        "recorded_at": minutes(message),
        "origin": Origin(7_000_000_001, message),
    }
    return Entry(**{**facts, **more})


async def put(db: Database, *entries: Entry) -> list[Recorded]:
    return await db.write(lambda session: recording.record(session, entries))


async def standing(db: Database, period: str = "2026-W10") -> dict[int, Figure]:
    async with db.reading() as session:
        return await figures.for_period(session, period)


async def stored(db: Database) -> int:
    async with db.reading() as session:
        return (await session.execute(select(func.count(revision.c.id)))).scalar_one()


async def is_sound(db: Database) -> bool:
    async with db.reading() as session:
        return await audit.verify(session) is None


async def test_a_number_is_current_with_every_digit(settled: Database) -> None:
    (made,) = await put(settled, entry("99999999999999.1234", message=1, note="因雨停工"))

    found = await standing(settled)

    assert found == {1: made.figure}
    assert found[1].value == Decimal("99999999999999.1234")
    assert found[1].reported_at == minutes(1)
    assert found[1].reported_at.utcoffset() == timedelta(0)
    assert (found[1].revision, found[1].note) == (1, "因雨停工")
    assert made.previous is None


async def test_trailing_zeros_stay_as_typed(settled: Database) -> None:
    await put(settled, entry("13.50", message=1))

    assert str((await standing(settled))[1].value) == "13.50"


async def test_a_second_number_becomes_the_next_revision(settled: Database) -> None:
    (first,) = await put(settled, entry("13.5", message=1))

    (second,) = await put(settled, entry("13.6", message=2))

    assert second.previous == first.figure
    assert second.figure.revision == 2
    assert (await standing(settled))[1] == second.figure
    async with settled.reading() as session:
        assert await figures.revisions(session, 1, "2026-W10") == (first.figure, second.figure)


async def test_several_for_one_figure_in_a_batch_are_numbered_in_order(settled: Database) -> None:
    made = await put(
        settled,
        entry("1", message=1),
        entry("5", message=1, assignment=2),
        entry("2", message=2),
        entry("3", message=3, period="2026-W11"),
    )

    assert [one.figure.revision for one in made] == [1, 1, 2, 1]
    assert made[2].previous == made[0].figure
    assert (await standing(settled)) == {1: made[2].figure, 2: made[1].figure}
    assert await is_sound(settled)


async def test_a_replayed_message_changes_nothing_and_tells_what_was_recorded_then(
    settled: Database,
) -> None:
    first, second, third = await put(
        settled, *(entry(str(number), message=number) for number in (1, 2, 3))
    )

    (again,) = await put(settled, entry("2", message=2))

    assert (again.figure, again.previous) == (second.figure, first.figure)
    assert again.replayed
    assert (await standing(settled))[1] == third.figure
    assert await stored(settled) == 3


async def test_a_message_knows_everything_it_gave(settled: Database) -> None:
    made = await put(settled, entry("1", message=1), entry("2", message=1, assignment=2))
    await put(settled, entry("9", message=2))

    async with settled.reading() as session:
        found = await recording.recorded_from(
            session, [Origin(7_000_000_001, 1), Origin(7_000_000_001, 1, 60), Origin(8, 1)]
        )

    assert [one.figure for one in found[Origin(7_000_000_001, 1)]] == [one.figure for one in made]
    assert len(found) == 1


async def test_the_same_message_twice_in_a_batch_is_recorded_once(settled: Database) -> None:
    made, again = await put(settled, entry("1", message=1), entry("1", message=1))

    assert (made.replayed, again.replayed) == (False, True)
    assert again.figure == made.figure
    assert await stored(settled) == 1


async def test_an_edit_is_a_new_origin_but_only_a_new_revision_if_it_says_something_new(
    settled: Database,
) -> None:
    (first,) = await put(settled, entry("13.5", message=1))

    (same,) = await put(
        settled, entry("13.50", message=1, source=Source.EDIT, origin=Origin(7_000_000_001, 1, 60))
    )
    (other,) = await put(
        settled,
        entry(
            "13.6",
            message=1,
            source=Source.EDIT,
            origin=Origin(7_000_000_001, 1, 90),
            reported_at=minutes(2),
        ),
    )

    assert same.unchanged
    assert same.figure == first.figure
    assert (other.unchanged, other.figure.revision) == (False, 2)


async def test_a_number_sent_earlier_but_handled_later_does_not_become_current(
    settled: Database,
) -> None:
    (newer,) = await put(settled, entry("2", message=2))

    (older,) = await put(settled, entry("1", message=1, recorded_at=minutes(3)))
    (newest,) = await put(settled, entry("3", message=3))

    assert (older.superseded, older.figure.revision) == (True, 2)
    assert older.previous == newer.figure
    assert newest.previous == newer.figure
    assert newest.figure.revision == 3
    assert await is_sound(settled)


async def test_a_superseded_number_is_replayed_as_superseded(settled: Database) -> None:
    (newer,) = await put(settled, entry("2", message=2))
    await put(settled, entry("1", message=1))

    (again,) = await put(settled, entry("1", message=1))

    assert (again.superseded, again.replayed, again.previous) == (True, True, newer.figure)


async def test_writers_at_the_same_moment_all_get_their_revision(settled: Database) -> None:
    await asyncio.gather(*(put(settled, entry(str(n), message=n)) for n in range(1, 5)))

    async with settled.reading() as session:
        found = await figures.revisions(session, 1, "2026-W10")
    assert [made.revision for made in found] == [1, 2, 3, 4]
    assert (await standing(settled))[1].value == 4
    assert await is_sound(settled)


async def test_a_replay_at_the_same_moment_is_still_recorded_once(settled: Database) -> None:
    made = await asyncio.gather(*(put(settled, entry("1", message=1)) for _ in range(4)))

    assert sorted(one.replayed for (one,) in made) == [False, True, True, True]
    assert await stored(settled) == 1


@pytest.mark.parametrize("size", [1, 60])
async def test_the_number_of_statements_does_not_grow_with_the_batch(
    settled: Database, size: int
) -> None:
    statements: list[str] = []
    batch = [
        entry(str(n), message=n, assignment=1 + n % 3, period=f"2026-W{n % 5 + 10}")
        for n in range(1, size + 1)
    ]
    await put(settled, entry("7", message=100))
    event.listen(
        settled.engine.sync_engine,
        "before_cursor_execute",
        lambda _, __, statement, *rest: statements.append(statement),
    )

    await put(settled, *batch)

    assert len([one for one in statements if not one.startswith("BEGIN")]) == 4


async def test_nothing_to_record_is_fine(settled: Database) -> None:
    assert await put(settled) == []


def test_a_number_without_a_value_is_refused() -> None:
    with pytest.raises(ValueError, match="number with value None"):
        entry(None, message=1, answer=Answer.NUMBER)


async def test_the_latest_before_skips_special_answers_other_kinds_and_the_period_itself(
    settled: Database,
) -> None:
    await put(
        settled,
        entry("1", message=1, period="2025-W52"),
        entry("2", message=2, period="2026-W08"),
        entry(None, message=3, period="2026-W09", answer=Answer.NOT_APPLICABLE),
        entry("4", message=4, period="2026-W10"),
        entry("5", message=5, period="2026-M02"),
        entry("6", message=6, period="2026-W10", assignment=2),
    )

    async with settled.reading() as session:
        before = await figures.latest_before(session, [1, 2, 3], "2026-W10")
        across_the_year = await figures.latest_before(session, [1], "2026-W02")

    assert {key: made.value for key, made in before.items()} == {1: 2}
    assert {key: made.value for key, made in across_the_year.items()} == {1: 1}


async def test_history_is_the_last_numbers_oldest_first(settled: Database) -> None:
    await put(
        settled,
        *(entry(str(n), message=n, period=f"2026-W{n:02}") for n in range(1, 11)),
        entry("7", message=20, assignment=2, period="2026-W03"),
        entry("70", message=21, assignment=2, period="2026-M03"),
    )

    async with settled.reading() as session:
        found = await figures.history(session, [1, 2], before="2026-W10", limit=3)

    assert found == {
        1: {"2026-W07": 7, "2026-W08": 8, "2026-W09": 9},
        2: {"2026-W03": 7},
    }
    assert list(found[1]) == ["2026-W07", "2026-W08", "2026-W09"]


async def test_current_finds_the_slots_asked_for(settled: Database) -> None:
    made = await put(
        settled,
        entry("1", message=1),
        entry("2", message=1, assignment=2),
        entry("3", message=2, period="2026-W11"),
    )

    async with settled.reading() as session:
        found = await figures.current(session, [1, 3], ["2026-W10", "2026-W11"])
        nothing = await figures.current(session, [], ["2026-W10"])

    assert found == {(1, "2026-W10"): made[0].figure, (1, "2026-W11"): made[2].figure}
    assert nothing == {}


async def test_what_was_known_on_a_day_does_not_change_afterwards(settled: Database) -> None:
    first, second = await put(settled, entry("1", message=1), entry("2", message=5))
    await put(settled, entry("0", message=3, recorded_at=minutes(9)))

    async with settled.reading() as session:
        known = [
            await records.as_known_on(session, ["2026-W10"], minutes(at)) for at in (0, 4, 6, 10)
        ]

    slot = (1, "2026-W10")
    assert known == [{}, {slot: first.figure}, {slot: second.figure}, {slot: second.figure}]


async def test_every_undo_goes_one_step_further_back(settled: Database) -> None:
    first, second = await put(settled, entry("1", message=1), entry("2", message=2))

    async def undo(message: int) -> Sequence[undoing.Undoable]:
        async with settled.transaction() as session:
            found = await undoing.last_by(session, "asha", assignments=[2, 1], periods=["2026-W10"])
            for one in found:
                value = one.before.value if one.before else None
                back = entry(str(value) if value else None, message=message, source=Source.UNDO)
                await recording.record(session, [back])
        return found

    assert await undo(3) == (undoing.Undoable(second.figure, first.figure),)
    assert (await standing(settled))[1].value == 1
    assert await undo(4) == (undoing.Undoable(first.figure, None),)
    assert (await standing(settled))[1].answer is Answer.WITHDRAWN
    assert await undo(5) == ()


async def test_an_undo_takes_back_the_whole_last_message_and_nothing_of_others(
    settled: Database,
) -> None:
    made = await put(
        settled,
        entry("1", message=1),
        entry("2", message=2),
        entry("3", message=2, assignment=2),
        entry("4", message=3, typed_by="bela"),
    )

    async with settled.reading() as session:
        mine = await undoing.last_by(
            session, "asha", assignments=[1, 2], periods=["2026-W10", "2026-W11"]
        )
        hers = await undoing.last_by(session, "bela", assignments=[1], periods=["2026-W10"])

    assert mine == (undoing.Undoable(made[2].figure, None),)
    assert hers == (undoing.Undoable(made[3].figure, made[1].figure),)


async def test_a_dump_tells_what_stands_or_everything_or_what_was_known(
    settled: Database,
) -> None:
    one, two, other = await put(
        settled,
        entry("1", message=1),
        entry("2", message=4),
        entry("3", message=2, period="2026-W09"),
    )

    async with settled.reading() as session:
        stands = [made async for made in records.dump(session)]
        history = [made async for made in records.dump(session, period="2026-W10", history=True)]
        known = [made async for made in records.dump(session, as_of=minutes(3))]

    assert stands == [other.figure, two.figure]
    assert history == [one.figure, two.figure]
    assert known == [other.figure, one.figure]


async def test_imports_number_themselves_on_from_the_last(settled: Database) -> None:
    async with settled.transaction() as session:
        first = await figures.import_number(session)
        await recording.record(
            session,
            [entry("1", message=1, origin=Origin(0, first), source=Source.IMPORT)],
        )
        second = await figures.import_number(session)

    assert (first, second) == (1, 2)


async def test_a_stage_and_the_marks_come_back_as_given(settled: Database) -> None:
    (made,) = await put(
        settled,
        entry("1", message=1, stage=Stage.VERIFIED, estimate=True, odd="比上周大十倍"),
    )

    found = (await standing(settled))[1]

    assert found == made.figure
    assert (found.stage, found.estimate, found.odd) == (Stage.VERIFIED, True, "比上周大十倍")
