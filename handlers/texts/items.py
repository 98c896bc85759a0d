"""One answer as people read it."""

from domain.figures import Answer, Figure, Indicator
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html


def answer_of(figure: Figure | None, indicator: Indicator, texts: Catalog) -> Html:
    """The value with its measure, or the special answer, or 未报."""
    if figure is None or figure.answer is Answer.WITHDRAWN:
        return texts.say("mine.missing")
    if figure.answer is Answer.NUMBER and figure.value is not None:
        return Html(figures.amount(figure.value, indicator))
    return texts.say(f"echo.{figure.answer.value}")
