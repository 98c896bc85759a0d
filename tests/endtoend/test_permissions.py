"""Who sees what, and where numbers and private matters have no place."""

import pytest

from tests.endtoend import cast
from tests.endtoend.town import Town
from tests.handlers.workbook.books import xlsx


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
