"""The board, read back from its figure."""

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from charts.board.strips import STRIP_TALL
from charts.drawing import figures
from charts.png import to_png
from charts.sheets.board import BoardGroup, BoardSheet, BoardStrip
from charts.theme import DAY, NIGHT, WIDTH
from domain.lights import Light
from tests.charts import samples
from tests.charts.reading import assert_legible, words_of

TALLEST = 3 * WIDTH  # one long look on a phone; Telegram takes twenty times the width


def drawn(sheet: BoardSheet) -> Figure:
    (figure,) = figures(sheet)
    return figure


def cells(figure: Figure, light: Light) -> list[float]:
    """How tall the cells of a light are."""
    found = []
    for patch in figure.axes[0].patches:
        if (
            isinstance(patch, PathPatch)
            and to_hex(patch.get_facecolor()) == DAY.lights[light].lower()
        ):
            for part in patch.get_path().to_polygons():
                xs, ys = np.asarray(part).T
                if xs.min() >= 250 and len(xs) == 5 and len(set(xs)) == 2:
                    found.append(float(np.ptp(ys)))
    return found


@pytest.mark.parametrize(("units", "groups"), [(3, 1), (18, 3), (80, 4), (300, 20)])
def test_it_is_one_legible_page_however_many_units_there_are(units: int, groups: int) -> None:
    figure = drawn(samples.board(units, groups=groups))

    assert_legible(figure)
    assert figure.canvas.get_width_height()[1] <= TALLEST


def test_by_night_it_is_drawn_in_the_colours_of_the_night() -> None:
    (figure,) = figures(samples.board(), theme=NIGHT)

    assert to_hex(figure.get_facecolor()) == NIGHT.paper.lower()
    assert to_png(figure, theme=NIGHT).startswith(b"\x89PNG")


def test_what_is_empty_takes_no_room() -> None:
    whole, bare = samples.board(), BoardSheet(head=samples.HEAD)

    assert drawn(bare).canvas.get_width_height()[1] < 400
    without = replace(whole, totals=(), notes=())
    assert "各单位合计" not in words_of(drawn(without))
    assert "固定资产投资" not in "".join(words_of(drawn(without))[:12])


def test_a_group_without_anybody_behind_says_so() -> None:
    group = BoardGroup(first=(samples.entry(1, "城关", 91.0),), last=(), last_text="没有落后的")

    assert "没有落后的" in words_of(drawn(replace(samples.board(), groups=(group,))))


def test_of_many_units_red_stands_higher_than_what_is_better() -> None:
    """Colour alone does not tell everybody; and where there is room, each has its sign."""
    lights = (Light.RED, Light.YELLOW, Light.GREEN) * 20
    sheet = BoardSheet(
        head=samples.HEAD, strip_groups=("",), strips=(BoardStrip(name="投资", lights=(lights,)),)
    )

    figure = drawn(sheet)

    tall = [cells(figure, light) for light in (Light.RED, Light.YELLOW, Light.GREEN)]
    assert [len(own) for own in tall] == [20, 20, 20]
    assert STRIP_TALL == max(tall[0]) > max(tall[1]) > max(tall[2])


def test_what_is_not_asked_is_left_blank() -> None:
    lights = (Light.RED, None, None, Light.RED)
    strip = BoardStrip(name="投资", lights=(lights,))

    figure = drawn(BoardSheet(head=samples.HEAD, strip_groups=("",), strips=(strip,)))

    assert len(cells(figure, Light.RED)) == 2
    assert cells(figure, Light.NONE) == []


def test_an_amount_is_never_cut_short() -> None:
    amount = "123,456,789.00 / 目标 987,654,321.00 万千瓦时"
    long = replace(samples.total("工业用电量", 12.5, note="余 2.3 周"), amount_text=amount)

    assert amount in words_of(drawn(replace(samples.board(), totals=(long,))))


def test_names_of_red_units_are_written_whole_as_far_as_they_fit() -> None:
    names = tuple(f"第{n}号街道办事处 −{n}0.5" for n in range(1, 9))
    strip = BoardStrip(
        name="投资", lights=((Light.RED,) * 8,), count="红灯 8", names=names, sep="、"
    )

    figure = drawn(BoardSheet(head=samples.HEAD, strip_groups=("",), strips=(strip,)))

    (told,) = (words for words in words_of(figure) if words.startswith("第1号"))
    assert told.endswith("…")
    assert set(told[:-1].split("、")) <= set(names)
