"""One measured number in a few words: its value, its share, its gap, and what it lacks."""

from domain.figures import Answer, Basis, Review
from domain.stages import is_worth_telling
from handlers.actions.lookups.views.cards import Line
from handlers.texts import figures
from handlers.texts.catalog import Catalog
from handlers.texts.items import answer_in_short
from handlers.texts.oddities import MARK, of_figures


def value_of(line: Line, texts: Catalog) -> str:
    """The amount with its stage; or the special answer; or that nothing was reported."""
    value = line.progress.value
    if value is not None:
        return f"{figures.amount(value, line.indicator)}{stage_of(line, texts)}"
    special = next((f.answer for f in line.figures if f.answer is not Answer.NUMBER), None)
    if any(figure.review is Review.PENDING for figure in line.figures):
        return texts.plain("chart.in_review")
    if special is None:
        return texts.plain("profile.returned" if line.sent_back else "mine.missing")
    return texts.plain(f"echo.{special.value}")


def stage_of(line: Line, texts: Catalog) -> str:
    """（核定）, where it does not go without saying."""
    if line.stage is None or not is_worth_telling(line.stage, line.indicator):
        return ""
    return texts.plain("stage.mark", stage=texts.plain(f"stage.{line.stage.value}"))


def told(line: Line, texts: Catalog) -> str:
    """The value with what is missing of it."""
    value = value_of(line, texts)
    pending = [figure for figure in line.figures if figure.review is Review.PENDING]
    if pending and line.asked == 1:
        waiting = answer_in_short(pending[0], line.indicator, texts)
        return texts.plain("profile.in_review", value=waiting)
    if pending:
        return texts.plain("profile.pending", value=value, count=len(pending))
    if line.progress.value is not None and line.not_available:
        return texts.plain("profile.not_available", value=value)
    if line.progress.value is None or not line.lacking:
        return value
    if line.lacking < line.asked:
        key = "profile.partial_returned" if line.sent_back else "profile.partial"
        counts = {"count": line.lacking, "returned": len(line.sent_back)}
        return texts.plain(key, value=value, **counts)
    return texts.plain(f"profile.{'returned_' if line.sent_back else ''}carried", value=value)


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


def notes_of(line: Line, texts: Catalog) -> str:
    """What was written beside the numbers of this period; of the odd ones, why they are."""
    odd = [f"{MARK} {words}" for words in of_figures(line.figures, texts)]
    return " ".join([*odd, *(f.note for f in line.figures if f.note and not f.odd)])
