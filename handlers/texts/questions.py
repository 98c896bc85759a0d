"""What is asked back about a number, and what is said when none can be read."""

from decimal import Decimal

from domain.figures import Answer
from handlers.actions.reporting.drafts import Choice, Doubtful, Unread
from handlers.actions.reporting.items import Item
from handlers.actions.reporting.outcomes import Outcome
from handlers.texts import figures
from handlers.texts.cards import example
from handlers.texts.catalog import Catalog, Html

MOST_QUOTED = 30
OF_STAGES = frozenset({"step_back", "estimate_only"})
EXACT = frozenset({"which_item", "readings"}) | OF_STAGES
PLAIN = EXACT | {"zero_or_nothing"}


def question(doubtful: Doubtful, texts: Catalog) -> Html:
    """One question about one number, with its reason."""
    reason, item = doubtful.reason, doubtful.item
    typed = quoted(reason.typed)
    match reason.kind:
        case "which_item":
            return texts.say("question.which_item", typed=typed)
        case "readings":
            return texts.say("question.which_value", name=item.label, typed=typed)
        case "zero_or_nothing":
            return texts.say("question.zero_or_nothing", name=item.label)
        case "estimate_only":
            return texts.say("question.estimate_only", **_stages(doubtful, texts))
        case "step_back":
            return texts.say("question.step_back", **_stages(doubtful, texts))
        case _:
            return _doubt(doubtful, texts)


def _stages(doubtful: Doubtful, texts: Catalog) -> dict[str, object]:
    facts, indicator = doubtful.reason.facts, doubtful.item.indicator
    told: dict[str, object] = {
        "name": doubtful.item.label,
        "said": texts.say(f"stage.{facts['said']}"),
        "value": figures.as_typed(Decimal(doubtful.reason.typed), indicator),
    }
    if "reached" in facts:
        told["reached"] = texts.say(f"stage.{facts['reached']}")
        told["last"] = figures.amount(Decimal(facts["last"]), indicator)
    return told


def _doubt(doubtful: Doubtful, texts: Catalog) -> Html:
    item, reason = doubtful.item, doubtful.reason
    intro = texts.say(
        "question.intro",
        name=item.label,
        value=figures.as_typed(Decimal(reason.typed), item.indicator),
        reason=_reason(doubtful, texts),
    )
    if len(doubtful.choices) == 1:
        return Html(f"{intro}{texts.say('question.ask_sure')}")
    likely = figures.amount(doubtful.choices[0].value or Decimal(0), item.indicator)
    return Html(f"{intro}{texts.say('question.ask_value', value=likely)}")


def _reason(doubtful: Doubtful, texts: Catalog) -> Html:
    indicator, reason = doubtful.item.indicator, doubtful.reason
    facts = {
        name: value if name == "other" else figures.amount(Decimal(value), indicator)
        for name, value in reason.facts.items()
    }
    kind = reason.kind
    if kind == "magnitude" and "last" not in facts:
        kind = "magnitude_plan"
    return texts.say(f"question.{kind}", **facts)


def labels(doubtful: Doubtful, items: dict[int, Item], texts: Catalog) -> list[str]:
    """What the buttons of a question say, in the order of its choices."""
    is_doubt = doubtful.reason.kind not in PLAIN
    last = len(doubtful.choices) - 1
    return [
        _label(
            choice,
            items.get(choice.assignment, doubtful.item),
            texts,
            kind=doubtful.reason.kind,
            is_as_typed=is_doubt and number == last,
        )
        for number, choice in enumerate(doubtful.choices)
    ]


def _label(choice: Choice, item: Item, texts: Catalog, *, kind: str, is_as_typed: bool) -> str:
    if choice.answer is not Answer.NUMBER or choice.value is None:
        answer = texts.plain(f"button.{choice.answer.value}")
        return f"{item.label} {answer}" if kind == "which_item" else answer
    show = figures.as_typed if is_as_typed or kind in EXACT else figures.amount
    value = show(choice.value, item.indicator)
    if kind == "which_item":
        return f"{item.label} {value}"
    if kind in OF_STAGES and choice.stage:
        return texts.plain(
            "button.of_stage", stage=texts.plain(f"stage.{choice.stage}"), value=value
        )
    if is_as_typed:
        return texts.plain("button.as_typed", value=value)
    if kind == "zero_or_nothing":
        return texts.plain("button.zero")
    return value if kind == "readings" else texts.plain("button.yes_value", value=value)


def unread(outcome: Outcome, texts: Catalog) -> Html:
    """One sentence that shows the right form; nothing was stored."""
    trouble = outcome.unread or Unread("unreadable")
    missing = outcome.open_items or outcome.items
    shown = example((trouble.item,) if trouble.item else missing)
    match trouble.kind:
        case "question":
            return texts.say("question.asked")
        case "small_talk":
            key = "question.small_talk" if outcome.open_items else "question.small_talk_done"
            return texts.say(key)
        case "wrong_unit" if trouble.item:
            return texts.say(
                "question.wrong_measure",
                name=trouble.item.label,
                measure=trouble.item.indicator.measure,
                example=shown,
            )
        case "name_it" | "which_item":
            typed = quoted(trouble.typed)
            return texts.say("question.name_it", typed=typed, example=shown)
        case "too_many" | "too_few":
            return texts.say("question.count", asked=len(missing), example=shown)
        case "too_long" | "too_much_text" if len(trouble.typed) > MOST_QUOTED:
            return texts.say("error.too_long")
        case _:
            typed = quoted(trouble.typed)
            return texts.say("question.unreadable", typed=typed, example=shown)


def quoted(typed: str) -> str:
    """What was typed, short enough to quote on one line."""
    line = " ".join(typed.split())
    return line if len(line) <= MOST_QUOTED else f"{line[:MOST_QUOTED]}…"
