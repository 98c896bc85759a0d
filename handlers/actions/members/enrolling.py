"""Joining by a one-time code, going and coming back."""

import hashlib
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from domain.people import Language, Person
from domain.roster import Roster
from handlers.snapshot import RosterSource
from storage import invites, people
from storage.database import Database

CODE_BYTES = 18  # 144 random bits, 24 signs; Telegram's deep links take up to 64


class Registry(Protocol):
    """What joining needs of everything that doors share."""

    db: Database
    roster: RosterSource


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link that lets one person in once. The code is not stored and cannot be shown again."""

    person: Person
    code: str
    link: str
    expires_at: datetime


def fresh_code() -> str:
    """A code that nobody guesses."""
    return secrets.token_urlsafe(CODE_BYTES)


def not_joined(roster: Roster) -> tuple[Person, ...]:
    """Everybody without a Telegram account, in roster order."""
    return tuple(person for person in roster.people.values() if person.telegram_id is None)


async def invite(
    db: Database,
    invited: Iterable[Person],
    *,
    username: str,
    at: datetime,
    days: int,
    new_code: Callable[[], str] = fresh_code,
) -> tuple[Invitation, ...]:
    """Make a new one-time link for each; it takes the place of their unused older ones.

    `username` is the bot's, without @. All links or none.
    """
    expires_at = at + timedelta(days=days)
    made = tuple(_invitation(one, new_code(), username, expires_at) for one in invited)
    async with db.transaction() as session:
        for own in made:
            await invites.supersede(session, own.person.code, at=at)
            await invites.create(
                session, hashed(own.code), person=own.person.code, at=at, expires_at=expires_at
            )
    return made


async def join(registry: Registry, *, code: str, telegram_id: int, at: datetime) -> Person:
    """Tie the invited person to this account; the same again by the same account is harmless.

    A newer invite moves a person who has joined before to the new account.

    Raises:
        InviteInvalid: the code is unknown, used by another account, or has run out.
        AccountTaken: the account is another person's; the code stays good.
    """
    async with registry.db.transaction() as session:
        invited = await invites.redeem(session, hashed(code), at=at, telegram_id=telegram_id)
        person = await people.enrol(session, invited, telegram_id=telegram_id, at=at)
    registry.roster.forget()
    return person


async def stop(registry: Registry, person: Person, *, at: datetime) -> bool:
    """Send them nothing of our own accord; False if that was so already."""
    async with registry.db.transaction() as session:
        changed = await people.stop(session, person.code, at=at)
    registry.roster.forget()
    return changed


async def resume(registry: Registry, person: Person, *, at: datetime) -> bool:
    """Take back a stop and count as reachable; False if there was no stop."""
    async with registry.db.transaction() as session:
        changed = await people.resume(session, person.code, at=at)
        await people.mark_reachable(session, person.code, at=at)
    registry.roster.forget()
    return changed


async def speak(registry: Registry, person: Person, language: Language) -> None:
    """Speak this language to them from now on."""
    async with registry.db.transaction() as session:
        await people.set_language(session, person.code, language)
    registry.roster.forget()


def hashed(code: str) -> str:
    """How a code is kept. It is random enough that a plain hash cannot be turned back."""
    return hashlib.sha256(code.encode("utf-8", "surrogatepass")).hexdigest()


def _invitation(person: Person, code: str, username: str, expires_at: datetime) -> Invitation:
    return Invitation(person, code, f"https://t.me/{username}?start={code}", expires_at)
