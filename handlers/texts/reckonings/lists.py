"""How a list is made: its rule, and one line of it worked out."""

from collections.abc import Iterator
from decimal import Decimal

from domain.figures import Basis
from domain.marking_rules import MarkingRules
from handlers.actions.lookups.sums import ListReckoning
from handlers.texts import figures, markings
from handlers.texts.catalog import Catalog, Html
from handlers.texts.reckonings.verdicts import lights, weight_text

MOST_WEIGHTS = 12


def of_list(view: ListReckoning, texts: Catalog) -> Iterator[Html]:
    if view.marking is not None:
        yield from _list_by_points(view, view.marking, texts)
        return
    subject, day = view.subject, figures.short_day(view.day, texts.language)
    period = figures.period_name(view.period, texts.language)
    name = subject.name if subject else texts.plain("how.overall")
    yield texts.say("how.list_title", name=name, period=period)
    is_rate = subject is not None and subject.basis is Basis.RATE
    yield texts.say("how.step_rate" if is_rate else "how.step_share", day=day)
    if subject is None:
        yield texts.say("how.step_mean", weights=_weights(view, texts))
        yield texts.say("how.step_rank_overall")
    else:
        yield texts.say("how.step_rank_rate" if is_rate else "how.step_rank")
    yield lights(view.rules.lights, texts)
    best = view.example
    if best is not None and best.completion is not None and best.pace is not None:
        yield texts.say(
            "how.example",
            name=best.name,
            completion=figures.percent(best.completion),
            pace=figures.percent(best.pace),
            gap=figures.signed(best.gap or Decimal(0), 1),
            rank=best.rank,
        )
    if view.units:
        yield texts.say("how.choose")


def _list_by_points(view: ListReckoning, rules: MarkingRules, texts: Catalog) -> Iterator[Html]:
    period = figures.period_name(view.period, texts.language)
    yield texts.say("how.list_title", name=texts.plain("how.points_name"), period=period)
    yield from markings.rules_in_words(rules, texts)
    yield texts.say("how.step_points", weights=_weights(view, texts))
    yield texts.say("how.step_rank_points")
    best = view.example
    if best is not None and best.completion is not None:
        score = figures.fixed(best.completion, 2)
        yield texts.say("how.example_points", name=best.name, points=score, rank=best.rank)
    if view.units:
        yield texts.say("how.choose")


def _weights(view: ListReckoning, texts: Catalog) -> str:
    """Each indicator with its weight, as far as a line holds them."""
    shown = [
        texts.plain("how.weight", name=min(one.names, key=len), weight=weight_text(one.weight))
        for one in view.indicators[:MOST_WEIGHTS]
    ]
    if len(view.indicators) > MOST_WEIGHTS:
        shown.append(texts.plain("chart.dots"))
    return texts.plain("common.sep").join(shown)
