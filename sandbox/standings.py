"""How people, groups and the bot come to stand to each other, and what the bot hears of it."""

from sandbox.chats import Chat, Group, Person, Standing
from sandbox.wire import Json
from sandbox.world import World


def blocks(world: World, person: Person) -> None:
    """Block the bot."""
    _private_standing(world, person, "member", "kicked")
    person.blocked = True
    world.emit("person", person.id, person.described())


def unblocks(world: World, person: Person) -> None:
    """Let the bot in again."""
    person.blocked = False
    _private_standing(world, person, "kicked", "member")
    world.emit("person", person.id, person.described())


def deactivates(world: World, person: Person) -> None:
    """Delete the account; the bot is not told."""
    person.deactivated = True
    world.emit("person", person.id, person.described())


def sets_bot(world: World, group: Group, standing: Standing, *, by: Person) -> None:
    """Add, promote, or kick the bot; service messages as on Telegram."""
    old, group.bot = group.bot, standing
    if old == standing:
        return
    chat = world.chats[group.id]
    if standing in {"member", "administrator"} and old in {"left", "kicked"}:
        _service(world, chat, by, {"new_chat_members": [world.bot]})
    _my_standing(world, chat, by, old, standing)
    world.emit("group", group.id, group.described())


def joins(world: World, group: Group, person: Person, standing: Standing = "member") -> None:
    """Put a person into a group."""
    group.members[person.id] = standing
    _service(world, world.chats[group.id], person, {"new_chat_members": [person.user()]})
    world.emit("group", group.id, group.described())


def leaves(world: World, group: Group, person: Person) -> None:
    """Take a person out of a group."""
    group.members[person.id] = "left"
    _service(world, world.chats[group.id], person, {"left_chat_member": person.user()})
    world.emit("group", group.id, group.described())


def migrates(world: World, group: Group, *, new_id: int, by: Person) -> Group:
    """Turn a group into a supergroup with another id; both chats say so."""
    grown = Group(
        id=new_id,
        title=group.title,
        kind="supergroup",
        members=dict(group.members),
        bot=group.bot,
        caption=group.caption,
    )
    _service(world, world.chats[group.id], by, {"migrate_to_chat_id": new_id})
    group.moved_to = new_id
    world.emit("group", group.id, group.described())
    world.add_group(grown)
    _service(world, world.chats[new_id], by, {"migrate_from_chat_id": group.id})
    return grown


def _service(world: World, chat: Chat, by: Person, fields: Json) -> None:
    message: Json = {
        "message_id": chat.next_id(),
        "from": by.user(),
        "chat": chat.described,
        "date": int(world.clock.now()),
        **fields,
    }
    chat.messages[message["message_id"]] = message
    world.emit("message", chat.id, message)
    if world.groups[chat.id].bot in {"member", "administrator"}:
        world.tell_bot("message", message, chat_id=chat.id, life_from=message["date"])


def _private_standing(world: World, person: Person, old: Standing, new: Standing) -> None:
    _my_standing(world, world.chats[person.id], person, old, new)


def _my_standing(world: World, chat: Chat, by: Person, old: Standing, new: Standing) -> None:
    now = int(world.clock.now())
    change = {
        "chat": chat.described,
        "from": by.user(),
        "date": now,
        "old_chat_member": member(world.bot, old),
        "new_chat_member": member(world.bot, new),
    }
    world.tell_bot("my_chat_member", change, chat_id=chat.id, life_from=now)


_ADMIN_RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
)


def member(user: Json, standing: Standing) -> Json:
    """A ChatMember object of the Bot API."""
    described: Json = {"user": user, "status": standing}
    if standing == "kicked":
        described["until_date"] = 0
    elif standing == "creator":
        described["is_anonymous"] = False
    elif standing == "administrator":
        described |= dict.fromkeys(_ADMIN_RIGHTS, False) | {"can_manage_chat": True}
    return described
