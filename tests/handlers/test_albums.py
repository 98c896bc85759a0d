"""Summaries: pictures together, the words after them, each whatever becomes of the other."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from charts.sheets import Sheet
from charts.sheets.board import BoardSheet
from charts.sheets.bump import BumpSheet
from charts.sheets.heatmap import HeatSheet
from charts.sheets.ranking import RankingSheet
from domain.periods import Period
from handlers import composing
from handlers.actions.measuring import standing
from handlers.deps import Deps
from handlers.outgoing import NoPicture, Outgoing, Skip
from storage import deliveries, pushes
from storage.deliveries import Delivery
from storage.pushes import Addressee, Push
from tests.handlers.boards import W11
from tests.handlers.phone import GROUP

CAPTION = 1024
LEASE = timedelta(minutes=5)


async def published(deps: Deps, period: Period = W11, **facts: Any) -> Callable[[str], Delivery]:
    """A period published, and its deliveries by kind."""
    async with deps.db.transaction() as session:
        await standing.publish(deps, session, period)
    at = datetime(2026, 3, 16, 3, tzinfo=UTC)

    def delivery(kind: str) -> Delivery:
        own = {"edition": 1, "album": True, "at_once": True} | facts
        push = Push(1, f"{kind}/{period.key}/1", kind, period.key, own)
        return Delivery(1, push, GROUP, None, None, 1, at)

    return delivery


def drawing(deps: Deps, pages: dict[type, int] | None = None, *broken: type) -> list[Sheet]:
    """Draw so many pages of each kind of picture, and none of the broken ones."""
    drawn: list[Sheet] = []

    async def draw(sheet: Sheet) -> Sequence[bytes]:
        if isinstance(sheet, broken):
            raise NoPicture("no fonts")
        drawn.append(sheet)
        return [type(sheet).__name__.encode()] * (pages or {}).get(type(sheet), 1)

    deps.draw = draw
    return drawn


async def composed(deps: Deps, delivery: Delivery) -> Outgoing:
    made = await composing.compose(deps, delivery)
    assert isinstance(made, Outgoing)
    return made


async def test_a_week_is_one_look_the_places_the_lights_and_the_moves_in_one_album(
    district: Deps,
) -> None:
    drawn = drawing(district)

    album = await composed(district, (await published(district))("push"))

    assert [type(sheet) for sheet in drawn] == [BoardSheet, RankingSheet, HeatSheet, BumpSheet]
    assert album.is_album
    assert not album.keyboard
    assert album.text == "<b>2026 一季度开门红 · 第11周</b>\n图：看板、排名、挂图作战、名次变化"


async def test_the_words_after_it_are_the_brief_with_the_buttons(district: Deps) -> None:
    of = await published(district)
    async with district.db.transaction() as session:
        await _arrived(session, district)

    words = await composed(district, of("words"))

    assert words.text.startswith("<b>2026 一季度开门红 · 第11周简报</b>")
    assert "没画成" not in words.text
    assert any(button.label == "按指标看" for row in words.keyboard for button in row)
    assert not words.pictures


async def test_made_again_they_are_the_same_though_numbers_have_changed(district: Deps) -> None:
    drawn = drawing(district)
    of = await published(district)

    first = await composed(district, of("push"))
    again = await composed(district, of("push"))

    assert first == again
    assert drawn[:4] == drawn[4:]


@pytest.mark.parametrize(
    ("broken", "left"),
    [((HeatSheet,), "图：看板、排名、名次变化"), ((RankingSheet, BumpSheet), "图：看板、挂图作战")],
)
async def test_a_picture_that_fails_leaves_the_others(
    district: Deps, broken: tuple[type, ...], left: str
) -> None:
    drawing(district, None, *broken)

    album = await composed(district, (await published(district))("push"))

    assert album.text.endswith(left)
    assert len(album.pictures) == 4 - len(broken)
    assert album.is_album == (len(album.pictures) > 1)


async def test_without_any_picture_the_words_tell_every_place(district: Deps) -> None:
    drawing(district, None, BoardSheet, RankingSheet, HeatSheet, BumpSheet)
    of = await published(district)

    assert await composing.compose(district, of("push")) == Skip("no picture")
    words = await composed(district, of("words"))

    assert "（图片没画成，先看文字）" in words.text
    assert "7 × 雾坪乡 63.9%（−18.3）" in words.text


async def test_a_month_has_the_ranks_of_its_weeks_besides(district: Deps) -> None:
    drawn = drawing(district)

    album = await composed(district, (await published(district, Period.parse("2026-M02")))("push"))

    assert album.text == "<b>2026 一季度开门红 · 1–2月</b>\n图：看板、排名、挂图作战、各周名次"
    weeks = drawn[-1]
    assert isinstance(weeks, BumpSheet)
    assert (weeks.periods[0], weeks.periods[-1]) == ("1周", "9周")


async def test_an_album_has_ten_pictures_at_most_and_none_in_part(district: Deps) -> None:
    drawing(district, {RankingSheet: 8, HeatSheet: 3, BumpSheet: 1})

    album = await composed(district, (await published(district))("push"))

    assert len(album.pictures) == 10
    assert album.text.endswith("图：看板、排名、名次变化")
    assert len(album.text) <= CAPTION


async def test_the_places_come_before_all_else_where_there_is_no_room(district: Deps) -> None:
    drawing(district, {RankingSheet: 10})

    album = await composed(district, (await published(district))("push"))

    assert album.text.endswith("图：排名")
    assert len(album.pictures) == 10


async def test_a_period_that_was_not_published_is_left_out(district: Deps) -> None:
    of = await published(district, edition=7)

    assert await composing.compose(district, of("push")) == Skip("unpublished")
    assert await composing.compose(district, of("words")) == Skip("unpublished")


async def _arrived(session: Any, deps: Deps) -> None:
    await pushes.queue(
        session,
        key="push/2026-W11/1",
        kind="push",
        period="2026-W11",
        facts={},
        chats=[Addressee(GROUP)],
        at=deps.now(),
    )
    (one,) = await deliveries.claim(session, now=deps.now(), lease=LEASE, limit=1)
    await deliveries.sent(session, one, message_id=5, at=deps.now())
