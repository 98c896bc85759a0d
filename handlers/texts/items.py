"""One answer, one light and one target as people read them."""

from domain.figures import Answer, Figure, Indicator, Review
from domain.lights import Light
from domain.stages import is_worth_telling
from handlers.actions.reporting.items import Item
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html, escaped


def answer_of(figure: Figure | None, indicator: Indicator, texts: Catalog) -> Html:
    """The value with its measure, or the special answer, or 未报."""
    if figure is None or figure.answer is Answer.WITHDRAWN:
        return texts.say("mine.missing")
    words = escaped(answer_in_short(figure, indicator, texts))
    if figure.review is Review.RETURNED:
        return texts.say("echo.returned", value=words)
    return words


def stage_of(figure: Figure | None, indicator: Indicator, texts: Catalog) -> Html:
    """（核定）, behind a value; nothing where the stage goes without saying."""
    if figure is None or figure.answer is not Answer.NUMBER:
        return Html("")
    if not is_worth_telling(figure.stage, indicator):
        return Html("")
    return texts.say("stage.mark", stage=texts.say(f"stage.{figure.stage.value}"))


def answer_in_short(figure: Figure, indicator: Indicator, texts: Catalog) -> str:
    """The same for a button, which takes no HTML."""
    if figure.answer is Answer.NUMBER and figure.value is not None:
        if not indicator.decimals and figure.value != figure.value.to_integral_value():
            return figures.as_typed(figure.value, indicator)  # half a firm is not rounded away
        return figures.amount(figure.value, indicator)
    return texts.plain(f"echo.{figure.answer.value}")


def sign(light: Light, texts: Catalog) -> Html:
    """The sign that tells a light without its colour."""
    return texts.say(f"light.{light.value}")


def slot_name(item: Item, texts: Catalog) -> Html:
    """What the target in sight is called: 一季度, 上半年, 全年."""
    plan = item.plan
    return texts.say(f"slot.{plan.anchor_at(item.window.period.end).slot}") if plan else Html("")
