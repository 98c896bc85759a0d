"""Setting up from the chat: binding, the roster, links, the days ahead, the push by hand."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from sandbox.phone import GroupChat
from sandbox.seen import Seen
from storage.models.pushes import PublicationRow
from tests.endtoend import cast
from tests.endtoend.town import FRIDAY_DUE, MONDAY_PUSH, Town
from tests.handlers.workbook.books import Sheets, xlsx

NEW_GROUP = -1_001_777


@pytest.fixture
async def unbound(town: Town) -> GroupChat:
    """A group that Enzo and Diana are in and that nobody has bound."""
    return await town.sandbox.client.group(
        NEW_GROUP, "调度群 <1>", members=[town.diana], admins=[town.enzo]
    )


async def test_an_admin_binds_a_group_and_it_gets_the_ranking(
    town: Town, unbound: GroupChat
) -> None:
    await town.enzo.at(unbound).says("/bind")
    words = await town.enzo.at(unbound).sees()

    await town.live_until(MONDAY_PUSH)
    picture = await unbound.sees_picture()

    assert "调度群 <1>" in words
    assert "第10周" in picture


async def test_binding_twice_posts_once(town: Town, unbound: GroupChat) -> None:
    for _ in range(2):
        await town.enzo.at(unbound).says("/bind 周")
        await town.enzo.at(unbound).sees("已绑定")

    await town.live_until(MONDAY_PUSH)

    posted = await town.new_messages(unbound)
    assert [m.has_photo for m in posted[2:]] == [True, True, True, False]  # below both answers


@pytest.mark.parametrize("who", ["diana"])
async def test_nobody_else_binds_a_group(town: Town, unbound: GroupChat, who: str) -> None:
    await town.phones[who].at(unbound).says("/bind")
    await town.live_until(MONDAY_PUSH)

    assert [m for m in await town.new_messages(unbound) if m.has_photo] == []


async def test_an_anonymous_admin_is_told_why_nothing_was_bound(
    town: Town, unbound: GroupChat
) -> None:
    hidden = await town.sandbox.client.person(1087968824, "GroupAnonymousBot")
    await unbound.takes_in(hidden)

    await hidden.at(unbound).says("/bind")
    words = await hidden.at(unbound).sees()
    await hidden.at(unbound).says("/status")

    assert "匿名" in words
    assert len(await town.new_messages(unbound)) == 1


async def test_bind_in_private_says_where_it_belongs(town: Town) -> None:
    assert "群里发 /bind" in await town.answered(town.enzo, "/bind")


async def test_import_hands_out_an_empty_workbook(town: Town) -> None:
    answer = await town.answered(town.enzo, "/import")

    assert (await town.enzo.download(answer)).startswith(b"PK")


async def test_a_workbook_is_shown_first_and_imported_by_a_tap(town: Town) -> None:
    preview = await tried(town, renamed("齐迪", "奇迪"))
    before = await name_of(town, "chidi")

    await town.enzo.presses(preview, "确认导入")
    await town.enzo.sees("已导入")

    assert "奇迪" in preview
    assert before == "齐迪"
    assert await name_of(town, "chidi") == "奇迪"


async def test_a_workbook_declined_changes_nothing(town: Town) -> None:
    preview = await tried(town, renamed("齐迪", "奇迪"))

    await town.enzo.presses(preview, "先不导")
    await town.enzo.sees("没有导入")

    assert await name_of(town, "chidi") == "齐迪"


async def test_an_imported_roster_keeps_numbers_and_accounts(town: Town) -> None:
    await town.answered(town.chidi, "14.2")
    preview = await tried(town, renamed("齐迪", "奇迪"))
    await town.enzo.presses(preview, "确认导入")
    await town.enzo.sees("已导入")

    words = await town.answered(town.chidi, "/mine")

    assert "奇迪" in words
    assert "14.20" in words


async def test_the_same_workbook_again_has_nothing_to_change(town: Town) -> None:
    answer = await tried(town, cast.sheets())

    assert "没有变化" in answer
    assert answer.buttons == []


async def test_a_broken_workbook_tells_every_error_and_offers_no_import(town: Town) -> None:
    sheets = cast.sheets()
    sheets["人员"][3][3] = "nowhere"
    sheets["任务"][1][3] = "many"

    answer = await tried(town, sheets)

    assert "2 处" in answer
    assert "人员!D4" in answer
    assert "任务!D2" in answer
    assert answer.buttons == []


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 not a zip", b"\x00" * 100], ids=["empty", "torn", "zeros"]
)
async def test_a_file_that_is_no_workbook_is_refused_and_changes_nothing(
    town: Town, content: bytes
) -> None:
    await town.enzo.sends_document(content, "名册.xlsx")
    answer = await town.enzo.sees()

    assert answer.buttons == []
    assert await name_of(town, "chidi") == "齐迪"


async def test_a_file_that_is_too_large_is_refused(town: Town) -> None:
    await town.enzo.sends_document(b"P" * (5 * 1024 * 1024 + 1), "名册.xlsx")

    assert "5 MB" in await town.enzo.sees()


async def test_a_workbook_of_anybody_else_is_no_roster(town: Town) -> None:
    for phone, words in ((town.chidi, "佐证已收下"), (town.diana, "只要数字")):
        await phone.sends_document(xlsx(renamed("齐迪", "奇迪")), "名册.xlsx")
        assert words in await phone.sees()

    assert await name_of(town, "chidi") == "齐迪"


async def test_invite_makes_links_for_all_who_have_not_joined(town: Town) -> None:
    answer = await town.answered(town.enzo, "/invite")

    assert "1 位同志" in answer
    assert "费米" in answer
    assert "https://t.me/progress_bot?start=" in answer


async def test_invite_of_one_person_goes_by_code_or_name(town: Town) -> None:
    for word in ("chidi", "齐迪"):
        answer = await town.answered(town.enzo, f"/invite {word}")
        assert "齐迪" in answer


async def test_schedule_tells_what_was_moved_by_which_holiday(town: Town) -> None:
    await town.live_until(FRIDAY_DUE + timedelta(days=24))

    answer = await town.answered(town.diana, "/schedule")

    assert "清明" in answer
    assert "原" in answer


async def test_a_push_by_hand_is_done_once_and_again_makes_a_new_edition(town: Town) -> None:
    await town.live_until(FRIDAY_DUE)

    first = await town.answered(town.enzo, "/push")
    second = await town.answered(town.enzo, "/push")
    third = await town.answered(town.enzo, "/push again")
    posted = await town.new_messages(town.board)
    first_album, second_album = [m.text for m in posted if m.has_photo and m.text]

    assert "已安排" in first
    assert "已经发过" in second
    assert "已安排" in third
    assert len(posted) == 8  # each of three pictures and their words
    assert "更正版" not in first_album
    assert "更正版 2" in second_album
    # Overall, the lights that hold, projects, people, and each indicator.
    week = select(PublicationRow).where(col(PublicationRow.period) == "2026-W10").subquery()
    assert await town.count(week) == 2 * (4 + len(cast.LAST_WEEK))


async def test_the_clock_does_not_repeat_a_push_by_hand(town: Town) -> None:
    await town.live_until(FRIDAY_DUE)
    await town.answered(town.enzo, "/push")

    await town.live_until(MONDAY_PUSH)

    assert len(await town.new_messages(town.board)) == 4


@pytest.mark.parametrize("period", ["2026-W99", "2026-13", "9", "2026-W8x", "20260101"])
async def test_a_period_that_is_none_is_refused(town: Town, period: str) -> None:
    answer = await town.answered(town.enzo, f"/push {period}")

    assert "2026-W10" in answer
    assert await town.new_messages(town.board) == []


async def test_a_week_of_holidays_is_not_pushed(town: Town) -> None:
    answer = await town.answered(town.enzo, "/push 2026-W08")

    assert "放假" in answer


async def test_export_is_a_workbook_of_all_numbers(town: Town) -> None:
    await town.answered(town.chidi, "14.2")

    answer = await town.answered(town.diana, "/export 2026-W10")

    assert "第10周数据" in answer
    assert (await town.diana.download(answer)).startswith(b"PK")


async def test_what_a_command_does_not_know_is_named_and_nothing_is_done(town: Town) -> None:
    export = await town.answered(town.diana, "/export 上周 投资")
    push = await town.answered(town.enzo, "/push 城关")

    assert "没看懂“投资”" in export
    assert "没看懂“城关”。没有推送。" in push


async def test_a_period_is_exported_by_its_everyday_name(town: Town) -> None:
    answer = await town.answered(town.diana, "/export 上周的各个版本")

    assert "第9周数据" in answer


def renamed(old: str, new: str) -> Sheets:
    """The roster with one other name."""
    sheets = cast.sheets()
    for row in sheets["人员"]:
        row[1] = new if row[1] == old else row[1]
    return sheets


async def tried(town: Town, sheets: Sheets) -> Seen:
    """The answer to a workbook."""
    await town.enzo.sends_document(xlsx(sheets), "名册.xlsx")
    return await town.enzo.sees()


async def name_of(town: Town, code: str) -> str:
    town.parts.deps.roster.forget()
    return (await town.parts.deps.roster.current()).people[code].name
