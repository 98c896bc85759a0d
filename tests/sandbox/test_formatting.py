"""HTML marks are read as Telegram reads them."""

import pytest

from sandbox.formatting import formatted, found_in, read_html
from sandbox.wire import Refused


@pytest.mark.parametrize(
    ("written", "plain", "marks"),
    [
        ("plain", "plain", []),
        ("<b>粗</b>体", "粗体", [("bold", 0, 1)]),
        ("<strong>a</strong><em>b</em>", "ab", [("bold", 0, 1), ("italic", 1, 1)]),
        ("<b>x<i>y</i></b>", "xy", [("bold", 0, 2), ("italic", 1, 1)]),
        ("😀<u>a</u>", "😀a", [("underline", 2, 1)]),
        ("1 &lt; 2 &amp; 3 &#x41;", "1 < 2 & 3 A", []),
        ("&nbsp; stays", "&nbsp; stays", []),
        ('<a href="https://a.b/?x=1&amp;y=2">here</a>', "here", [("text_link", 0, 4)]),
        ('<span class="tg-spoiler">s</span>', "s", [("spoiler", 0, 1)]),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
        ("<b></b>nothing", "nothing", []),
    ],
)
def test_marks_become_entities(written: str, plain: str, marks: list[tuple[str, int, int]]) -> None:
    text, entities = read_html(written)

    assert text == plain
    assert [(mark["type"], mark["offset"], mark["length"]) for mark in entities] == marks


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<x>y</x>", 'Unsupported start tag "x" at byte offset 0'),
        ("数<div>", 'Unsupported start tag "div" at byte offset 3'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("3 < 4", "Unclosed start tag at byte offset 2"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_broken_marks_are_refused_in_telegrams_words(written: str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_html(written)

    assert refusal.value.description == f"Bad Request: can't parse entities: {sentence}"


def test_white_space_at_the_ends_goes_and_entities_move_along() -> None:
    text, entities = formatted("\n <b> x </b> ", parse_mode="HTML", entities=None)

    assert text == "x"
    assert entities == [{"type": "bold", "offset": 0, "length": 1}]


def test_commands_mentions_and_links_are_found() -> None:
    found = found_in("/status@a_bot 城关 @leader http://x.cn/start")

    assert [(mark["type"], mark["offset"], mark["length"]) for mark in found] == [
        ("bot_command", 0, 13),
        ("mention", 17, 7),
        ("url", 25, 17),
    ]


def test_a_slash_inside_a_word_is_no_command() -> None:
    assert found_in("13.5亿/月 a/b") == []
