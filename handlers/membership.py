"""The bot let in, put out, blocked and let back in."""

from telegram import ChatMember, Update
from telegram.ext import ChatMemberHandler, MessageHandler, TypeHandler, filters

from handlers.access import is_private
from handlers.actions.members import reaching
from handlers.context import Context

GONE = frozenset({ChatMember.LEFT, ChatMember.BANNED})


async def on_membership(update: Update, context: Context) -> None:
    """A person blocked or unblocked the bot; a group took it in or put it out."""
    change, chat = update.my_chat_member, update.effective_chat
    if change is None or chat is None:
        return
    gone = change.new_chat_member.status in GONE
    if not is_private(chat):
        if gone:
            await reaching.lose_group(context.deps, chat.id, reason="kicked")
        return
    if gone:
        await reaching.lose_person(context.deps, chat.id, reason="blocked")
    else:
        await reaching.regain_person(context.deps, chat.id)


async def on_migrated(update: Update, context: Context) -> None:
    """A group became a supergroup; Telegram tells it from both sides."""
    message, chat = update.effective_message, update.effective_chat
    if message is None or chat is None:
        return
    if message.migrate_to_chat_id:
        await reaching.move_group(context.deps, chat.id, message.migrate_to_chat_id)
    elif message.migrate_from_chat_id:
        await reaching.move_group(context.deps, message.migrate_from_chat_id, chat.id)


async def on_sign_of_life(update: Update, context: Context) -> None:
    """Whoever writes or presses is in reach again."""
    user, chat = update.effective_user, update.effective_chat
    if user is None or not is_private(chat) or update.my_chat_member is not None:
        return
    person = (await context.deps.roster.current()).behind(user.id)
    if person is not None and not person.reachable:
        await reaching.regain_person(context.deps, user.id)


FIRST_HANDLERS = [TypeHandler(Update, on_sign_of_life)]
HANDLERS = [
    ChatMemberHandler(on_membership, ChatMemberHandler.MY_CHAT_MEMBER),
    MessageHandler(filters.StatusUpdate.MIGRATE, on_migrated),
]
