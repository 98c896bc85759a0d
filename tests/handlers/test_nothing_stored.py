"""Messages that are no number, or nobody's: answered, and nothing is stored."""

import pytest

from tests.endtoend.town import Town

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize(
    "typed",
    [
        "十几",
        "1e5",
        "投资 13万2",
        "投资 13.5或14",
        "1.2.3",
        "投资 5个",
        "13.5 8.2",
        "两三千",
        "<b>",
    ],
)
async def test_what_cannot_be_read_is_answered_with_the_right_form_and_not_stored(
    calm: Town, typed: str
) -> None:
    answer = await calm.answered(calm.asha, typed)

    assert "投资 12.30" in answer or answer.buttons
    assert await calm.revisions() == []


async def test_a_message_of_4096_characters_is_refused_in_one_sentence(calm: Town) -> None:
    answer = await calm.answered(calm.asha, "13.5 " + "很" * 4091)

    assert len(answer.text) < 100
    assert "没有存" in answer
    assert await calm.revisions() == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [("好的，谢谢", "发 /report"), ("截止到几点？", "发 /report"), ("在吗", "发 /report")],
)
async def test_small_talk_is_answered_and_not_stored(calm: Town, typed: str, words: str) -> None:
    answer = await calm.answered(calm.asha, typed)

    assert words in answer
    assert await calm.revisions() == []


async def test_who_owes_nothing_is_told_so(calm: Town) -> None:
    answer = await calm.answered(calm.diana, "13.5")

    assert "没有要您填报" in answer
    assert await calm.revisions() == []


async def test_a_stranger_gets_one_sentence_and_nothing_is_stored(calm: Town) -> None:
    answer = await calm.answered(calm.stranger, "13.5")

    assert "还没有登记" in answer
    assert await calm.revisions() == []


async def test_report_of_a_single_item_offers_the_special_answers(calm: Town) -> None:
    card = await calm.answered(calm.chidi, "/report")

    assert card.buttons == ["同上期 4.20 亿元", "不涉及", "暂无"]


async def test_an_edited_command_is_not_obeyed_again(calm: Town) -> None:
    said = await calm.asha.says("/mine")
    answer = await calm.asha.sees()

    await calm.asha.edits(said, "/report")

    assert await calm.new_messages(calm.asha, after=answer.id) == []


async def test_undo_with_nothing_to_take_back_says_so(calm: Town) -> None:
    assert "没有可以撤回" in await calm.answered(calm.chidi, "/undo")


async def test_an_unknown_command_is_answered_with_those_there_are(calm: Town) -> None:
    assert "/report" in await calm.answered(calm.asha, "/nonsense")
