"""Which items a word stands for."""

import pytest

from domain.typed.naming import Names

NAMES = Names(
    [
        ("fai", ("固定资产投资", "投资")),
        ("ind", ("工业投资",)),
        ("ret", ("社会消费品零售总额", "零售")),
        ("tax", ("税",)),
        ("5g", ("5G基站",)),
    ],
    places=("城关",),
)


def lead_keys(text: str) -> list[tuple[str, ...]]:
    return [mention.keys for mention in NAMES.mentions(text) if mention.is_lead]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("投资 13.5", [("fai",)]),
        ("工业投资 8.2", [("ind",)]),
        ("投资13.5零售8.2", [("fai",), ("ret",)]),
        ("累计完成投资13.5", [("fai",)]),
        ("城关投资13.5", [("fai",)]),
        ("5g基站 120", [("5g",)]),
        ("税 3.2", [("tax",)]),
        ("免税店 3.2", []),
        ("民间投资 8.2", []),
        ("因零售下滑", []),
        ("线上零售 8.2", []),
    ],
)
def test_a_name_leads_only_where_a_thought_begins(text: str, keys: list[tuple[str, ...]]) -> None:
    assert lead_keys(text) == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("社会消费品 8.2", [("ret",)]),
        ("社零 8.2", [("ret",)]),
        ("资产投资 8.2", [("fai",)]),
        ("消零 8.2", []),
        ("固投 13.5", [("fai",)]),
    ],
)
def test_beginnings_and_abbreviations_stand_for_the_name(
    text: str, keys: list[tuple[str, ...]]
) -> None:
    assert lead_keys(text) == keys


def test_words_before_a_name_are_kept_for_its_number() -> None:
    (mention,) = NAMES.mentions("本周累计投资13.5")

    assert mention.words == "本周累计"


def test_a_name_of_two_items_names_both() -> None:
    names = Names([("one", ("园区",)), ("two", ("园区",))])

    (mention,) = names.mentions("园区 5")

    assert mention.keys == ("one", "two")
