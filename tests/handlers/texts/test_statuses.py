from zoneinfo import ZoneInfo

from domain.people import Language
from handlers.actions.measuring import standing
from handlers.deps import Deps
from handlers.texts.catalog import catalog
from handlers.texts.statuses import listing
from tests.handlers.boards import W11, board, crowd, ranked, silent

ZH = catalog(Language.ZH)
SHANGHAI = ZoneInfo("Asia/Shanghai")
MESSAGE = 4096


async def test_every_unit_is_listed_in_its_group(district: Deps) -> None:
    words = listing(await standing.board(district, W11), ZH, SHANGHAI)

    lines = words.splitlines()
    assert lines[:5] == [
        "<b>云岭区 · 第11周</b>",
        "截至3月16日10:00，已报 86/87 项",
        "",
        "<b>乡镇街道</b> 序时 82.2%",
        "1 ✓ 望澜街道 91.9%（+9.7）",
    ]
    assert "2 ✓ 农业农村局 85.0%（+2.8）" in lines
    assert sum(line[:1].isdigit() for line in lines) == 18


async def test_one_indicator_is_listed_with_its_amounts(district: Deps) -> None:
    words = listing(await standing.board(district, W11, subject="fai"), ZH, SHANGHAI)

    assert "2 ✓ 城关街道 14.26 亿元（91.4%，+9.2）" in words


async def test_a_rate_is_listed_with_its_gap_in_points(district: Deps) -> None:
    words = listing(await standing.board(district, W11, subject="fig"), ZH, SHANGHAI)

    assert "5 × 柳湾镇 −1.8%（−4.8）" in words


def test_a_silent_unit_is_listed_without_a_made_up_value() -> None:
    words = listing(board(ranked(1, "甲镇", "95"), silent("乙镇")), ZH, SHANGHAI)

    assert words.endswith("– 乙镇 未报")


def test_a_list_of_many_units_fits_into_a_message() -> None:
    words = listing(crowd(300), ZH, SHANGHAI)

    assert len(words) <= MESSAGE
    assert "……共 300 个单位" in words
