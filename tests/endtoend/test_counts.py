"""How much it takes: messages and taps, counted on the transcript of both sides."""

from dataclasses import dataclass

from sandbox.phone import Phone
from tests.endtoend import cast
from tests.endtoend.town import Town
from tests.handlers.corrections import ASKED, lock


@dataclass(frozen=True)
class Count:
    """Messages that a person wrote, those the bot wrote to them, and their taps."""

    typed: int
    told: int
    taps: int


async def counted(town: Town, phone: Phone, *, since: int = 0) -> Count:
    """All that happened in a chat after the message of this number, once all is quiet."""
    await town.quiet()
    seen = [message for message in await phone.messages() if message.id > since]
    told = sum(message.from_bot for message in seen)
    presses = town.sandbox.world.presses.values()
    return Count(len(seen) - told, told, sum(p.chat_id == phone.chat_id for p in presses))


async def test_six_items_take_one_message_and_no_tap(town: Town) -> None:
    await town.answered(town.asha, cast.SIX_LINES)

    assert await counted(town, town.asha) == Count(typed=1, told=1, taps=0)
    assert await town.all_stand() == cast.SIX_VALUES


async def test_a_mistake_is_undone_by_one_tap_and_no_message(town: Town) -> None:
    echo = await town.answered(town.asha, "投资 13.5 零售 8.2")

    await town.asha.presses(echo, "撤回")

    # The echo itself is changed: nothing is added to the chat.
    assert await counted(town, town.asha, since=echo.id) == Count(typed=0, told=0, taps=1)
    assert await town.stands("fai") is None
    assert await town.stands("ret") is None


async def test_or_by_one_command_whatever_came_before(town: Town) -> None:
    await town.answered(town.asha, "投资 13.5")
    echo = await town.answered(town.asha, "投资 13.9 零售 8.2")

    await town.answered(town.asha, "/undo")

    assert await counted(town, town.asha, since=echo.id) == Count(typed=1, told=1, taps=0)
    assert await town.stands("fai") == "13.5"
    assert await town.stands("ret") is None


async def test_or_by_editing_the_message(town: Town) -> None:
    said = await town.asha.says("投资 13.9")
    echo = await town.asha.sees("13.90")

    await town.asha.edits(said, "投资 13.5")
    await town.asha.sees("13.50")

    assert (await counted(town, town.asha, since=echo.id)).typed == 0
    assert await town.stands("fai") == "13.5"


async def test_a_slip_is_settled_by_one_tap_in_the_place_of_the_question(town: Town) -> None:
    question = await town.answered(town.asha, "投资 135000")

    await town.asha.presses(question, "是 13.50 亿元")

    assert await counted(town, town.asha, since=question.id) == Count(typed=0, told=0, taps=1)
    assert await town.stands("fai") == "13.5"


async def test_a_correction_after_the_lock_takes_three_messages_and_one_tap(town: Town) -> None:
    await lock(town)
    cadre = (await town.chidi.last()).id

    await town.answered(town.chidi, ASKED)
    request = await town.enzo.sees("申请更正")
    await town.enzo.presses(request, "同意")
    await town.chidi.sees("已更正")

    # The request, that it was taken, and what became of it; to the assessor one to tap on.
    assert await counted(town, town.chidi, since=cadre) == Count(typed=1, told=2, taps=0)
    asked = await counted(town, town.enzo, since=request.id - 1)
    assert asked == Count(typed=0, told=1, taps=1)
    assert await town.stands("fai", unit="lh") == "14.8"
