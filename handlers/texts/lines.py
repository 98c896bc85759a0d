"""One measured number in a few words: its value, its share, its gap, and what it lacks."""

from domain.figures import Answer, Basis
from handlers.actions.views import Line
from handlers.texts import figures
from handlers.texts.catalog import Catalog


def value_of(line: Line, texts: Catalog) -> str:
    """The amount; or the special answer; or that nothing was reported."""
    value = line.progress.value
    if value is not None:
        return figures.amount(value, line.indicator)
    special = next((f.answer for f in line.figures if f.answer is not Answer.NUMBER), None)
    return texts.plain(f"echo.{special.value}" if special else "mine.missing")


def told(line: Line, texts: Catalog) -> str:
    """The value with what is missing of it."""
    value = value_of(line, texts)
    if line.progress.value is None or not line.lacking:
        return value
    if line.lacking < line.asked:
        return texts.plain("profile.partial", value=value, count=line.lacking)
    return texts.plain("profile.carried", value=value)


def share_of(line: Line) -> str:
    """Completion in percent; empty for a rate and for what has no target."""
    completion = line.progress.completion
    return figures.percent(completion) if completion is not None else ""


def gap_of(line: Line) -> str:
    """The signed gap: to the pace in points, of a rate to its target."""
    gap = line.progress.gap
    if gap is None:
        return ""
    places = line.indicator.decimals if line.indicator.basis is Basis.RATE else 1
    return figures.signed(gap, places)


def notes_of(line: Line) -> str:
    """What was written beside the numbers of this period."""
    return " ".join(figure.note for figure in line.figures if figure.note)
