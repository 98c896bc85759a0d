"""Clocks, publications, posts, questions, dialogs and holidays: what a week leaves behind."""

import asyncio
from datetime import date, timedelta

from domain.workdays import DayKind, SpecialDay
from storage import clocks, dialogs, holidays, people, posts, publications, questions
from storage.database import Database
from storage.dialogs import Dialog
from storage.posts import Post
from storage.publications import Publication
from storage.questions import Question
from tests.storage.district import MONDAY_NOON

CHAT = 7_000_000_001


async def test_a_clock_goes_off_once_whoever_is_first(db: Database) -> None:
    async def fire() -> bool:
        async with db.transaction() as session:
            return await clocks.fire(
                session, "prompt", "2026-W10", due_at=MONDAY_NOON, at=MONDAY_NOON, outcome="fired"
            )

    outcomes = await asyncio.gather(*(fire() for _ in range(4)))

    async with db.reading() as session:
        found = await clocks.fired(session, since=MONDAY_NOON)
        later = await clocks.fired(session, since=MONDAY_NOON + timedelta(seconds=1))
    assert sorted(outcomes) == [False, False, False, True]
    assert (found, later) == ({("prompt", "2026-W10", 1)}, set())


async def test_a_lock_tells_since_when_and_the_first_to_join_when_it_all_began(
    settled: Database,
) -> None:
    async with settled.transaction() as session:
        nobody = await clocks.began(session)
        await people.enrol(session, "asha", telegram_id=CHAT, at=MONDAY_NOON)
        for kind, period in (("lock", "2026-W09"), ("push", "2026-W10")):
            await clocks.fire(
                session, kind, period, due_at=MONDAY_NOON, at=MONDAY_NOON, outcome="by_hand"
            )
        closed = await clocks.closed(session, ["2026-W09", "2026-W10"])
        began = await clocks.began(session)

    assert closed == {"2026-W09": MONDAY_NOON}
    assert (nobody, began) == (None, MONDAY_NOON)


def ranking(period: str, *, edition: int = 1, subject: str = "") -> Publication:
    return Publication(
        period=period,
        subject=subject,
        edition=edition,
        as_of=MONDAY_NOON,
        published_at=MONDAY_NOON,
        standings={"places": [{"unit": "cg", "place": 1, "completion": "98.50"}]},
    )


async def test_what_was_published_stays_as_it_was(db: Database) -> None:
    first = ranking("2026-W10")
    async with db.transaction() as session:
        published = [
            await publications.publish(session, first),
            await publications.publish(session, ranking("2026-W10", edition=2)),
            await publications.publish(
                session, Publication("2026-W10", "", 1, MONDAY_NOON, MONDAY_NOON, {})
            ),
        ]

    async with db.reading() as session:
        found = await publications.of(session, "2026-W10")
    assert published == [True, True, False]
    assert found == ranking("2026-W10", edition=2)


async def test_the_previous_list_is_of_the_same_kind_and_subject(db: Database) -> None:
    async with db.transaction() as session:
        for made in (
            ranking("2026-W07"),
            ranking("2026-W08", edition=1),
            ranking("2026-W08", edition=2),
            ranking("2026-W09", subject="fai"),
            ranking("2026-M02"),
        ):
            await publications.publish(session, made)

    async with db.reading() as session:
        overall = await publications.latest_before(session, "2026-W10")
        fai = await publications.latest_before(session, "2026-W10", subject="fai")
        first = await publications.latest_before(session, "2026-W07")
    assert overall == ranking("2026-W08", edition=2)
    assert fai == ranking("2026-W09", subject="fai")
    assert first is None


async def test_the_last_word_on_what_a_message_is_about_counts(settled: Database) -> None:
    async with settled.transaction() as session:
        for assignment in (1, 2):
            subject = Post("ask", "2026-W10", assignment)
            await posts.remember(session, {(CHAT, 2): subject}, at=MONDAY_NOON)

    async with settled.reading() as session:
        found = await posts.find(session, [(CHAT, 2), (CHAT, 9), (CHAT + 1, 2)])

    assert found == {(CHAT, 2): Post("ask", "2026-W10", 2)}


def doubt(*, message: int = 1, assignment: int = 1) -> Question:
    return Question(
        chat_id=CHAT,
        message_id=message,
        edited_at=0,
        typed_by="asha",
        assignment=assignment,
        period="2026-W10",
        choices=[{"value": "4.50"}, {"value": "45000"}],
        reason={"kind": "slip"},
        note=None,
        reported_at=MONDAY_NOON,
    )


async def test_of_many_taps_on_a_question_one_answers_it(settled: Database) -> None:
    async with settled.transaction() as session:
        (asked,) = await questions.put(session, [doubt()])

    async def tap() -> bool:
        async with settled.transaction() as session:
            return await questions.answer(session, asked, at=MONDAY_NOON)

    assert sorted(await asyncio.gather(tap(), tap(), tap())) == [False, False, True]


async def test_questions_are_found_by_the_message_that_raised_them(settled: Database) -> None:
    async with settled.transaction() as session:
        ids = await questions.put(session, [doubt(), doubt(assignment=2)])

    async with settled.reading() as session:
        found = await questions.of_messages(session, [(CHAT, 1), (CHAT, 7)])
        one = await questions.get(session, ids[1])
        nothing = await questions.get(session, ids[1] + 1)

    assert [(q.id, q.choices) for q in found[CHAT, 1]] == [(n, doubt().choices) for n in ids]
    assert one == found[CHAT, 1][1]
    assert nothing is None


async def test_a_newer_question_about_an_item_drops_the_older(settled: Database) -> None:
    async with settled.transaction() as session:
        older, other = await questions.put(session, [doubt(), doubt(assignment=2)])
        (newer,) = await questions.put(session, [doubt(message=2)])

    async with settled.reading() as session:
        states = [await questions.get(session, n) for n in (older, other, newer)]

    assert [q.state for q in states if q] == ["dropped", "open", "open"]


async def test_a_chat_remembers_what_it_was_asked_last(settled: Database) -> None:
    async with settled.transaction() as session:
        for assignment in (1, 2):
            lead = Dialog(assignment, "2026-W10")
            await dialogs.ask(session, {CHAT: lead, CHAT + 1: None}, at=MONDAY_NOON)
        asked = await dialogs.of(session, [CHAT, CHAT + 1])
        await dialogs.ask(session, {CHAT: None}, at=MONDAY_NOON)
        cleared = await dialogs.of(session, [CHAT])

    assert (asked, cleared) == ({CHAT: Dialog(2, "2026-W10")}, {})


SPRING, MAKE_UP, OTHER = date(2026, 2, 17), date(2026, 2, 14), date(2026, 2, 18)
OFF, WORK = SpecialDay(DayKind.OFF, "春节"), SpecialDay(DayKind.WORK, "春节")


async def test_an_admins_word_about_a_day_outlives_the_library(db: Database) -> None:
    async with db.transaction() as session:
        await holidays.seed(session, {SPRING: OFF, MAKE_UP: WORK, OTHER: OFF}, at=MONDAY_NOON)
        await holidays.set_day(session, SPRING, WORK, at=MONDAY_NOON)
        await holidays.seed(session, {SPRING: OFF, MAKE_UP: OFF}, at=MONDAY_NOON)
        found = await holidays.load(session)

    assert found.special == {SPRING: WORK, MAKE_UP: OFF}
    assert found.covered == {2026}


async def test_one_day_by_hand_does_not_make_a_year_known_but_seven_do(db: Database) -> None:
    days = [date(2027, 10, day) for day in range(1, 8)]
    async with db.transaction() as session:
        await holidays.set_day(session, days[0], OFF, at=MONDAY_NOON)
        one = await holidays.load(session)
        for day in days:
            await holidays.set_day(session, day, OFF, at=MONDAY_NOON)
        seven = await holidays.load(session)

    assert (one.covered, seven.covered) == (frozenset(), frozenset({2027}))
