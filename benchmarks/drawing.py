"""Pictures against the least that matplotlib can do with the same bars, or cells.

As a program it measures and prints JSON: both are drawn by turns in one fresh process, as the
drawing process would do it.
"""

import gc
import json
from collections.abc import Callable
from functools import partial
from io import BytesIO
from time import process_time
from typing import Any

from benchmarks.pictures import (
    COLUMNS,
    NAMES,
    PACE,
    ROWS,
    completions,
    gaps,
    light_of,
    sheet,
    wall_map,
)
from benchmarks.processes import finished
from benchmarks.rows import Row, at_most, compared
from charts.fonts import FAMILIES
from charts.sheets import Sheet
from charts.theme import DAY

TOPIC = "pictures"
TURNS = 15
WARM_UP = 3
LETTERS = 36  # pixels, as large as ours


async def measure() -> list[Row]:
    """Processor time of one picture, since another process may be drawing as well."""
    found = json.loads(await finished("benchmarks.drawing"))
    return [row for what, took in found.items() for row in _rows(what, took)]


def _rows(what: str, took: dict[str, list[float]]) -> tuple[Row, Row]:
    return (
        compared(
            TOPIC,
            f"{what}, processor time",
            took["ours"],
            took["bare"],
            unit="ms",
            other="bare matplotlib",
            goal=at_most(1.5),
        ),
        compared(
            TOPIC,
            f"{what}, size of the file",
            took["our bytes"],
            took["bare bytes"],
            unit="kB",
            other="bare matplotlib",
        ),
    )


def _timed(draw: Callable[[], bytes]) -> tuple[float, bytes]:
    gc.collect()
    began = process_time()
    drawn = draw()
    return 1e3 * (process_time() - began), drawn


def bare_ranking(number: int, *, size: tuple[float, float]) -> bytes:
    """Bars with names and values, on a figure of the same size in letters of the same size."""
    figure, axes = _canvas(size)
    values = completions(number)
    bars = axes.barh(NAMES, values, color=[DAY.lights[light_of(v - PACE)] for v in values])
    axes.bar_label(bars, [f"{value:.1f}%" for value in values])
    axes.invert_yaxis()
    return _saved(figure)


def bare_wall_map(number: int, *, size: tuple[float, float]) -> bytes:
    """Cells with their gaps, names on both sides, in the same way."""
    from matplotlib.colors import to_rgb

    figure, axes = _canvas(size)
    cells = gaps(number)
    axes.imshow(
        [[to_rgb(DAY.lights[light_of(gap)]) for gap in row] for row in cells], aspect="auto"
    )
    axes.set_xticks(range(len(COLUMNS)), COLUMNS)
    axes.set_yticks(range(ROWS), NAMES)
    for y, row in enumerate(cells):
        for x, gap in enumerate(row):
            axes.text(x, y, f"{gap:+.1f}", ha="center", va="center", fontsize="small")
    return _saved(figure)


def _canvas(size: tuple[float, float]) -> tuple[Any, Any]:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=size, dpi=100)
    FigureCanvasAgg(figure)
    return figure, figure.add_subplot()


def _saved(figure: Any) -> bytes:
    figure.subplots_adjust(left=0.3)
    out = BytesIO()
    figure.savefig(out, format="png")
    return out.getvalue()


PICTURES: dict[str, tuple[Callable[[int], Sheet], Callable[..., bytes]]] = {
    f"one ranking of {ROWS} rows": (sheet, bare_ranking),
    f"one wall map of {ROWS} × {len(COLUMNS)}": (wall_map, bare_wall_map),
}
"""Each of ours with what it is compared with."""


def main() -> None:
    """Draw by turns and print every time, in milliseconds, and every size, in kB."""
    print(json.dumps({what: _by_turns(*pair) for what, pair in PICTURES.items()}))


def _by_turns(filled: Callable[[int], Sheet], bare: Callable[..., bytes]) -> dict[str, list[float]]:
    import matplotlib
    from PIL import Image

    width, height = Image.open(BytesIO(_ours(filled, 0))).size
    matplotlib.rcParams.update({"font.family": list(FAMILIES), "font.size": LETTERS * 0.72})
    found: dict[str, list[float]] = {"ours": [], "bare": [], "our bytes": [], "bare bytes": []}
    for number in range(TURNS + WARM_UP):
        took, page = _timed(partial(_ours, filled, number))
        took_bare, bare_page = _timed(partial(bare, number, size=(width / 100, height / 100)))
        if number >= WARM_UP:
            found["ours"].append(took)
            found["bare"].append(took_bare)
            found["our bytes"].append(len(page) / 1e3)
            found["bare bytes"].append(len(bare_page) / 1e3)
    return found


def _ours(filled: Callable[[int], Sheet], number: int) -> bytes:
    from charts.drawing import draw_pages

    (page,) = draw_pages(filled(number))
    return page


if __name__ == "__main__":
    main()
