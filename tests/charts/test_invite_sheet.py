from io import BytesIO

import pytest
from PIL import Image

from charts.fonts import MissingGlyph
from charts.invite_sheet import PAGE, Slip, draw_invite_sheets


def slips(count: int, *, name: str = "欧阳晓明") -> list[Slip]:
    link = "https://t.me/yunling_bot?start=abcdefghijklmnopqrstuvwx"
    return [Slip(link, name, ("云岭区发展和改革局", "3月16日前有效"))] * count


def pages(given: list[Slip]) -> list[Image.Image]:
    made = draw_invite_sheets(given, title="云岭区 邀请码", hint="每张只能用一次。")
    return [Image.open(BytesIO(page)) for page in made]


@pytest.mark.parametrize(("people", "sheets"), [(1, 1), (12, 1), (13, 2), (60, 5)])
def test_twelve_people_fill_a_sheet_of_paper(people: int, sheets: int) -> None:
    made = pages(slips(people))

    assert [page.size for page in made] == [PAGE] * sheets


def test_nobody_makes_no_sheet() -> None:
    assert pages([]) == []


def test_codes_are_drawn_sharp_in_black_and_white() -> None:
    (page,) = pages(slips(1))

    counts = {color: n for n, color in page.getcolors(1 << 20) or []}
    assert counts[(0, 0, 0)] > 20_000  # modules of one code, not blurred into greys


def test_rare_names_are_drawn_and_impossible_ones_refused() -> None:
    assert len(pages(slips(1, name="喆䶮"))) == 1

    with pytest.raises(MissingGlyph):
        pages(slips(1, name="王😀"))
