"""One ranking picture against the least that matplotlib can do with the same bars.

As a program it measures and prints JSON: both are drawn by turns in one fresh process, as the
drawing process would do it.
"""

import gc
import json
from collections.abc import Callable
from functools import partial
from io import BytesIO
from time import process_time

from benchmarks.pictures import NAMES, PACE, ROWS, completions, light_of, sheet
from benchmarks.processes import finished
from benchmarks.rows import Row, at_most, compared
from charts.fonts import FAMILIES
from charts.theme import DAY

TOPIC = "pictures"
TURNS = 15
WARM_UP = 3
LETTERS = 36  # pixels, as large as ours


async def measure() -> list[Row]:
    """Processor time of one picture, since another process may be drawing as well."""
    found = json.loads(await finished("benchmarks.drawing"))
    return [
        compared(
            TOPIC,
            f"one ranking of {ROWS} rows, processor time",
            found["ours"],
            found["bare"],
            unit="ms",
            other="bare matplotlib",
            goal=at_most(1.5),
        ),
        compared(
            TOPIC,
            f"one ranking of {ROWS} rows, size of the file",
            found["our bytes"],
            found["bare bytes"],
            unit="kB",
            other="bare matplotlib",
        ),
    ]


def _timed(draw: Callable[[], bytes]) -> tuple[float, bytes]:
    gc.collect()
    began = process_time()
    drawn = draw()
    return 1e3 * (process_time() - began), drawn


def bare(number: int, *, size: tuple[float, float]) -> bytes:
    """Bars with names and values, on a figure of the same size in letters of the same size."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=size, dpi=100)
    FigureCanvasAgg(figure)
    values = completions(number)
    axes = figure.add_subplot()
    bars = axes.barh(NAMES, values, color=[DAY.lights[light_of(v - PACE)] for v in values])
    axes.bar_label(bars, [f"{value:.1f}%" for value in values])
    axes.invert_yaxis()
    figure.subplots_adjust(left=0.3)
    out = BytesIO()
    figure.savefig(out, format="png")
    return out.getvalue()


def main() -> None:
    """Draw by turns and print every time, in milliseconds, and every size, in kB."""
    import matplotlib
    from PIL import Image

    from charts.drawing import draw_pages

    (first,) = draw_pages(sheet(0))
    width, height = Image.open(BytesIO(first)).size
    matplotlib.rcParams.update({"font.family": list(FAMILIES), "font.size": LETTERS * 0.72})
    found: dict[str, list[float]] = {"ours": [], "bare": [], "our bytes": [], "bare bytes": []}
    for number in range(TURNS + WARM_UP):
        took, page = _timed(partial(_ours, number))
        took_bare, bare_page = _timed(partial(bare, number, size=(width / 100, height / 100)))
        if number >= WARM_UP:
            found["ours"].append(took)
            found["bare"].append(took_bare)
            found["our bytes"].append(len(page) / 1e3)
            found["bare bytes"].append(len(bare_page) / 1e3)
    print(json.dumps(found))


def _ours(number: int) -> bytes:
    from charts.drawing import draw_pages

    (page,) = draw_pages(sheet(number))
    return page


if __name__ == "__main__":
    main()
