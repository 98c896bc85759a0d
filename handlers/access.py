"""Who is at the door: the only way to get a Person, decided anew for every update."""

from dataclasses import replace

from telegram import Chat, Update
from telegram.constants import ChatType

from domain.errors import Anonymous, GroupOnly, NotAllowed, NotBound, Stranger
from domain.people import Person
from handlers.context import Context
from handlers.viewers import Viewer, everybody, viewer
from storage import groups

ANONYMOUS_ADMIN = 1087968824
# Accounts that Telegram puts in place of a person; anybody may stand behind them.
NOBODY_IDS = frozenset({ANONYMOUS_ADMIN, 136817688, 777000})


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


async def binder_behind(update: Update, context: Context) -> Person:
    """The admin who binds a group; raises Anonymous for one who hides behind its name."""
    user = update.effective_user
    if user is not None and user.id == ANONYMOUS_ADMIN and not is_private(update.effective_chat):
        raise Anonymous
    return await admin_behind(update, context)


async def judge_behind(update: Update, context: Context) -> Person:
    """An admin or assessor; raises Stranger or NotAllowed."""
    person = await person_behind(update, context)
    if not (person.is_admin or person.is_assessor):
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

    In the bound leadership group everybody reads everything: it was bound for that, and a
    question stands there under a name. A press does not show whose it is, so it is answered by
    that person's own right. In private a person reads by role: leaders all, supervisors the
    subtree of their unit. In any other group nothing is said.

    Raises:
        Stranger, NotBound.
    """
    roster = await context.deps.roster.current()
    if not is_private(update.effective_chat):
        await bound_group(update, context)
        if update.callback_query is None:
            return everybody(roster)
        person = await person_behind(update, context)
        return replace(viewer(roster, person, at=context.deps.now()), in_group=True)
    person = await person_behind(update, context)
    return viewer(roster, person, at=context.deps.now())


async def at_home(update: Update, context: Context) -> None:
    """Only in private or in a bound group; raises NotBound."""
    if not is_private(update.effective_chat):
        await bound_group(update, context)


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
