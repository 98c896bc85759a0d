from dataclasses import replace

from domain.people import Language
from handlers.actions.lookups.views.missing import MissingView
from handlers.actions.measuring.sent_back import SentBack
from handlers.actions.measuring.surveying import Lack, Missing
from handlers.texts.catalog import catalog
from handlers.texts.missing import missing
from tests.handlers.boards import AS_OF, W11

ZH = catalog(Language.ZH)
MESSAGE = 4096


def entry(person: str, *items: str, is_reachable: bool = True) -> Missing:
    never = tuple(Lack(item, "x") for item in items)
    return Missing("cg", "城关街道", person, person, never, is_reachable=is_reachable)


def back(person: str, item: str, assignment: int = 0) -> Missing:
    """One number of somebody that was sent back."""
    return replace(entry(person), returned=(Lack(item, "x", assignment),))


def view(*entries: Missing, reported: int = 80, expected: int = 87) -> MissingView:
    return MissingView(W11, entries, reported, expected, AS_OF)


def test_each_person_has_a_line_with_what_is_open() -> None:
    words = missing(view(entry("王芳", "投资", "零售"), entry("李强", "项目"), reported=84), ZH)

    assert words.splitlines() == [
        "<b>第11周未报 3 项</b>（已报 84/87）",
        "城关街道 王芳：投资、零售",
        "城关街道 李强：项目",
    ]


def test_many_items_of_one_person_are_counted() -> None:
    words = missing(view(entry("王芳", *"一二三四五六")), ZH)

    assert "王芳：一、二、三、四等 6 项" in words


def test_those_who_cannot_be_reached_are_named_once_more() -> None:
    words = missing(view(entry("王芳", "投资", is_reachable=False)), ZH)

    assert words.endswith("联系不上：王芳")


def test_what_was_sent_back_comes_below_what_was_never_given_with_the_reason() -> None:
    told = replace(
        view(entry("王芳", "投资"), back("李强", "项目", 7)),
        sent_back={7: SentBack("戴安", "口径不对")},
    )

    assert missing(told, ZH).splitlines() == [
        "<b>第11周未报 1 项</b>（已报 80/87）",
        "城关街道 王芳：投资",
        "<b>退回待重报 1 项</b>",
        "城关街道 李强：项目（戴安：口径不对）",
    ]


def test_when_all_was_given_and_some_sent_back_nobody_is_called_silent() -> None:
    words = missing(view(back("李强", "项目")), ZH)

    assert words.splitlines() == [
        "<b>第11周没有漏报的</b>（已报 80/87）",
        "<b>退回待重报 1 项</b>",
        "城关街道 李强：项目",
    ]


def test_when_nothing_is_missing_one_sentence_says_so() -> None:
    assert missing(view(reported=87), ZH) == "第11周已全部报齐。"


def test_hundreds_of_people_fit_into_a_message() -> None:
    people = [entry(f"{n:03d}", *"一二三四五六") for n in range(300)]
    people += [back(f"{n:03d}", "固定资产投资", n) for n in range(300)]
    why = {n: SentBack("戴安", "和有关部门的数不一致" * 20) for n in range(300)}

    words = missing(replace(view(*people), sent_back=why), ZH)

    assert len(words) <= MESSAGE
    assert "……共 300 人" in words
