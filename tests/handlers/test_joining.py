"""Coming by a one-time link, going, and coming back."""

from datetime import timedelta

from handlers.offers import ANSWERS
from sandbox.phone import Phone
from tests.endtoend.town import MONDAY_LOCK, THURSDAY, Town

A_MINUTE = timedelta(minutes=1)
NEXT_THURSDAY = THURSDAY + timedelta(days=7)


async def test_a_link_lets_its_person_in_and_says_what_is_asked_of_them(town: Town) -> None:
    code = await invitation(town, "femi")

    await town.femi.starts(code)
    welcome = await town.femi.sees("费米")

    for words in ("柳河", "1 项", "招商引资到位资金", "每周"):
        assert words in welcome
    assert "请报第10周" in await town.answered(town.femi, "/report")


async def test_a_link_works_once(town: Town) -> None:
    code = await invitation(town, "femi")
    await town.femi.starts(code)
    await town.femi.sees("费米")

    await town.stranger.starts(code)

    assert "不能用了" in await town.stranger.sees()
    assert "还没有登记" in await town.answered(town.stranger, "13.5")


async def test_the_same_link_again_by_the_same_person_is_no_news(town: Town) -> None:
    code = await invitation(town, "femi")
    await town.femi.starts(code)
    await town.femi.sees("费米")

    await town.femi.starts(code)
    again = await town.femi.sees()

    assert "费米" in again


async def test_a_link_runs_out(town: Town) -> None:
    code = await invitation(town, "femi")
    await town.live_until(THURSDAY + timedelta(days=14) + A_MINUTE)

    await town.femi.starts(code)

    assert "不能用了" in await town.femi.sees()


async def test_a_new_link_takes_the_place_of_the_old_one(town: Town) -> None:
    old = await invitation(town, "femi")
    new = await invitation(town, "femi")

    await town.femi.starts(old)
    refused = await town.femi.sees()
    await town.femi.starts(new)
    welcome = await town.femi.sees()

    assert "不能用了" in refused
    assert "已登记" in welcome


async def test_a_link_for_another_person_does_not_change_who_one_is(town: Town) -> None:
    code = await invitation(town, "femi")

    await town.chidi.starts(code)
    answer = await town.chidi.sees()

    assert "另一位同志" in answer
    assert "齐迪" in await town.answered(town.chidi, "/mine")


async def test_a_new_phone_comes_in_by_a_new_link_and_the_old_one_is_a_stranger(
    town: Town,
) -> None:
    code = await invitation(town, "chidi")

    await town.femi.starts(code)
    await town.femi.sees("齐迪")

    assert "还没有登记" in await town.answered(town.chidi, "14.2")


async def test_after_stop_nobody_is_prompted_and_after_start_they_are_again(
    morning: Town,
) -> None:
    stopped = await morning.answered(morning.chidi, "/stop")
    await morning.live_until(THURSDAY)
    before = await morning.new_messages(morning.chidi, after=stopped.id)
    await morning.live_until(MONDAY_LOCK + A_MINUTE)

    resumed = await morning.answered(morning.chidi, "/start")
    await morning.live_until(NEXT_THURSDAY)

    assert before == []
    assert "欢迎回来" in resumed
    assert "第11周" in (await morning.new_messages(morning.chidi, after=resumed.id))[0]


async def test_after_stop_numbers_are_still_taken(town: Town) -> None:
    await town.answered(town.chidi, "/stop")

    await town.answered(town.chidi, "14.2")

    assert await town.stands("fai", unit="lh") == "14.2"


async def test_strangers_are_offered_the_door_in_the_language_of_the_phone(town: Town) -> None:
    foreign = await town.sandbox.client.person(777, "Grace", language="en", started=True)

    assert await offered(foreign) == {"start": "Begin", "help": "How it works"}
    assert await offered(town.stranger) == {"start": "开始使用", "help": "用法"}


async def test_who_joins_or_changes_the_language_is_offered_what_the_role_needs(
    town: Town,
) -> None:
    await town.femi.starts(await invitation(town, "femi"))
    await told(town.femi)
    chinese, seq = await offered(town.femi), town.sandbox.world.seq
    asked = await town.answered(town.femi, "/language")
    await town.femi.presses(asked, "English")
    await told(town.femi, after=seq)
    english = await offered(town.femi)

    assert list(chinese) == list(english) == [*ANSWERS, "help"]
    assert chinese["undo"] == "撤回刚才的数"
    assert english["undo"] == "Take back my last numbers"


async def test_who_stops_is_offered_the_door_and_a_start_tells_nobody_twice(town: Town) -> None:
    await town.answered(town.chidi, "/stop")
    await told(town.chidi)
    before = len(await town.sandbox.client.calls("setMyCommands"))

    await town.stop()
    await town.start()

    assert list(await offered(town.chidi)) == ["start", "help"]
    again = await town.sandbox.client.calls("setMyCommands")
    assert {call["params"]["scope"]["type"] for call in again[before:]} == {
        "all_private_chats",
        "all_group_chats",
    }


async def test_start_in_a_group_says_nothing(town: Town) -> None:
    code = await invitation(town, "femi")

    await town.stranger.at(town.board).says(f"/start {code}")

    assert await town.new_messages(town.board) == []
    assert "还没有登记" in await town.answered(town.stranger, "/status")


async def invitation(town: Town, code: str) -> str:
    """A fresh code, as an admin gets it."""
    answer = await town.answered(town.enzo, f"/invite {code}")
    return answer.text.rsplit("?start=", 1)[1].split()[0]


async def told(phone: Phone, *, after: int = 0) -> None:
    """Wait until the chat has got other commands."""
    await phone.event(
        lambda event: event["kind"] == "commands", after=after, timeout=30, wanted="a new menu"
    )


async def offered(phone: Phone) -> dict[str, str]:
    """The commands beside the typing box, and what each is said to do."""
    return {entry["command"]: entry["description"] for entry in await phone.menu()}
