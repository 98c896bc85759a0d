"""Updates are kept until they are confirmed, and handed out as Telegram hands them out."""

import asyncio
from datetime import timedelta

import pytest

from sandbox.phone import GroupChat, Phone
from sandbox.server import Running
from tests.patience import LONG, PATIENCE, eventually
from tests.sandbox.conftest import RawBot


@pytest.fixture(autouse=True)
def no_slowing(sandbox: Running) -> None:
    """The server's brake on callers who repeat themselves has a test of its own."""
    sandbox.world.polling.impatient = True


def texts(updates: list[dict[str, dict[str, str]]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_an_update_comes_again_until_it_is_confirmed(raw: RawBot, asha: Phone) -> None:
    await asha.says("13.5")

    first = await raw.updates()
    again = await raw.updates()
    confirmed = await raw.updates(offset=first[0]["update_id"] + 1)

    assert texts(first) == texts(again) == ["13.5"]
    assert confirmed == []
    assert await raw.updates() == []


async def test_a_long_poll_ends_when_something_comes(
    raw: RawBot, asha: Phone, sandbox: Running
) -> None:
    waiting = asyncio.create_task(raw.updates(timeout=LONG))
    await eventually(lambda: sandbox.world.polling.is_waiting)

    await asha.says("13.5")

    assert texts(await asyncio.wait_for(waiting, PATIENCE)) == ["13.5"]


async def test_a_hundred_at_most_and_a_limit_below_that(raw: RawBot, asha: Phone) -> None:
    for n in range(103):
        await asha.says(str(n))

    assert len(await raw.updates()) == 100
    assert texts(await raw.does("getUpdates", limit=2)) == ["0", "1"]


async def test_a_negative_offset_forgets_what_came_before(raw: RawBot, asha: Phone) -> None:
    for word in ("一", "二", "三"):
        await asha.says(word)

    assert texts(await raw.updates(offset=-1)) == ["三"]
    assert texts(await raw.updates()) == ["三"]


async def test_the_older_of_two_pollers_is_ousted(
    raw: RawBot, asha: Phone, sandbox: Running
) -> None:
    older = asyncio.create_task(raw.call("getUpdates", timeout=LONG))
    await eventually(lambda: sandbox.world.polling.is_waiting)
    newer = asyncio.create_task(raw.updates(timeout=LONG))

    status, body = await asyncio.wait_for(older, PATIENCE)
    await asha.says("13.5")

    assert status == 409
    assert body["description"] == (
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    )
    assert texts(await asyncio.wait_for(newer, PATIENCE)) == ["13.5"]


async def test_a_caller_who_hangs_up_leaves_no_poll_behind(
    raw: RawBot, asha: Phone, sandbox: Running
) -> None:
    hung_up = asyncio.create_task(raw.updates(timeout=LONG))
    await eventually(lambda: sandbox.world.polling.is_waiting)
    hung_up.cancel()
    await eventually(lambda: not sandbox.world.polling.is_waiting)

    await asha.says("13.5")

    assert texts(await raw.updates()) == ["13.5"]


async def test_a_caller_who_repeats_itself_is_slowed_down(
    raw: RawBot, asha: Phone, sandbox: Running
) -> None:
    sandbox.world.polling.impatient = False
    await asha.says("一")
    await asha.says("二")

    assert len(await raw.updates()) == 2
    assert len(await raw.updates()) == 1


async def test_only_wanted_kinds_come_and_the_wish_is_remembered(raw: RawBot, asha: Phone) -> None:
    await raw.does("getUpdates", allowed_updates=["callback_query"])
    await asha.says("一")
    await raw.does("getUpdates")
    await asha.says("二")
    assert await raw.updates() == []

    await raw.does("getUpdates", allowed_updates=[])
    await asha.says("三")
    assert texts(await raw.updates()) == ["三"]


async def test_messages_expire_a_day_after_their_own_date(
    raw: RawBot, asha: Phone, sandbox: Running
) -> None:
    now = await sandbox.client.clock()
    await asha.says("old", date=now - timedelta(hours=25))
    await asha.says("young", date=now - timedelta(hours=23))

    assert texts(await raw.updates()) == ["young"]


async def test_ids_start_anywhere_after_a_quiet_week(
    raw: RawBot, asha: Phone, sandbox: Running
) -> None:
    await asha.says("一")
    (first,) = await raw.updates()
    offset = first["update_id"] + 1
    await raw.updates(offset=offset)

    await sandbox.client.restart_ids(1000)
    await asha.says("二")

    (second,) = await raw.updates(offset=offset)
    assert second["update_id"] == 1000
    assert texts([second]) == ["二"]


async def test_an_update_can_be_delivered_twice(raw: RawBot, asha: Phone, sandbox: Running) -> None:
    await asha.says("一")
    (first,) = await raw.updates()
    await raw.updates(offset=first["update_id"] + 1)

    await sandbox.client.redeliver()

    assert await raw.updates(offset=first["update_id"] + 1) == [first]
    assert await raw.updates(offset=first["update_id"] + 1) == []


async def test_updates_can_come_out_of_order(raw: RawBot, asha: Phone, sandbox: Running) -> None:
    for n in range(8):
        await asha.says(str(n))

    await sandbox.client.shuffle(seed=3)
    updates = await raw.updates()
    left = await raw.updates(offset=max(update["update_id"] for update in updates) + 1)

    ids = [update["update_id"] for update in updates]
    assert ids != sorted(ids)
    assert sorted(texts(updates)) == [str(n) for n in range(8)]
    assert left == []


async def test_anything_at_all_can_be_injected(raw: RawBot, asha: Phone, sandbox: Running) -> None:
    await sandbox.client.inject({"message": {"message_id": 1, "text": "no date, no chat"}})

    (update,) = await raw.updates()

    assert update["message"] == {"message_id": 1, "text": "no date, no chat"}


async def test_an_edit_is_told_even_if_nothing_changed(raw: RawBot, asha: Phone) -> None:
    said = await asha.says("13.5")
    await asha.edits(said, "13.5")

    _, edited = await raw.updates()

    assert edited["edited_message"]["text"] == "13.5"
    assert "edit_date" in edited["edited_message"]


async def test_in_a_group_the_bot_hears_what_is_meant_for_it(
    raw: RawBot, asha: Phone, leaders: GroupChat
) -> None:
    in_group = asha.at(leaders)
    posted = await raw.does("sendMessage", chat_id=leaders.id, text="排名")

    await in_group.says("随便聊聊")
    await in_group.says("/status 城关")
    await in_group.says("/status@other_bot")
    await in_group.says("请问 @progress_bot")
    await in_group.says("怎么算的", reply_to=posted["message_id"])

    heard = texts(await raw.updates())
    assert heard == ["/status 城关", "请问 @progress_bot", "怎么算的"]


async def test_an_administrator_hears_everything(
    raw: RawBot, asha: Phone, leaders: GroupChat
) -> None:
    await leaders.sets_bot("administrator")

    await asha.at(leaders).says("随便聊聊")

    changed, said = await raw.updates()
    assert changed["my_chat_member"]["new_chat_member"]["status"] == "administrator"
    assert said["message"]["text"] == "随便聊聊"
