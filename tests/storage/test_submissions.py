"""Sendings of the form, and the buttons beside the typing boxes, on either engine."""

import asyncio
from datetime import timedelta

from storage import menus, submissions
from storage.database import Database
from storage.menus import Menu
from storage.submissions import Submission
from tests.storage.district import MONDAY_NOON

CHAT = 7_000_000_001


async def take(db: Database, key: str, *, chat: int = CHAT, later: int = 0) -> Submission:
    async with db.transaction() as session:
        return await submissions.take(
            session,
            chat_id=chat,
            key=key,
            launch="opened",
            typed_by="asha",
            at=MONDAY_NOON + timedelta(minutes=later),
        )


async def test_a_key_is_one_sending_however_often_and_at_once_it_comes(settled: Database) -> None:
    taken = await asyncio.gather(*(take(settled, "k", later=n) for n in range(4)))
    other = await take(settled, "k", chat=CHAT + 1)

    assert len({one.id for one in taken}) == 1
    assert len({one.sent_at for one in taken}) == 1
    assert other.id != taken[0].id
    assert taken[0].message_id < 0


async def test_all_sendings_of_one_opening_know_the_message_that_tells_of_them(
    settled: Database,
) -> None:
    first, second = await take(settled, "a"), await take(settled, "b")
    async with settled.transaction() as session:
        await submissions.told(session, [first.id, second.id], message_id=2**40)

    async with settled.reading() as session:
        found = await submissions.of_launch(session, chat_id=CHAT, launch="opened")
        elsewhere = await submissions.of_launch(session, chat_id=CHAT + 1, launch="opened")

    assert [(one.id, one.echo) for one in found] == [(first.id, 2**40), (second.id, 2**40)]
    assert elsewhere == []


async def test_a_menu_is_remembered_by_its_chat(settled: Database) -> None:
    other = Menu("https://a.example/", "d1")
    async with settled.transaction() as session:
        await menus.keep(session, {CHAT: Menu("https://a.example/"), CHAT + 1: other})
        await menus.keep(session, {CHAT: Menu(commands="d2")})

    async with settled.reading() as session:
        known = await menus.known(session)

    assert known == {CHAT: Menu("", "d2"), CHAT + 1: other}
