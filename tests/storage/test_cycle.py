"""Clocks, publications, posts, questions, dialogs and holidays: what a week leaves behind."""

import asyncio
from datetime import date, timedelta

from domain.workdays import DayKind, SpecialDay
from storage import clocks, dialogs, holidays, people, posts, publications, questions
from storage.database import Database
from storage.publications import Publication
from storage.questions import Question, QuestionState
from storage.recording import Origin
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


async def test_a_reply_finds_what_the_message_was_about(settled: Database) -> None:
    async with settled.transaction() as session:
        for message, kind in ((1, "card"), (2, "echo"), (3, "card"), (2, "question")):
            await posts.remember(
                session,
                chat_id=CHAT,
                message_id=message,
                kind=kind,
                period="2026-W10",
                assignment=1,
                at=MONDAY_NOON,
            )

    async with settled.reading() as session:
        post = await posts.find(session, CHAT, 2)
        nothing = await posts.find(session, CHAT, 9)
        card = await posts.latest(session, CHAT, kind="card", period="2026-W10")
    assert post is not None
    assert (post.kind, post.period, post.assignment) == ("question", "2026-W10", 1)
    assert nothing is None
    assert card is not None
    assert card.message_id == 3


async def doubt(db: Database, *, message: int = 1, assignment: int = 1) -> Question:
    async with db.transaction() as session:
        return await questions.ask(
            session,
            origin=Origin(CHAT, message),
            typed_by="asha",
            assignment=assignment,
            period="2026-W10",
            choices=["4.50", "45000"],
            reason={"kind": "slip", "power": 4},
            note=None,
            reported_at=MONDAY_NOON,
        )


async def test_a_question_is_answered_by_the_first_tap_only(settled: Database) -> None:
    asked = await doubt(settled)

    async def tap() -> Question | None:
        async with settled.transaction() as session:
            return await questions.answer(session, asked.id, at=MONDAY_NOON)

    outcomes = await asyncio.gather(tap(), tap(), tap())

    answered = [outcome for outcome in outcomes if outcome is not None]
    assert [(one.id, one.state, one.choices) for one in answered] == [
        (asked.id, QuestionState.ANSWERED, ("4.50", "45000"))
    ]
    async with settled.reading() as session:
        assert await questions.waiting(session, CHAT) == ()


async def test_a_replayed_message_finds_the_question_it_asked(settled: Database) -> None:
    first = await doubt(settled)

    again = await doubt(settled)

    assert again == first
    async with settled.reading() as session:
        assert await questions.waiting(session, CHAT) == (first,)
        assert await questions.find(session, first.id) == first
        assert await questions.find(session, first.id + 1) is None


async def test_a_better_answer_drops_the_questions_about_its_item_only(settled: Database) -> None:
    first = await doubt(settled, message=1)
    other = await doubt(settled, message=1, assignment=2)

    async with settled.transaction() as session:
        dropped = await questions.drop(
            session, CHAT, assignment=1, period="2026-W10", at=MONDAY_NOON
        )
        left = await questions.waiting(session, CHAT)

    assert [(one.id, one.state) for one in dropped] == [(first.id, QuestionState.DROPPED)]
    assert left == (other,)


async def test_a_chat_remembers_what_it_was_asked_last(settled: Database) -> None:
    async with settled.transaction() as session:
        nothing = await dialogs.asked(session, CHAT)
        await dialogs.ask(session, CHAT, assignment=1, period="2026-W10", at=MONDAY_NOON)
        await dialogs.ask(session, CHAT, assignment=2, period="2026-W10", at=MONDAY_NOON)
        asked = await dialogs.asked(session, CHAT)
        many = await dialogs.asked_in(session, [CHAT, CHAT + 1])
        await dialogs.clear(session, CHAT, at=MONDAY_NOON)
        cleared = await dialogs.asked(session, CHAT)

    assert (nothing, asked, cleared) == (None, (2, "2026-W10"), None)
    assert many == {CHAT: (2, "2026-W10")}


SPRING, MAKE_UP, OTHER = date(2026, 2, 17), date(2026, 2, 14), date(2026, 2, 18)
OFF, WORK = SpecialDay(DayKind.OFF, "春节"), SpecialDay(DayKind.WORK, "春节")


async def test_an_admins_word_about_a_day_outlives_the_library(db: Database) -> None:
    async with db.transaction() as session:
        await holidays.seed(session, {SPRING: OFF, MAKE_UP: WORK, OTHER: OFF})
        await holidays.set_day(session, SPRING, WORK)
        await holidays.seed(session, {SPRING: OFF, MAKE_UP: OFF})
        found = await holidays.load(session)

    assert found.special == {SPRING: WORK, MAKE_UP: OFF}
    assert found.covered == {2026}


async def test_one_day_by_hand_does_not_make_a_year_known_but_seven_do(db: Database) -> None:
    days = [date(2027, 10, day) for day in range(1, 8)]
    async with db.transaction() as session:
        await holidays.set_day(session, days[0], OFF)
        one = await holidays.load(session)
        for day in days:
            await holidays.set_day(session, day, OFF)
        seven = await holidays.load(session)

    assert (one.covered, seven.covered) == (frozenset(), frozenset({2027}))
