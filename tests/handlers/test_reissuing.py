"""A correction that moves somebody in a published ranking: it is issued anew, once, and says so."""

from datetime import timedelta

import pytest

from domain.publishing import ranking_of
from handlers.actions.notices import reissuing
from sandbox.seen import Seen
from storage import audit, corrections, publications
from tests.endtoend.town import MONDAY_PUSH, WEEK, Town
from tests.handlers.corrections import appoint

A_MINUTE = timedelta(minutes=1)


@pytest.fixture
async def published(town: Town) -> Town:
    """Monday after the push: 柳河 leads with 78.9 %, 城关 follows with 75.0 %."""
    await appoint(town, enzo="admin,assessor")
    await town.answered(town.asha, "投资 13.5")
    await town.answered(town.chidi, "14.2")
    await town.live_until(MONDAY_PUSH + A_MINUTE)
    await town.board.bot_messages()
    return town


async def corrected(town: Town, value: str) -> Seen:
    """Chidi asks, Enzo agrees; what Enzo then reads."""
    await town.answered(town.chidi, f"/correct 投资 {value} 重复计入了一笔")
    request = await town.enzo.sees("申请更正", value)
    await town.enzo.presses(request, "同意")
    await town.chidi.sees("已更正")
    await town.quiet()
    return await town.enzo.message(request)


async def rankings(town: Town) -> list[Seen]:
    """The pictures that the leadership group was shown, each album by its first."""
    return [
        seen for seen in await town.new_messages(town.board) if seen.has_photo and "开门红" in seen
    ]


async def test_a_correction_that_moves_somebody_is_shown_to_the_group_once(
    published: Town,
) -> None:
    after = await corrected(published, "5")

    first, second = await rankings(published)
    assert "更正版" not in first
    for words in (
        "更正版 2",
        "柳河固定资产投资 14.20 亿元 → 5.00 亿元（重复计入了一笔）",
        "名次：城关 第 2→第 1、柳河 第 1→第 2",
    ):
        assert words in second
    assert "更正版已发到领导小组群" in after
    assert "已重新公布" in (await published.new_messages(published.chidi))[-1]


async def test_the_edition_before_stays_as_it_was(published: Town) -> None:
    async with published.db.reading() as session:
        before = await publications.of(session, WEEK)

    await corrected(published, "5")

    async with published.db.reading() as session:
        first = await publications.of(session, WEEK, edition=1)
        second = await publications.of(session, WEEK)
    assert first == before
    assert second is not None
    assert second.edition == 2
    assert [s.unit for s in ranking_of(second.standings["ranking"]).standings] == ["cg", "lh"]


async def test_a_correction_that_moves_nobody_is_not_shown_again(published: Town) -> None:
    after = await corrected(published, "14.3")

    assert len(await rankings(published)) == 1
    assert "没有变化，不再重发" in after
    async with published.db.reading() as session:
        stands = await publications.of(session, WEEK)
    assert stands is not None
    assert stands.edition == 1


async def test_before_the_ranking_is_published_there_is_nothing_to_issue_anew(town: Town) -> None:
    await appoint(town, enzo="admin,assessor")
    await town.answered(town.asha, "投资 13.5")
    await town.answered(town.chidi, "14.2")
    await town.live_until(MONDAY_PUSH - A_MINUTE)

    after = await corrected(town, "5")
    await town.live_until(MONDAY_PUSH + A_MINUTE)

    (only,) = await rankings(town)
    assert "更正版" not in only
    assert "已更正。" in after


async def test_taps_and_replays_issue_it_anew_once(published: Town) -> None:
    await published.answered(published.chidi, "/correct 投资 5 重复计入了一笔")
    request = await published.enzo.sees("申请更正")

    for _ in range(3):
        await published.enzo.forges(request, request.data["同意"])
    await published.quiet()

    assert len(await rankings(published)) == 2


async def test_a_crash_between_the_decision_and_the_new_edition_is_made_good(
    published: Town,
) -> None:
    await corrected(published, "5")
    deps = published.parts.deps
    async with published.db.reading() as session:
        found = await corrections.get(session, 1)
    assert found is not None

    await reissuing.reissue(deps, found)  # what the press would do once more

    assert len(await rankings(published)) == 2
    async with published.db.reading() as session:
        stands = await publications.of(session, WEEK)
    assert stands is not None
    assert stands.edition == 2


async def test_two_corrections_are_two_editions(published: Town) -> None:
    await corrected(published, "5")

    await corrected(published, "14.5")

    assert [seen.text.splitlines()[1] for seen in (await rankings(published))[1:]] == [
        "更正版 2，以本次为准。",
        "更正版 3，以本次为准。",
    ]


async def test_the_decision_stands_in_the_history_of_the_number_and_in_the_chain(
    published: Town,
) -> None:
    await corrected(published, "5")

    history = await published.answered(published.chidi, "/history 投资")

    assert "恩佐　同意更正" in history
    assert "14.20 亿元 → 5.00 亿元" in history
    async with published.db.reading() as session:
        assert await audit.verify(session) is None
