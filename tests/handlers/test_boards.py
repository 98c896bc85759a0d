from collections.abc import Sequence

from charts.sheets import Sheet
from domain.people import Language
from handlers import boards
from handlers.actions.measuring import standing
from handlers.deps import Deps
from handlers.outgoing import NoPicture
from handlers.texts.catalog import catalog
from storage.database import Database
from tests.handlers.boards import W11

ZH = catalog(Language.ZH)


async def test_what_is_pushed_is_the_frozen_ranking_though_numbers_have_changed(
    district: Deps, district_db: Database
) -> None:
    drawn: list[Sheet] = []

    async def draw(sheet: Sheet) -> Sequence[bytes]:
        drawn.append(sheet)
        return [b"picture"]

    district.draw = draw
    async with district_db.transaction() as session:
        await standing.publish(district, session, W11)
    board = await boards.published(district, "2026-W11", edition=1)
    assert board is not None

    message = await boards.ranking_message(district, board, ZH)
    again = await boards.ranking_message(district, board, ZH)

    assert message == again
    assert message.pictures == (b"picture",)
    assert drawn[0] == drawn[1]
    assert message.text.startswith("<b>2026 一季度开门红 · 第11周</b>\n领先：望澜街道")


async def test_a_ranking_that_was_never_published_is_none(district: Deps) -> None:
    assert await boards.published(district, "2026-W11") is None
    assert await boards.published(district, "2026-W10", edition=7) is None


async def test_words_go_out_when_nothing_can_be_drawn(district: Deps) -> None:
    async def broken(_: Sheet) -> Sequence[bytes]:
        raise NoPicture("no fonts")

    district.draw = broken

    message = await boards.ranking_message(district, await standing.board(district, W11), ZH)

    assert message.pictures == ()
    assert "（图片没画成，先看文字）" in message.text
    assert "1 ✓ 望澜街道 91.9%（+9.7）" in message.text
