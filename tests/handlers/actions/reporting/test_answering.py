"""What a message means for the items asked: saved, asked back, or not understood."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.doubts import CheckRules
from domain.figures import Answer
from handlers.actions.reporting.answering import decide
from handlers.actions.reporting.asking import asked_of
from handlers.actions.reporting.drafts import Decision
from handlers.actions.reporting.items import Item
from handlers.actions.reporting.judging import context_of
from tests.endtoend import cast
from tests.endtoend.desk import Desk


@pytest.fixture
async def items(desk: Desk) -> tuple[Item, ...]:
    """Asha's six, none answered."""
    return await asked_of(desk.deps, await desk.person("asha"), at=desk.now)


def decided(text: str, items: tuple[Item, ...], *, scope: tuple[str, ...] = ()) -> Decision:
    """What a message means, with no history but last week's."""
    numbers = {item.indicator.code: item.assignment.id for item in items}
    histories = {
        item.assignment.id: {"2026-W09": item.last_value}
        for item in items
        if item.last_value is not None
    }
    return decide(
        text,
        items,
        scope=[numbers[code] for code in scope],
        histories=histories,
        rules=CheckRules(),
    )


def plain(decision: Decision) -> dict[str, str]:
    """What would be saved."""
    return {
        draft.item.indicator.code: f"{draft.value}" if draft.value is not None else draft.answer
        for draft in decision.drafts
    }


def test_six_lines_are_six_answers(items: tuple[Item, ...]) -> None:
    assert plain(decided(cast.SIX_LINES, items)) == cast.SIX_VALUES


@pytest.mark.parametrize(
    ("text", "saved"),
    [
        ("投资 13.5 零售 8.2", {"fai": "13.5", "ret": "8.2"}),
        ("固投13.5，社零8.2", {"fai": "13.5", "ret": "8.2"}),
        ("工业增加值 5.6亿", {"ind": "5.6"}),
        ("1. 13.5\n2、8.2", {"fai": "13.5", "ret": "8.2"}),
        ("招商 不涉及", {"inv": "not_applicable"}),
        ("零售 不变", {"ret": "7.90"}),
    ],
)
def test_named_numbers_go_to_their_items(
    items: tuple[Item, ...], text: str, saved: dict[str, str]
) -> None:
    assert plain(decided(text, items)) == saved


def test_a_bare_number_goes_to_the_one_item_asked_for(items: tuple[Item, ...]) -> None:
    assert plain(decided("8.2", items, scope=("ret",))) == {"ret": "8.2"}


def test_a_bare_number_for_any_of_several_items_is_asked_back(items: tuple[Item, ...]) -> None:
    decision = decided("8.2", items)

    (doubtful,) = decision.doubtful
    assert decision.drafts == ()
    assert doubtful.reason.kind == "which_item"
    assert {choice.assignment for choice in doubtful.choices} <= {i.assignment.id for i in items}


def test_a_slip_offers_what_was_likely_meant_and_what_was_typed(items: tuple[Item, ...]) -> None:
    (doubtful,) = decided("投资 135000", items).doubtful

    assert [choice.value for choice in doubtful.choices] == [Decimal("13.5"), Decimal(135000)]
    assert [choice.odd for choice in doubtful.choices] == [None, "magnitude"]


def test_a_falling_sum_and_a_broken_bound_are_asked_back(items: tuple[Item, ...]) -> None:
    falling = decided("投资 12", items).doubtful
    beyond = decided("招商 60", items).doubtful

    assert [one.reason.kind for one in falling] == ["falling"]
    assert len(beyond) == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("好的", "small_talk"),
        ("今天几点截止？", "question"),
        ("13.5 8.2", "too_few"),
        ("1\n2\n3\n4\n5\n6\n7", "too_many"),
        ("投资 5个", "wrong_unit"),
        ("啦啦啦", "not_a_number"),
    ],
)
def test_what_is_no_answer_is_told_apart(items: tuple[Item, ...], text: str, kind: str) -> None:
    decision = decided(text, items)

    assert decision.drafts == ()
    assert decision.unread is not None
    assert decision.unread.kind == kind


def test_zero_is_a_number_and_nothing_is_asked_about(items: tuple[Item, ...]) -> None:
    zero = decided("入规 0", items)
    nothing = decided("入规 没有", items)

    assert plain(zero) == {"new": "0"}
    assert [choice.answer for choice in nothing.doubtful[0].choices] == [
        Answer.NUMBER,
        Answer.NOT_AVAILABLE,
    ]


def test_words_beside_the_only_number_become_its_note(items: tuple[Item, ...]) -> None:
    (draft,) = decided("投资 约13.5 因雨停工", items).drafts

    assert (draft.note, draft.estimate) == ("因雨停工", True)


def test_the_same_as_last_time_without_one_is_told(items: tuple[Item, ...]) -> None:
    fresh = tuple(replace(item, last=None) for item in items)

    decision = decided("零售 同上", fresh)

    assert [item.indicator.code for item in decision.without_previous] == ["ret"]


def test_a_running_sum_is_checked_against_its_own_year_only(items: tuple[Item, ...]) -> None:
    history = {"2025-W52": Decimal(110), "2026-W09": Decimal("12.30")}

    context = context_of(items[0], history)

    assert context.history == (Decimal("12.30"),)
    assert context.is_cumulative


def test_two_doubts_about_one_item_are_one_question_with_all_that_may_be_meant(
    items: tuple[Item, ...],
) -> None:
    (doubt,) = decided("投资 13或14\n投资 15或16", items).doubtful

    assert doubt.item.indicator.code == "fai"
    assert [f"{choice.value}" for choice in doubt.choices] == ["13", "14", "15", "16"]


def test_of_two_numbers_that_may_be_for_any_item_one_has_to_be_named(
    items: tuple[Item, ...],
) -> None:
    decision = decided("投资 13.5\n5.6\n3.4", items)

    assert plain(decision) == {"fai": "13.5"}
    assert [doubt.reason.typed for doubt in decision.doubtful] == ["5.6"]
    assert decision.unread is not None
    assert (decision.unread.kind, decision.unread.typed) == ("name_it", "3.4")
