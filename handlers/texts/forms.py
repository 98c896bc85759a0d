"""What the form says of a number: what is asked, what stands, what a typed one would mean."""

from decimal import Decimal

from domain.figures import Answer, Basis
from domain.yardstick import Yardstick
from handlers.actions.reporting.blanks import ELSEWHERE
from handlers.actions.reporting.drafts import Choice, Doubtful, Unread
from handlers.actions.reporting.items import Item
from handlers.actions.reporting.outcomes import Outcome, Saved
from handlers.texts import cards, echoes, figures, questions
from handlers.texts.catalog import Catalog, Html, bare
from handlers.texts.items import answer_of, stage_of


def facts(item: Item, texts: Catalog, rules: Yardstick) -> str:
    """Last value, target and where the pace is: 上期 12.30 · 一季度目标 18.00 · 序时 75.6%."""
    known = bare(cards.facts_of(item, texts))
    pace = item.progress(rules).pace
    told = "" if pace is None else texts.plain("form.pace", pace=figures.percent(pace))
    whose = texts.plain("form.for", name=item.cadre) if item.cadre else ""
    return " · ".join(fact for fact in (whose, known, told) if fact)


def again(item: Item, texts: Catalog) -> str:
    """Who sent the number back and why; "" where it was not sent back."""
    return bare(cards.why_again(item, texts))


def value(item: Item, texts: Catalog) -> str:
    """What stands, with its measure and its stage."""
    stage = stage_of(item.figure, item.indicator, texts)
    return bare(Html(f"{answer_of(item.figure, item.indicator, texts)}{stage}"))


def standing(saved: Saved, texts: Catalog, rules: Yardstick) -> list[str]:
    """How a number compares, how far it is, and what else is worth a line."""
    return [bare(line) for line in echoes.standing(saved, texts, rules)]


def typeable(item: Item, texts: Catalog) -> str:
    """What stands, as it would be typed again: nothing is lost by saving it as it is."""
    figure = item.figure
    if figure is None or not figure.is_answered:
        return ""
    if figure.answer is not Answer.NUMBER or figure.value is None:
        return texts.plain(f"form.page.fill_{figure.answer.value}")
    said = [] if figure.stage is item.indicator.stage else [f"stage.{figure.stage.value}"]
    said += ["form.about"] if figure.estimate else []
    return " ".join([*map(texts.plain, said), digits(figure.value)])


def digits(number: Decimal) -> str:
    """A number exactly, as a keypad writes it."""
    return format(number, "f")


def may_be_negative(item: Item) -> bool:
    """Whether a keypad without a minus sign would not do."""
    indicator, last = item.indicator, item.last_value
    if indicator.lowest is not None:
        return indicator.lowest < 0
    return indicator.basis is Basis.RATE or (last is not None and last < 0)


def question(doubtful: Doubtful, texts: Catalog) -> str:
    """Why a number is asked back, and what is likely meant."""
    return bare(questions.question(doubtful, texts))


def labels(doubtful: Doubtful, texts: Catalog) -> list[str]:
    """The choices, in order."""
    return questions.labels(doubtful, {}, texts)


def filled_by(choice: Choice, doubtful: Doubtful, texts: Catalog) -> str | None:
    """What a choice puts into the blank; None where it has to be read together with the rest."""
    if doubtful.note or choice.stage is not None or choice.estimate:
        return None
    if choice.answer is Answer.NUMBER and choice.value is not None:
        return digits(choice.value)
    return texts.plain(f"form.page.fill_{choice.answer.value}")


def unread(outcome: Outcome, item: Item, texts: Catalog) -> str:
    """One sentence that shows the right form."""
    trouble = outcome.unread or Unread("unreadable")
    if trouble.kind == ELSEWHERE and trouble.item is not None:
        return texts.plain("form.elsewhere", name=item.label, other=trouble.item.label)
    example = cards.example_value(item)
    if trouble.kind == "wrong_unit":
        facts = {"name": item.label, "measure": item.indicator.measure, "example": example}
        return texts.plain("question.wrong_measure", **facts)
    return texts.plain("form.unread", typed=questions.quoted(trouble.typed), example=example)
