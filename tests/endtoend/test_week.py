"""One week from the prompt to the picture in the leadership group."""

from tests.endtoend import cast
from tests.endtoend.town import MONDAY_LOCK, MONDAY_PUSH, THURSDAY, Town


async def test_a_week_is_asked_answered_locked_and_shown(morning: Town) -> None:
    await morning.live_until(THURSDAY)
    card = await morning.asha.sees("第10周", "固定资产投资")

    await morning.asha.says(cast.SIX_LINES)
    echo = await morning.asha.sees("6 项")
    await morning.live_until(MONDAY_LOCK)
    await morning.live_until(MONDAY_PUSH)
    album = await morning.board.sees_picture("第10周")
    words = await morning.board.sees("第10周简报")
    await morning.quiet()

    assert card.buttons == ["逐项填"]
    assert "报齐" in echo
    assert await morning.all_stand() == cast.SIX_VALUES
    assert album.text.endswith("图：看板、排名、挂图作战")
    assert "柳河" in words
    assert "按指标看" in words.buttons
    shown = await morning.board.bot_messages()
    assert [message.has_photo for message in shown] == [True, True, True, False]
    assert shown[0].raw["media_group_id"] == shown[1].raw["media_group_id"]
