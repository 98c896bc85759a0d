"""What is said to those who come without a link, and to those who are in already."""

import pytest

from tests.endtoend.town import Town

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize("code", ["x", "A" * 64, "%00", "' OR 1=1 --", "../../etc"])
async def test_a_made_up_code_is_refused(calm: Town, code: str) -> None:
    await calm.stranger.starts(code)

    assert "不能用了" in await calm.stranger.sees()


@pytest.mark.parametrize(
    "text",
    [
        *("/start", "/help", "/stop", "/report", "/mine", "/undo", "/status 城关", "/rank"),
        *("/missing", "/trend 投资", "/bind", "/invite", "/schedule", "/push", "/export"),
        *("/import", "/language", "/whatever", "你好", "13.5", "城关怎么样"),
    ],
)
async def test_a_stranger_hears_one_polite_sentence_whatever_they_say(
    calm: Town, text: str
) -> None:
    answer = await calm.answered(calm.stranger, text)

    assert answer.text == ("您好，这是区里的工作调度机器人。您还没有登记，请向管理员要一张邀请码。")
    assert answer.buttons == []


async def test_an_anonymous_admin_is_nobody(calm: Town) -> None:
    behind = await calm.sandbox.client.person(1087968824, "GroupAnonymousBot", started=True)

    assert "还没有登记" in await calm.answered(behind, "/status")


async def test_start_without_a_code_tells_who_is_in_already(calm: Town) -> None:
    assert "已经登记" in await calm.answered(calm.chidi, "/start")


@pytest.mark.parametrize(
    ("who", "words", "others"),
    [
        ("chidi", ["直接回复数字", "/mine"], ["/bind", "/rank"]),
        ("bela", ["/status", "/return", "/review", "/target "], ["/bind", "/mine", "/export"]),
        ("diana", ["/status", "/missing", "/return", "/export"], ["/bind", "/review", "/target "]),
        ("enzo", ["/status", "/bind", "/invite", "/export"], ["/mine"]),
    ],
)
async def test_help_is_about_what_one_may_do(
    calm: Town, who: str, words: list[str], others: list[str]
) -> None:
    answer = await calm.answered(calm.phones[who], "/help")

    assert all(word in answer for word in words)
    assert not any(word in answer for word in others)
    assert answer.text.count("\n") < 22
