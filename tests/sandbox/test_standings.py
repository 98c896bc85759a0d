"""Starting, blocking, adding, kicking, migrating: what the bot is told."""

from sandbox.phone import GroupChat, Phone
from sandbox.server import Running
from tests.sandbox.conftest import RawBot


async def test_start_carries_the_payload_and_opens_the_door(raw: RawBot, bela: Phone) -> None:
    await bela.starts("K7Q2")

    (update,) = await raw.updates()
    assert update["message"]["text"] == "/start K7Q2"
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    await raw.does("sendMessage", chat_id=bela.id, text="welcome")


async def test_blocking_and_unblocking_are_told(raw: RawBot, asha: Phone) -> None:
    await asha.blocks()
    await asha.unblocks()

    standings = [
        (
            each["my_chat_member"]["old_chat_member"]["status"],
            each["my_chat_member"]["new_chat_member"]["status"],
        )
        for each in await raw.updates()
    ]
    assert standings == [("member", "kicked"), ("kicked", "member")]


async def test_starting_again_unblocks(raw: RawBot, asha: Phone) -> None:
    await asha.blocks()

    await asha.starts()

    await raw.does("sendMessage", chat_id=asha.id, text="again")


async def test_adding_the_bot_to_a_group_is_told_twice(
    raw: RawBot, asha: Phone, sandbox: Running
) -> None:
    group = await sandbox.client.group(-1002, "新群", admins=[asha], bot="left")

    await group.sets_bot("member")

    service, standing = await raw.updates()
    assert service["message"]["new_chat_members"][0]["username"] == "progress_bot"
    assert standing["my_chat_member"]["from"]["id"] == asha.id
    await raw.does("sendMessage", chat_id=group.id, text="大家好")


async def test_kicking_is_told(raw: RawBot, leaders: GroupChat) -> None:
    await leaders.sets_bot("kicked")

    (update,) = await raw.updates()
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"


async def test_a_migrated_group_says_where_it_went(
    raw: RawBot, asha: Phone, sandbox: Running
) -> None:
    group = await sandbox.client.group(-77, "小组", admins=[asha], kind="group")

    grown = await group.becomes_supergroup()

    there, here = await raw.updates()
    assert there["message"]["migrate_to_chat_id"] == grown.id
    assert here["message"]["migrate_from_chat_id"] == group.id
    status, body = await raw.call("sendMessage", chat_id=group.id, text="x")
    assert (status, body["description"], body["parameters"]) == (
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        {"migrate_to_chat_id": grown.id},
    )
    await raw.does("sendMessage", chat_id=grown.id, text="x")


async def test_the_bot_leaves_a_group(raw: RawBot, leaders: GroupChat) -> None:
    await raw.does("leaveChat", chat_id=leaders.id)

    code, _ = await raw.refused("sendMessage", chat_id=leaders.id, text="x")
    assert code == 403


async def test_members_are_as_the_group_has_them(
    raw: RawBot, asha: Phone, bela: Phone, leaders: GroupChat
) -> None:
    async def status_of(user_id: int) -> str:
        member = await raw.does("getChatMember", chat_id=leaders.id, user_id=user_id)
        return str(member["status"])

    assert await status_of(asha.id) == "administrator"
    assert await status_of(bela.id) == "left"
    await leaders.takes_in(bela)
    assert await status_of(bela.id) == "member"
    assert await raw.does("getChatMemberCount", chat_id=leaders.id) == 3


async def test_the_narrowest_command_menu_is_offered(
    raw: RawBot, asha: Phone, leaders: GroupChat
) -> None:
    def named(name: str) -> list[dict[str, str]]:
        return [{"command": name, "description": "说明"}]

    everywhere = {"type": "all_private_chats"}
    hers = {"type": "chat", "chat_id": asha.id}
    await raw.does("setMyCommands", commands=named("help"))
    await raw.does("setMyCommands", commands=named("report"), scope=everywhere)
    assert await asha.menu() == named("report")
    assert await asha.at(leaders).menu() == named("help")

    await raw.does("setMyCommands", commands=named("undo"), scope=hers, language_code="zh")
    assert await asha.menu() == named("undo")
    await raw.does("deleteMyCommands", scope=hers, language_code="zh")
    assert await asha.menu() == named("report")


async def test_commands_keep_to_the_rules(raw: RawBot) -> None:
    bad = [{"command": "Status", "description": "x"}]

    assert await raw.refused("setMyCommands", commands=bad) == (
        400,
        "Bad Request: BOT_COMMAND_INVALID",
    )
