"""The phone that tests read through waits well and fails with words."""

from datetime import UTC, datetime, timedelta

import pytest

from sandbox.client import SandboxError
from sandbox.phone import GroupChat, NotSeen, Phone
from sandbox.server import Running
from tests.sandbox.conftest import RawBot


async def test_a_phone_sees_what_came_after_its_last_act(raw: RawBot, asha: Phone) -> None:
    await raw.does("sendMessage", chat_id=asha.id, text="第一周")
    await asha.says("13.5")
    await raw.does("sendMessage", chat_id=asha.id, text="已收到 13.5 亿元")

    assert (await asha.sees("13.5", "亿元")).from_bot
    with pytest.raises(NotSeen):
        await asha.sees("第一周", timeout=0.05)


async def test_an_edit_is_seen_like_a_new_message(raw: RawBot, asha: Phone) -> None:
    sent = await raw.does("sendMessage", chat_id=asha.id, text="请填报")
    await asha.looks_up()

    await raw.does("editMessageText", chat_id=asha.id, message_id=sent["message_id"], text="已填报")

    assert (await asha.sees("已填报")).id == sent["message_id"]


async def test_what_was_not_seen_is_told_with_the_end_of_the_chat(raw: RawBot, asha: Phone) -> None:
    await asha.says("13.5")
    await raw.does("sendMessage", chat_id=asha.id, text="请再说一次")

    with pytest.raises(NotSeen) as missed:
        await asha.sees("已收到", timeout=0.05)

    assert str(missed.value) == (
        "waited for '已收到'; the chat ends:\n  Asha: 13.5\n  bot: 请再说一次"
    )


async def test_several_messages_are_waited_for(raw: RawBot, asha: Phone) -> None:
    await asha.says("/mine")
    first = await raw.does("sendMessage", chat_id=asha.id, text="一")
    await raw.does("sendMessage", chat_id=asha.id, text="二")

    assert [seen.text for seen in await asha.waits_for(2)] == ["一", "二"]
    assert [seen.text for seen in await asha.waits_for(after=first["message_id"])] == ["二"]
    with pytest.raises(NotSeen, match="3 messages, 2 came"):
        await asha.waits_for(3, timeout=0.05)


async def test_quiet_is_noticed_and_so_is_noise(raw: RawBot, asha: Phone) -> None:
    await asha.sees_nothing(for_seconds=0.05)

    await raw.does("sendMessage", chat_id=asha.id, text="提醒")

    with pytest.raises(NotSeen, match="提醒"):
        await asha.sees_nothing(for_seconds=0.05)


async def test_a_message_is_dated_by_the_sandbox_clock_or_by_hand(
    asha: Phone, sandbox: Running
) -> None:
    friday = datetime(2026, 3, 6, 8, 0, tzinfo=UTC)
    await sandbox.client.set_clock(friday)

    now = await asha.says("now")
    earlier = await asha.says("earlier", date=friday - timedelta(days=1))

    assert timedelta(0) <= now.at - friday < timedelta(seconds=5)
    assert earlier.at == friday - timedelta(days=1)


async def test_what_a_phone_would_not_offer_cannot_be_done(
    asha: Phone, bela: Phone, leaders: GroupChat
) -> None:
    hers = await asha.says("13.5")

    with pytest.raises(SandboxError, match="Bela is not in chat -1001"):
        await bela.at(leaders).says("x")
    with pytest.raises(SandboxError, match="no message 1"):
        await bela.presses(hers, "好")
    with pytest.raises(SandboxError, match="a message needs words or a file"):
        await asha.says("")
    await asha.blocks()
    with pytest.raises(SandboxError, match="Asha has blocked the bot"):
        await asha.says("x")


async def test_a_phone_keeps_its_place_in_a_group(
    raw: RawBot, asha: Phone, leaders: GroupChat
) -> None:
    await asha.at(leaders).says("/rank")
    await raw.does("sendMessage", chat_id=leaders.id, text="排名")

    assert await asha.at(leaders).sees("排名")
    assert await leaders.sees("排名")
    assert [seen.text for seen in await leaders.bot_messages()] == ["排名"]


async def test_many_speak_at_once_and_answer_times_are_kept(raw: RawBot, sandbox: Running) -> None:
    people = [{"id": n, "first_name": str(n), "started": True} for n in range(1, 51)]
    await sandbox.client.people(people)
    await sandbox.client.says_all((n, "13.5") for n in range(1, 51))

    await raw.does("sendMessage", chat_id=7, text="已收到")

    stats = await sandbox.client.stats(answers=True)
    assert (stats["updates_pending"], stats["answers"]) == (50, 1)
    assert 0 < stats["answer_seconds"][0] < 5
