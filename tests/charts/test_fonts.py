"""The shipped fonts: what they cover, and how text is cut to fit."""

from dataclasses import replace

import pytest
from matplotlib import font_manager

from charts import fonts


def test_the_shipped_fonts_are_found_by_matplotlib() -> None:
    fonts.register()


def test_a_font_of_the_same_name_on_the_machine_is_not_taken_instead() -> None:
    fonts.register()
    manager = font_manager.fontManager
    ours = next(e for e in manager.ttflist if e.fname == str(fonts.REGULAR))
    manager.ttflist.insert(0, replace(ours, fname="/usr/share/fonts/another.otf"))

    fonts.register.cache_clear()
    fonts.register()

    found = manager.findfont(fonts.face(20, bold=False, rare=False), rebuild_if_missing=False)
    assert found == str(fonts.REGULAR)


@pytest.mark.parametrize("text", ["城关街道 ▲▼–−≥①％“开门红”", "䶮堃镕喆㐂", "New Town\n12.5%"])
def test_texts_of_the_district_have_all_their_glyphs(text: str) -> None:
    assert fonts.missing(text) == ()


def test_what_cannot_be_drawn_is_named_once_each() -> None:
    assert fonts.missing("甲🎉乙𠮷🎉") == ("🎉", "𠮷")


def test_a_text_that_fits_is_left_alone() -> None:
    assert fonts.shorten("城关街道", 36, room=144) == "城关街道"


def test_a_text_that_does_not_fit_ends_in_an_ellipsis() -> None:
    shortened = fonts.shorten("城关街道办事处", 36, room=144)

    assert shortened == "城关街…"
    assert fonts.width(shortened, 36) <= 144


def test_lines_break_neither_inside_a_number_nor_before_a_stop() -> None:
    lines = fonts.wrap("共计完成一百二十三亿，12345.67", 20, room=210, lines=5)

    assert lines == ["共计完成一百二十三", "亿，12345.67"]
