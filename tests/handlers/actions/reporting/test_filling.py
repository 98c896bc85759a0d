"""The form filled in: the chat's own reading and checks, each sending counted once."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from domain.errors import NothingToUndo, NotYours, PeriodLocked, Refusal, StaleButton
from domain.figures import Answer, Source, Stage
from domain.people import Language
from handlers.actions.reporting import filling
from handlers.actions.reporting.blanks import StillDoubtful, mark_of
from handlers.actions.reporting.filling import Fill, Sending, Sent
from handlers.actions.reporting.outcomes import Blank, Outcome
from handlers.texts import forms
from handlers.texts.catalog import catalog
from storage.past import Before, Past
from tests.endtoend.desk import Desk
from tests.endtoend.town import MONDAY_LOCK, WEEK
from tests.handlers.actions.rosters import private_investment, reimport

LAUNCH = "opened once"


async def sending(desk: Desk, key: str = "k1", *, code: str = "asha") -> Sending:
    return Sending(await desk.person(code), desk.accounts[code], key, LAUNCH)


async def fill(desk: Desk, indicator: str, text: str, **beside: object) -> Fill:
    blank = Blank(await desk.owed("asha", indicator), WEEK)
    return Fill(replace(blank, **beside), text)  # type: ignore[arg-type]


async def sent(desk: Desk, *fills: Fill, key: str = "k1") -> Sent:
    return await filling.send(desk.deps, await sending(desk, key), fills)


async def test_what_is_typed_is_looked_over_as_it_would_be_saved_and_nothing_is(desk: Desk) -> None:
    fills = [await fill(desk, "fai", "3400万"), await fill(desk, "ret", "82")]

    plain, doubtful = await filling.look_over(desk.deps, await sending(desk), fills)

    assert isinstance(doubtful, StillDoubtful)
    assert doubtful.doubtful.choices[0].value == Decimal("8.2")
    assert isinstance(plain, StillDoubtful)  # 0.34 is far below last week's 12.30
    assert await desk.stands() == {}
    assert await desk.revisions() == 0


class Unasked(Past):
    """A memory of earlier periods that fails whoever asks it."""

    async def before(self, *_: object) -> dict[int, Before]:
        raise AssertionError("asked")


async def test_what_is_only_looked_over_neither_asks_nor_fills_the_memory_of_writers(
    desk: Desk,
) -> None:
    deps = replace(desk.deps, past=Unasked())
    fills = [await fill(desk, "fai", "13.5")]

    (outcome,) = await filling.look_over(deps, await sending(desk), fills)

    assert isinstance(outcome, Outcome)
    assert outcome.saved[0].item.last_value is not None


async def test_a_form_is_saved_blank_by_blank_as_one_origin(desk: Desk) -> None:
    fills = [
        await fill(desk, "fai", "13.5 因雨停工", note="周五复工"),
        await fill(desk, "ret", "不涉及", note="已转出"),
        await fill(desk, "ind", "约5.6"),
    ]

    done = await sent(desk, *fills)

    figures = [one.saved[0].item.figure for one in done.results if isinstance(one, Outcome)]
    assert [(f.answer, f.value, f.note, f.estimate) for f in figures if f] == [
        (Answer.NUMBER, Decimal("13.5"), "因雨停工；周五复工", False),
        (Answer.NOT_APPLICABLE, None, "已转出", False),
        (Answer.NUMBER, Decimal("5.6"), None, True),
    ]
    assert {f.source for f in figures if f} == {Source.FORM}
    assert [item.is_open for item in done.items] == [False, False, False, True, True, True]


async def test_a_sending_repeated_or_twice_at_once_is_counted_once(desk: Desk) -> None:
    fills = [await fill(desk, "fai", "13.5"), await fill(desk, "ret", "8.2")]

    await asyncio.gather(sent(desk, *fills), sent(desk, *fills))
    again = await sent(desk, *fills)

    assert await desk.stands() == {"fai": "13.5", "ret": "8.2"}
    assert await desk.revisions() == 2
    assert all(isinstance(one, Outcome) and one.saved for one in again.results)


async def test_what_is_questioned_is_saved_only_as_the_very_value_stood_by(desk: Desk) -> None:
    doubted = await fill(desk, "ret", "82")
    (asked,) = (await sent(desk, doubted, key="k1")).results
    assert isinstance(asked, StillDoubtful)
    likely, as_typed = map(mark_of, asked.doubtful.choices)
    other = await fill(desk, "ret", "83", chosen=as_typed)
    sure = await fill(desk, "ret", "82.0", chosen=as_typed, note="并表")

    (still,) = (await sent(desk, other, key="k2")).results
    (saved,) = (await sent(desk, sure, key="k3")).results

    assert likely != as_typed
    assert isinstance(still, StillDoubtful)
    assert isinstance(saved, Outcome)
    figure = saved.saved[0].item.figure
    assert figure is not None
    assert (figure.value, figure.odd, figure.note) == (Decimal(82), "magnitude", "并表")


async def test_what_stands_already_adds_no_version(desk: Desk) -> None:
    await sent(desk, await fill(desk, "fai", "13.5"), key="k1")

    again = await sent(desk, await fill(desk, "fai", "13.50"), key="k2")

    (outcome,) = again.results
    assert isinstance(outcome, Outcome)
    assert outcome.saved[0].unchanged
    assert await desk.revisions() == 1


async def test_a_number_put_right_keeps_the_stage_it_had_reached(desk: Desk) -> None:
    await sent(desk, await fill(desk, "fai", "核定 13.5"), key="k1")

    (same,) = (await sent(desk, await fill(desk, "fai", "13.5"), key="k2")).results
    (other,) = (await sent(desk, await fill(desk, "fai", "13.6"), key="k3")).results
    (back,) = (await sent(desk, await fill(desk, "fai", "快报 13.7"), key="k4")).results

    assert isinstance(same, Outcome)
    assert same.saved[0].unchanged
    assert isinstance(other, Outcome)
    figure = other.saved[0].item.figure
    assert figure is not None
    assert (figure.value, figure.stage) == (Decimal("13.6"), Stage.VERIFIED)
    assert isinstance(back, StillDoubtful)


async def test_a_number_of_the_form_follows_one_from_a_chat_whose_clock_is_ahead(
    desk: Desk,
) -> None:
    await desk.says("asha", "投资 13.4", sent_at=desk.now + timedelta(seconds=30))

    await sent(desk, await fill(desk, "fai", "13.5"))

    assert await desk.stands() == {"fai": "13.5"}


async def test_a_sending_is_taken_back_whole_and_only_while_it_stands(desk: Desk) -> None:
    await desk.says("asha", "投资 13.4")
    await sent(desk, await fill(desk, "fai", "13.5"), await fill(desk, "ret", "8.2"))

    undone = await filling.take_back(desk.deps, await sending(desk, "u1"), key="k1")
    same = await filling.take_back(desk.deps, await sending(desk, "u1"), key="k1")

    assert len(undone.saved) == len(same.saved) == 2
    assert await desk.stands() == {"fai": "13.4"}
    with pytest.raises(StaleButton):
        await filling.take_back(desk.deps, await sending(desk, "u2"), key="k1")
    with pytest.raises(NothingToUndo):
        await filling.take_back(desk.deps, await sending(desk, "u3"), key="never sent")


async def test_a_blank_of_somebody_else_of_another_week_or_locked_is_refused(desk: Desk) -> None:
    own = await fill(desk, "fai", "13.5")
    hers = Fill(Blank(await desk.owed("chidi", "fai"), WEEK), "13.5")
    ahead = Fill(replace(own.blank, period="2026-W12"), "13.5")
    refused = (await sent(desk, hers, ahead, key="k1")).results
    desk.wait_until(MONDAY_LOCK)

    (locked,) = (await sent(desk, own, key="k2")).results

    assert [type(one) for one in refused] == [NotYours, NotYours]
    assert isinstance(locked, PeriodLocked)
    assert isinstance(locked, Refusal)
    assert await desk.revisions() == 0


@pytest.mark.parametrize("text", ["零售 13.5", "13.5 零售 8.2", "2、13.5"])
async def test_what_names_another_item_is_not_taken_for_this_one(desk: Desk, text: str) -> None:
    (result,) = (await sent(desk, await fill(desk, "fai", text))).results

    assert isinstance(result, Outcome)
    assert result.unread is not None
    assert (result.unread.kind, result.saved) == ("elsewhere", ())
    assert await desk.stands() == {}


async def test_what_is_filled_in_together_has_to_fit_together(desk: Desk) -> None:
    await reimport(desk, private_investment)
    whole, part = await fill(desk, "fai", "13.5"), await fill(desk, "pri", "14")

    (alone,) = await filling.look_over(desk.deps, await sending(desk), [part])
    (beside,) = await filling.look_over(desk.deps, await sending(desk), [part], [whole])
    first, second = (await sent(desk, whole, part)).results

    assert isinstance(alone, Outcome)
    assert isinstance(beside, StillDoubtful)
    assert beside.doubtful.reason.kind == "part_above_total"
    assert isinstance(first, Outcome)
    assert first.saved
    assert isinstance(second, StillDoubtful)


@pytest.mark.parametrize("text", ["5", "5.00", "约5", "核定 约5", "修订 5", "不涉及", "暂无"])
async def test_what_stands_comes_back_in_words_that_mean_the_same_in_either_language(
    desk: Desk, text: str
) -> None:
    await desk.says("asha", f"入规 {text}")
    items = await filling.blanks_of(desk.deps, await desk.person("asha"))
    item = next(one for one in items if one.indicator.code == "new")
    assert not item.is_open

    for language in Language:
        again = await fill(desk, "new", forms.typeable(item, catalog(language)))
        (outcome,) = await filling.look_over(desk.deps, await sending(desk), [again])

        assert isinstance(outcome, Outcome)
        assert outcome.saved[0].unchanged
