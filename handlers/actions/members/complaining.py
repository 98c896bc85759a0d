"""A complaint: one tap, words if any come, told to the admins once, and answered."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from domain.people import Person
from handlers.actions.notices.telling import addressee
from handlers.actions.reporting.tapped import Press
from handlers.deps import Deps
from storage import complaints, people, pushes
from storage.complaints import Complaint, Tap
from storage.pushes import Addressee

WAITS = timedelta(minutes=5)  # for words, before the admins are told
SAME = timedelta(hours=1)
"""A second tap is the same complaint so long, and plain words that are no number belong to it."""
LONGEST = 500  # characters


async def complain(deps: Deps, press: Press) -> Complaint:
    """Keep it and tell the admins, a little later, so that words may still go along."""
    now = press.sent_at

    async def work(session: AsyncSession) -> Complaint:
        person = press.person.code
        told = await complaints.open_of(session, person, since=now - SAME)
        if told is not None:
            return told
        tap = Tap(press.chat_id, press.message_id, press.update_id)
        made = await complaints.put(session, tap, person=person, at=now)
        key, facts = f"{complaints.KIND}/{made.id}", {"complaint": made.id}
        await _tell_admins(session, deps, made, key=key, facts=facts, at=now + WAITS)
        return made

    made = await deps.db.write(work)
    deps.wake_outbox()
    return made


async def add_words(deps: Deps, made: Complaint, words: str, *, message_id: int) -> None:
    """Let the words go with the complaint, or after it if it has left; each message once."""
    said = words.strip()[:LONGEST]

    async def work(session: AsyncSession) -> None:
        if await complaints.has_left(session, made.id):
            key = f"{complaints.KIND}/{made.id}/{message_id}"
            facts = {"complaint": made.id, "words": said}
            await _tell_admins(session, deps, made, key=key, facts=facts, at=deps.now())
            return
        known = await complaints.get(session, made.id)
        before = known.words if known and known.words else ""
        if said not in before.split("\n"):
            await complaints.say(session, made.id, "\n".join(filter(None, (before, said))))

    await deps.db.write(work)
    deps.wake_outbox()


async def awaiting_words(deps: Deps, person: Person, *, at: datetime) -> Complaint | None:
    """The complaint that plain words said now belong to."""
    async with deps.db.reading() as session:
        return await complaints.open_of(session, person.code, since=at - SAME)


async def replied_to(deps: Deps, person: Person, chat_id: int, message_id: int) -> Complaint | None:
    """The complaint a reply is about: the author's own, or one that an admin was told of."""
    async with deps.db.reading() as session:
        own = await complaints.asked_in(session, person.code, message_id)
        if own is not None or not person.is_admin:
            return own
        return await complaints.told_in(session, chat_id, message_id)


async def offered_in(deps: Deps, made: Complaint, *, message_id: int) -> None:
    """Note the message that a reply with words will be to."""
    async with deps.db.transaction() as session:
        await complaints.ask_in(session, made.id, message_id=message_id)


async def answer(
    deps: Deps, admin: Person, made: Complaint, words: str, *, message_id: int
) -> bool:
    """Send an admin's words to who complained; False if they are out of reach."""
    roster = await deps.roster.current()
    to = addressee(roster, made.person)
    if to is None:
        return False
    now = deps.now()
    async with deps.db.transaction() as session:
        await complaints.answer(session, made.id, by=admin.code, at=now)
        await pushes.queue(
            session,
            key=f"{complaints.ANSWER}/{made.id}/{admin.code}/{message_id}",
            kind=complaints.ANSWER,
            period=None,
            facts={"by": admin.name, "words": words.strip()[:LONGEST]},
            chats=[to],
            at=now,
            not_before=deps.leaves_at(now),
        )
    deps.wake_outbox()
    return True


async def _tell_admins(
    session: AsyncSession,
    deps: Deps,
    made: Complaint,
    *,
    key: str,
    facts: Mapping[str, Any],
    at: datetime,
) -> None:
    told = [
        Addressee(admin.telegram_id, person=admin.code)
        for admin in await people.admins(session)
        if admin.telegram_id and admin.reachable and admin.code != made.person
    ]
    await pushes.queue(
        session,
        key=key,
        kind=complaints.KIND,
        period=None,
        facts=facts,
        chats=told,
        at=deps.now(),
        not_before=deps.leaves_at(at),
    )
