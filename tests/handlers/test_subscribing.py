"""Private copies: chosen by taps, sent once with the clock, and only to whom they are due."""

from datetime import timedelta

import pytest

from charts.sheets.board import BoardSheet
from charts.sheets.card import CardSheet
from charts.sheets.ranking import RankingSheet
from domain.clocks import Clock, ClockKind
from domain.errors import NotAllowed
from domain.people import Role
from domain.periods import Period, PeriodKind
from domain.subscriptions import Subscription, Topic
from handlers.actions.measuring import standing
from handlers.actions.notices import subscribing
from handlers.actions.posting import pushing
from handlers.composing import compose
from handlers.outgoing import Outgoing, Skip, Wait
from storage import deliveries, subscriptions
from storage import roster as rosters
from storage.deliveries import Delivery
from storage.models.base import core
from storage.models.roster import PersonRow
from tests.handlers.boards import W11
from tests.handlers.test_lookup import CADRE, LEADER, SUPERVISOR, Office, office

__all__ = ["office"]

person = core(PersonRow)
HOUR = timedelta(hours=1)


async def wishes_of(office: Office, who: str) -> set[tuple[str, str]]:
    async with office.deps.db.reading() as session:
        held = await subscriptions.of_person(session, who)
    return {(wish.topic.value, wish.subject) for wish in held}


async def wish(office: Office, who: str, topic: Topic, subject: str = "") -> None:
    async with office.deps.db.transaction() as session:
        await subscriptions.add(session, Subscription(who, topic, subject), at=office.deps.now())


async def fire(office: Office, kind: ClockKind, period: Period = W11) -> list[Delivery]:
    """Let a clock of a period go off; the copies that it leads to, as claimed."""
    clock = office.deps.schedule.next_clock(
        period.kind, clock=kind, after=office.deps.schedule.window_of(period).prompt
    )
    await pushing.fire(office.deps, clock)
    async with office.deps.db.transaction() as session:
        claimed = await deliveries.claim(
            session, now=office.deps.now() + 100 * HOUR, lease=HOUR, limit=50
        )
    return [one for one in claimed if one.push.kind == subscribing.KIND]


async def sent(office: Office, kind: ClockKind = ClockKind.PUSH) -> list[Outgoing | Skip | Wait]:
    return [await compose(office.deps, one) for one in await fire(office, kind)]


async def test_nothing_comes_unless_it_was_chosen(office: Office) -> None:
    assert await sent(office) == []


async def test_a_tap_chooses_and_another_takes_it_back(office: Office) -> None:
    first = await office.says("/subscribe")
    assert "现在没有选" in first.text

    chosen = await office.presses(first.buttons["周看板"])
    assert "已选：周看板。" in chosen.text
    assert await wishes_of(office, LEADER) == {("board", "")}

    after = await office.presses(chosen.buttons["✓ 周看板"])
    assert "现在没有选" in after.text
    assert await wishes_of(office, LEADER) == set()


async def test_the_same_tap_handled_again_changes_nothing(office: Office) -> None:
    first = await office.says("/subscribe")

    await office.presses(first.buttons["周排名"])
    await office.presses(first.buttons["周排名"])

    assert await wishes_of(office, LEADER) == {("ranking", "")}


async def test_single_things_are_chosen_on_a_page_of_their_own(office: Office) -> None:
    first = await office.says("/subscribe")
    page = await office.presses(first.buttons["按单位"])
    chosen = await office.presses(page.buttons["城关街道"])
    whole = await office.presses(chosen.buttons["← 返回"])

    assert "✓ 城关街道" in chosen.buttons
    assert await wishes_of(office, LEADER) == {("unit", "cg")}
    assert "已选：按单位（1）。" in whole.text


async def test_a_supervisor_is_offered_the_own_units_only(office: Office) -> None:
    first = await office.says("/subscribe", SUPERVISOR)
    page = await office.presses("tp:unit:0", SUPERVISOR)

    assert "周看板" not in first.buttons
    assert "周排名" in first.buttons
    assert list(page.buttons) == ["城关街道", "← 返回"]


@pytest.mark.parametrize(
    "data", ["t:board:1", "t:unit:1", "t:ranking:2", "t:unit:1:~000000000000", "tp:board:0"]
)
async def test_forged_wishes_are_stale(office: Office, data: str) -> None:
    answer = await office.presses(data, SUPERVISOR)

    assert "这个按钮已经过期" in answer.text
    assert await wishes_of(office, SUPERVISOR) == set()


async def test_a_cadre_chooses_nothing(office: Office) -> None:
    answer = await office.says("/subscribe", CADRE)

    assert "不在您的权限内" in answer.text
    assert await wishes_of(office, CADRE) == set()


async def test_what_was_chosen_comes_with_the_ranking_each_once(office: Office) -> None:
    for topic in (Topic.RANKING, Topic.BOARD, Topic.BRIEF):
        await wish(office, LEADER, topic)
    await wish(office, LEADER, Topic.GROUP, "乡镇街道")
    await wish(office, LEADER, Topic.INDICATOR, "fai")
    await wish(office, LEADER, Topic.UNIT, "cg")

    copies = await fire(office, ClockKind.PUSH)
    again = await fire(office, ClockKind.PUSH)
    messages = [await compose(office.deps, one) for one in copies]

    assert again == []
    assert {one.person for one in copies} == {LEADER}
    assert all(isinstance(message, Outgoing) for message in messages)
    assert {type(sheet) for sheet in office.drawn} == {RankingSheet, BoardSheet, CardSheet}
    words = "\n".join(message.text for message in messages if isinstance(message, Outgoing))
    for expected in ("第11周简报", "固定资产投资 · 第11周", "城关街道"):
        assert expected in words


async def test_the_brief_of_a_month_comes_with_the_month_and_not_with_the_week(
    office: Office,
) -> None:
    await wish(office, LEADER, Topic.MONTH_BRIEF)

    assert await sent(office) == []
    (copy,) = await fire(office, ClockKind.PUSH, Period.parse("2026-M02"))
    message = await compose(office.deps, copy)

    assert isinstance(message, Outgoing)
    assert message.text.startswith("<b>2026 一季度开门红 · 1–2月简报</b>")


async def test_the_list_of_the_missing_comes_when_the_week_is_due(office: Office) -> None:
    await wish(office, SUPERVISOR, Topic.MISSING)

    (message,) = await sent(office, ClockKind.DUE)

    assert isinstance(message, Outgoing)
    assert "第11周" in message.text


async def test_a_supervisor_reads_places_without_the_amounts_of_others(office: Office) -> None:
    await wish(office, SUPERVISOR, Topic.INDICATOR, "fai")

    (message,) = await sent(office)

    assert isinstance(message, Outgoing)
    (sheet,) = office.drawn
    assert isinstance(sheet, RankingSheet)
    assert {row.note for section in sheet.sections for row in section.rows} == {""}


async def test_whoever_lost_the_role_meanwhile_gets_nothing(office: Office) -> None:
    await wish(office, LEADER, Topic.BOARD)
    (copy,) = await fire(office, ClockKind.PUSH)
    async with office.deps.db.transaction() as session:
        await session.execute(
            person.update().where(person.c.code == LEADER).values(roles=Role.CADRE.value)
        )
        await rosters.bump(session)
    office.deps.roster.forget()

    assert isinstance(await compose(office.deps, copy), Skip)
    assert office.drawn == []


async def test_whoever_said_stop_is_sent_nothing(office: Office) -> None:
    await wish(office, LEADER, Topic.RANKING)
    await office.says("/stop")
    office.deps.roster.forget()

    assert await sent(office) == []


async def test_at_night_a_copy_waits_for_the_morning(office: Office) -> None:
    await wish(office, LEADER, Topic.RANKING)
    (copy,) = await fire(office, ClockKind.PUSH)
    night = office.deps.now().replace(hour=15)  # eleven in the evening, local time
    office.deps.now = lambda: night

    assert isinstance(await compose(office.deps, copy), Wait)


async def test_a_ranking_issued_anew_comes_to_those_who_were_sent_the_first(
    office: Office,
) -> None:
    await wish(office, LEADER, Topic.RANKING)
    await fire(office, ClockKind.PUSH)
    deps = office.deps
    roster = await deps.roster.current()
    async with deps.db.transaction() as session:
        await standing.publish(deps, session, W11, edition=2)
        count = await subscribing.queue_corrected(session, deps, roster, W11, edition=2)

    assert count == 1


async def test_the_action_itself_refuses_whoever_may_not(office: Office) -> None:
    roster = await office.deps.roster.current()

    with pytest.raises(NotAllowed):
        await subscribing.wishes(office.deps, roster.people[CADRE])


async def test_a_clock_of_another_rhythm_brings_nothing(office: Office) -> None:
    await wish(office, LEADER, Topic.RANKING)
    deps = office.deps
    roster = await deps.roster.current()
    clock: Clock = deps.schedule.next_clock(
        PeriodKind.MONTH, clock=ClockKind.PUSH, after=deps.now()
    )
    async with deps.db.transaction() as session:
        assert await subscribing.queue(session, deps, roster, clock) == 0
