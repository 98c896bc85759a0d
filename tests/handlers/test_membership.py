"""The bot blocked and let in again, put out of groups and moved with them."""

from datetime import timedelta

import pytest

from tests.endtoend.town import GROUP_ID, MONDAY_PUSH, THURSDAY, Town

A_MINUTE = timedelta(minutes=1)
GROWN = -1_001_999_999_999


async def test_who_blocks_the_bot_is_told_of_to_the_admin_once(town: Town) -> None:
    await town.chidi.blocks()
    notice = await town.enzo.sees("齐迪", "柳河")
    await town.quiet()

    await town.restart()
    await town.quiet()

    assert "停用了机器人" in notice
    assert len(await town.new_messages(town.enzo)) == 1


async def test_who_blocked_the_bot_is_not_prompted_and_is_again_after_unblocking(
    morning: Town,
) -> None:
    await morning.chidi.blocks()
    await morning.enzo.sees("齐迪")
    await morning.live_until(THURSDAY)
    sent_while_blocked = await calls_to(morning, morning.chidi.id)

    await morning.chidi.unblocks()
    await morning.live_until(THURSDAY + timedelta(days=1))

    assert sent_while_blocked == 0
    assert "第10周" in await morning.chidi.sees("齐迪")


async def test_who_is_blocked_without_a_word_is_found_out_by_the_prompt(morning: Town) -> None:
    await morning.stop()
    await morning.chidi.blocks()
    morning.sandbox.world.updates.clear()
    await morning.start()

    await morning.live_until(THURSDAY)
    notice = await morning.enzo.sees("齐迪")
    await morning.live_until(THURSDAY + timedelta(days=1))

    assert "停用了机器人" in notice
    assert await calls_to(morning, morning.chidi.id) == 1
    assert len(await morning.new_messages(morning.enzo)) == 1


@pytest.mark.parametrize(
    ("status", "description", "words"),
    [
        (403, "Forbidden: user is deactivated", "注销"),
        (403, "Forbidden: bot can't initiate conversation with a user", "还没有点开始"),
        (400, "Bad Request: chat not found", "找不到"),
    ],
)
async def test_who_cannot_be_reached_is_tried_once_and_shown_as_missing(
    morning: Town, status: int, description: str, words: str
) -> None:
    await morning.sandbox.client.fault(
        "error",
        method="sendMessage",
        chat_id=morning.chidi.id,
        status=status,
        description=description,
        times=None,
    )

    await morning.live_until(THURSDAY)
    notice = await morning.enzo.sees("齐迪")
    await morning.live_until(THURSDAY + timedelta(days=1, hours=6))
    missing = await morning.answered(morning.diana, "/missing")

    assert words in notice
    assert await calls_to(morning, morning.chidi.id) == 1
    assert "联系不上" in missing
    assert "齐迪" in missing.text.split("联系不上")[1]


async def test_whoever_writes_is_in_reach_again(morning: Town) -> None:
    await morning.sandbox.client.fault(
        "error",
        method="sendMessage",
        chat_id=morning.chidi.id,
        status=403,
        description="Forbidden: bot was blocked by the user",
    )
    await morning.live_until(THURSDAY)
    await morning.enzo.sees("齐迪")

    await morning.answered(morning.chidi, "/mine")

    assert "联系不上" not in await morning.answered(morning.diana, "/missing")


async def test_a_group_that_puts_the_bot_out_is_told_of_and_gets_nothing(town: Town) -> None:
    await town.board.sets_bot("kicked", by=town.diana)
    notice = await town.enzo.sees("开门红领导小组")

    await town.live_until(MONDAY_PUSH + A_MINUTE)

    assert "/bind" in notice
    assert await calls_to(town, GROUP_ID) == 0


async def test_a_group_bound_again_gets_the_ranking_it_missed(town: Town) -> None:
    await town.board.sets_bot("kicked", by=town.diana)
    await town.enzo.sees("开门红领导小组")
    await town.live_until(MONDAY_PUSH + A_MINUTE)
    await town.board.sets_bot("member", by=town.enzo)

    await town.enzo.at(town.board).says("/bind")
    await town.enzo.at(town.board).sees("已绑定")
    await town.quiet()

    assert await town.new_messages(town.board)


async def test_a_group_found_lost_by_the_push_is_told_of_once(town: Town) -> None:
    await town.sandbox.client.fault(
        "error",
        chat_id=GROUP_ID,
        status=403,
        description="Forbidden: bot was kicked from the supergroup chat",
        times=None,
    )

    await town.live_until(MONDAY_PUSH)
    await town.enzo.sees("开门红领导小组")
    await town.restart()
    await town.quiet()

    assert await calls_to(town, GROUP_ID) == 2  # the album, and the words after it
    assert len(await town.new_messages(town.enzo)) == 1


async def test_the_ranking_follows_a_group_that_became_a_supergroup(town: Town) -> None:
    grown = await town.board.becomes_supergroup(GROWN)
    await town.quiet()

    await town.live_until(MONDAY_PUSH)

    assert "第10周" in await grown.sees_picture()


async def test_a_move_that_nobody_told_of_is_found_out_by_the_push(town: Town) -> None:
    await town.stop()
    grown = await town.board.becomes_supergroup(GROWN)
    town.sandbox.world.updates.clear()
    await town.start()

    await town.live_until(MONDAY_PUSH)
    await town.quiet()
    status = await town.answered(town.diana.at(grown), "/status 城关")

    shown = [m.has_photo for m in await grown.bot_messages()]
    assert shown == [True, True, True, False, True]  # an album of three, its words, and the answer
    assert "城关" in status


async def test_a_group_that_nobody_bound_hears_nothing(town: Town) -> None:
    other = await town.sandbox.client.group(
        -1_002, "别的群", members=[town.stranger, town.diana], admins=[town.diana], bot="left"
    )

    await other.sets_bot("member", by=town.diana)
    await town.stranger.at(other).says("/status")
    await town.diana.at(other).says("/status")
    await town.quiet()
    await town.live_until(MONDAY_PUSH)

    assert await other.bot_messages() == []


async def calls_to(town: Town, chat: int) -> int:
    """How many messages were sent to a chat, or tried."""
    calls = await town.sandbox.client.calls()
    return sum(
        call["method"].startswith("send") and str(call["params"].get("chat_id")) == str(chat)
        for call in calls
    )
