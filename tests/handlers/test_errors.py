"""What goes wrong becomes one sentence, a later try, or a notice to the admins."""

import pytest
from sqlalchemy import select

from domain.errors import Refusal
from handlers.actions.reporting.outcomes import Outcome, Typed
from handlers.errors import Failures
from handlers.texts.refusals import KEYS
from storage.models.base import core
from storage.models.chats import InboxRow
from tests.endtoend.town import Town


async def test_a_refusal_is_told_in_the_readers_language(town: Town) -> None:
    asked = await town.answered(town.diana, "/language")
    await town.diana.presses(asked, "English")
    await town.diana.sees("English")

    answer = await town.answered(town.diana, "/invite")

    assert answer.text.isascii()


async def test_what_was_asked_for_is_quoted_as_it_was_written(town: Town) -> None:
    answer = await town.answered(town.diana, "/status <b>&amp;无此单位</b>")

    assert "<b>&amp;无此单位</b>" in answer


async def test_an_error_of_ours_is_put_aside_and_told_to_the_admins_without_the_words(
    town: Town,
) -> None:
    deps = town.parts.deps
    record, deps.record = deps.record, broken
    await town.chidi.says("14.2 不要外传")
    notice = await town.enzo.sees("已隔离")

    deps.record = record
    await town.chidi.says("14.4")
    await town.chidi.sees("14.40")

    await town.stop()
    assert "14.2" not in notice
    assert "不要外传" not in notice
    assert await states(town) == ["quarantined", "done"]


async def test_an_update_that_nobody_understands_is_put_aside_among_five_good_ones(
    town: Town,
) -> None:
    await town.stop()
    for number in range(3):
        await town.chidi.says(f"14.{number}")
    await town.sandbox.client.inject({"message": {"message_id": 9, "text": "no date, no chat"}})
    for number in range(3, 5):
        await town.chidi.says(f"14.{number}")
    before = len(await town.sandbox.client.calls("getUpdates"))

    await town.start()
    await town.chidi.sees("14.40")
    await town.enzo.sees("已隔离")
    await town.stop()

    assert sorted(await states(town)) == ["done"] * 5 + ["quarantined"]
    assert len(await town.revisions()) == 5
    assert len(await town.sandbox.client.calls("getUpdates")) - before <= 3


async def test_while_telegram_refuses_the_answer_the_number_is_safe_and_answered_later(
    town: Town,
) -> None:
    await town.sandbox.client.fault("reset", method="sendMessage")

    await town.chidi.says("14.2")
    await town.chidi.sees("14.20")

    assert len(await town.revisions()) == 1


async def test_an_answer_that_finds_the_bot_blocked_is_no_fault(town: Town) -> None:
    await town.sandbox.client.fault(
        "error",
        method="sendMessage",
        chat_id=town.chidi.id,
        status=403,
        description="Forbidden: bot was blocked by the user",
    )

    await town.chidi.says("14.2")
    await town.enzo.sees("齐迪")
    await town.quiet()
    await town.stop()

    assert await states(town) == ["done"]
    assert len(await town.revisions()) == 1


async def test_a_refused_press_is_told_in_an_alert_of_at_most_200_signs(town: Town) -> None:
    card = await town.answered(town.chidi, "/report")

    answer = await (await town.chidi.forges(card, "x:1:2026-W10")).answer()

    assert answer["show_alert"]
    assert len(answer["text"]) <= 200


def test_a_failure_is_handed_over_once() -> None:
    failures, failure = Failures(), ValueError()
    failures.keep(7, failure)

    assert failures.take(7) is failure
    assert failures.take(7) is None


@pytest.mark.parametrize("name", sorted(KEYS))
def test_every_refusal_that_has_words_exists(name: str) -> None:
    assert name in {kind.__name__ for kind in below(Refusal)}


def below(kind: type[Refusal]) -> set[type[Refusal]]:
    """Every kind of refusal there is."""
    return {one for direct in kind.__subclasses__() for one in {direct, *below(direct)}}


async def states(town: Town) -> list[str]:
    """What became of each update, in order."""
    table = core(InboxRow)
    async with town.db.reading() as session:
        rows = await session.execute(select(table.c.state).order_by(table.c.id))
        return [str(state) for state in rows.scalars()]


async def broken(_: Typed) -> Outcome:
    """A use case with a fault in it."""
    raise ZeroDivisionError
