"""Who is at the door: the only way to get a Person, decided anew for every update."""

from dataclasses import dataclass

from telegram import Chat, Update
from telegram.constants import ChatType

from domain.errors import GroupOnly, NotAllowed, NotBound, Stranger
from domain.people import Language, Person
from domain.roster import Roster
from handlers.context import Context
from storage import groups

# Accounts that Telegram puts in place of a person; anybody may stand behind them.
NOBODY_IDS = frozenset({1087968824, 136817688, 777000})


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who reads: a person, or the bound leadership group as a whole (person is None).

    `units` are those whose single numbers may be read; a plain cadre reads none but the own
    assignments, and the ranking as published.
    """

    person: Person | None
    units: frozenset[str]

    @property
    def sees_all(self) -> bool:
        """The leadership group, leaders, assessors and admins."""
        return self.person is None or self.person.sees_all

    @property
    def language(self) -> Language:
        """The reader's language; the group reads Chinese."""
        return self.person.language if self.person else Language.ZH


async def person_behind(update: Update, context: Context) -> Person:
    """The enrolled person who sent this update.

    Raises:
        Stranger: nobody on the roster, or an account that stands for many.
    """
    user = update.effective_user
    if user is None or user.id in NOBODY_IDS or user.is_bot:
        raise Stranger
    person = (await context.deps.roster.current()).behind(user.id)
    if person is None:
        raise Stranger
    return person


async def admin_behind(update: Update, context: Context) -> Person:
    """The admin who sent this update; raises Stranger or NotAllowed."""
    person = await person_behind(update, context)
    if not person.is_admin:
        raise NotAllowed
    return person


async def staff_behind(update: Update, context: Context) -> Person:
    """An admin, assessor or leader; raises Stranger or NotAllowed."""
    person = await person_behind(update, context)
    if not person.sees_all:
        raise NotAllowed
    return person


async def viewer_behind(update: Update, context: Context) -> Viewer:
    """Who reads here.

    In the bound leadership group everybody reads everything: it was bound for that. In
    private a person reads by role: leaders all, supervisors the subtree of their unit. In any
    other group nothing is said.

    Raises:
        Stranger, NotBound.
    """
    roster = await context.deps.roster.current()
    if not is_private(update.effective_chat):
        await bound_group(update, context)
        return Viewer(person=None, units=frozenset(roster.units))
    person = await person_behind(update, context)
    return viewer(roster, person)


def viewer(roster: Roster, person: Person) -> Viewer:
    """What a person may read of single numbers."""
    return Viewer(person=person, units=roster.visible_units(person))


async def bound_group(update: Update, context: Context) -> int:
    """The chat id of the bound group this update came from; raises GroupOnly, NotBound."""
    chat = update.effective_chat
    if chat is None or is_private(chat):
        raise GroupOnly
    async with context.deps.db.reading() as session:
        if not await groups.is_bound(session, chat.id):
            raise NotBound
    return chat.id


def is_private(chat: Chat | None) -> bool:
    """Whether the chat is between one person and the bot."""
    return chat is not None and chat.type == ChatType.PRIVATE
