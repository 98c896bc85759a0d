"""Who may do what: every command for every role, in private and in the leadership group."""

import pytest

from tests.endtoend import cast
from tests.endtoend.town import Town
from tests.handlers.workbook.books import xlsx

DENIED = "不在您的权限内"

EVERYBODY = frozenset({"chidi", "bela", "diana", "enzo"})
STAFF = frozenset({"diana", "enzo"})
ADMIN = frozenset({"enzo"})

WHO_MAY = {
    "/help": EVERYBODY,
    "/language": EVERYBODY,
    "/report": EVERYBODY,
    "/mine": EVERYBODY,
    "/undo": EVERYBODY,
    "/status": EVERYBODY,
    "/rank": EVERYBODY,
    "/missing": EVERYBODY,
    "/status 城关": STAFF | {"bela"},
    "/status 柳河": STAFF | {"chidi"},
    "/status 费米": STAFF,
    "/status 阿莎": STAFF | {"bela"},
    "/trend 投资 柳河": STAFF | {"chidi"},
    "/trend 招商 柳河": STAFF,
    "/history 投资 柳河": STAFF | {"chidi"},
    "/history 城关 零售": STAFF | {"bela"},
    "/schedule": STAFF,
    "/export": STAFF,
    "/invite": ADMIN,
    "/push": ADMIN,
    "/import": ADMIN,
    "/bind": ADMIN,
}


@pytest.mark.parametrize("who", sorted(EVERYBODY))
@pytest.mark.parametrize("command", WHO_MAY)
async def test_a_command_is_obeyed_for_those_who_may_and_denied_to_the_others(
    town: Town, command: str, who: str
) -> None:
    answer = await town.answered(town.phones[who], command)

    assert (DENIED not in answer) == (who in WHO_MAY[command])


@pytest.mark.parametrize("command", ["/status", "/status 柳河", "/rank", "/missing"])
async def test_in_the_bound_group_everybody_reads(town: Town, command: str) -> None:
    await town.bela.at(town.board).says(command)

    answer = await town.bela.at(town.board).sees()

    assert DENIED not in answer


@pytest.mark.parametrize("command", ["/bind", "/push", "/schedule"])
async def test_in_the_group_setting_up_is_for_those_who_may(town: Town, command: str) -> None:
    await town.bela.at(town.board).says(command)

    assert DENIED in await town.bela.at(town.board).sees()


@pytest.mark.parametrize("text", ["13.5", "/report", "/mine", "/undo", "/invite", "/export"])
async def test_numbers_and_private_matters_are_not_for_groups(town: Town, text: str) -> None:
    town.sandbox.world.reads_all = True

    await town.enzo.at(town.board).says(text)

    assert await town.new_messages(town.board) == []
    assert await town.revisions() == []


async def test_a_cadre_sees_no_number_of_another_unit(town: Town) -> None:
    await town.answered(town.asha, "投资 13.57")

    for question in ("/status 城关", "/status 投资", "/status 阿莎", "/rank", "/rank 投资"):
        answer = await town.answered(town.chidi, question)
        assert "13.57" not in answer


async def test_of_the_own_unit_a_cadre_sees_the_own_items_only(town: Town) -> None:
    answer = await town.answered(town.chidi, "/status 柳河")

    assert "固定资产投资" in answer
    assert "招商引资到位资金" not in answer


async def test_a_command_for_another_bot_is_not_ours(town: Town) -> None:
    await town.diana.at(town.board).says("/status@another_bot")
    await town.diana.at(town.board).says("/missing@progress_bot")

    (answer,) = await town.new_messages(town.board)

    assert "未报" in answer


async def test_a_retired_person_is_a_stranger_again(town: Town) -> None:
    sheets = cast.sheets()
    sheets["人员"] = [row for row in sheets["人员"] if row[0] != "diana"]
    await town.enzo.sends_document(xlsx(sheets), "名册.xlsx")
    preview = await town.enzo.sees("1 处变化")
    await town.enzo.presses(preview, "确认导入")
    await town.enzo.sees("已导入")

    assert "还没有登记" in await town.answered(town.diana, "/status")
