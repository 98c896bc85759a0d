"""Methods that ask about chats, members and files, and the one that leaves."""

from sandbox.files import MOST_DOWNLOAD_BYTES
from sandbox.methods.call import Call
from sandbox.standings import member
from sandbox.wire import Json, bad_request

_ACCENT_COLORS = 7


def get_chat(call: Call) -> Json:
    """A chat in full."""
    chat = call.chat()
    full = {
        **chat.described,
        "accent_color_id": abs(chat.id) % _ACCENT_COLORS,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
    }
    if chat.pinned and chat.pinned[-1] in chat.messages:
        full["pinned_message"] = chat.messages[chat.pinned[-1]]
    return full


def get_chat_member(call: Call) -> Json:
    """How somebody stands in a chat."""
    world, chat, user_id = call.world, call.chat(), call.given["user_id"]
    group = world.groups.get(chat.id)
    if user_id == world.bot["id"]:
        return member(world.bot, group.bot if group else "member")
    person = world.people.get(user_id)
    if person is None or (group is None and user_id != chat.id):
        raise bad_request("member not found" if person else "PARTICIPANT_ID_INVALID")
    return member(person.user(), group.members.get(user_id, "left") if group else "member")


def get_chat_administrators(call: Call) -> list[Json]:
    """Who leads a group."""
    world, chat = call.world, call.chat()
    group = world.groups.get(chat.id)
    if group is None:
        raise bad_request("there are no administrators in the private chat")
    leading = [
        member(world.people[person].user(), standing)
        for person, standing in group.members.items()
        if standing in {"creator", "administrator"}
    ]
    if group.bot == "administrator" and call.given.get("return_bots"):
        leading.append(member(world.bot, "administrator"))
    return leading


def get_chat_member_count(call: Call) -> int:
    """How many are in a chat, the bot included."""
    group = call.world.groups.get(call.chat().id)
    if group is None:
        return 2
    present = [s for s in group.members.values() if s not in {"left", "kicked"}]
    return len(present) + 1


def leave_chat(call: Call) -> bool:
    """Go out of a group."""
    chat = call.chat()
    group = call.world.groups.get(chat.id)
    if group is None:
        raise bad_request("chat member status can't be changed in private chats")
    group.bot = "left"
    call.world.emit("group", group.id, group.described())
    return True


def get_file(call: Call) -> Json:
    """Where a file can be fetched."""
    stored = call.world.files.by_id(call.given["file_id"])
    if len(stored.content) > MOST_DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return stored.described()
