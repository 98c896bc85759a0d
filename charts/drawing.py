"""From any sheet to its pages as PNG: the one entrance of the drawing process."""

from collections.abc import Iterator

from matplotlib.figure import Figure

from charts.card import draw_card
from charts.pages import paginate, paginate_card
from charts.png import to_png
from charts.ranking import draw_ranking
from charts.sheets import CardSheet, RankingSheet
from charts.theme import DAY, Theme


def figures(sheet: object, *, theme: Theme = DAY) -> Iterator[Figure]:
    """One figure a page.

    Raises:
        TypeError: this is no kind of sheet.
    """
    match sheet:
        case RankingSheet():
            for page in paginate(sheet):
                yield draw_ranking(page, theme=theme)
        case CardSheet():
            for card in paginate_card(sheet):
                yield draw_card(card, theme=theme)
        case _:
            raise TypeError(f"no picture is known for {type(sheet).__name__}")


def draw_pages(sheet: object, *, theme: Theme = DAY) -> list[bytes]:
    return [to_png(figure, theme=theme) for figure in figures(sheet, theme=theme)]
