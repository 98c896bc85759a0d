"""What is said back after a number: what now stands, how it compares, what is still open."""

from collections.abc import Sequence
from decimal import Decimal

from domain.figures import Answer, Basis, Review, Stage, Timeliness
from domain.yardstick import Yardstick
from handlers.actions.reporting.explaining import is_unexplained
from handlers.actions.reporting.items import Item
from handlers.actions.reporting.outcomes import Outcome, Saved
from handlers.actions.reporting.undoing import Undone
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html
from handlers.texts.items import answer_of, sign, slot_name, stage_of

MOST_NAMES = 4


def recorded(outcome: Outcome, texts: Catalog, rules: Yardstick) -> Html:
    """The echo of everything a message saved; its questions are told separately."""
    saved = outcome.saved
    lines = _one(saved[0], texts, rules) if len(saved) == 1 else _many(saved, texts, rules)
    if any(_is_late(one) for one in saved):
        lines.append(texts.say("echo.late"))
    waiting = [one.item.label for one in saved if _waits(one)]
    if waiting:
        names = texts.say("common.sep").join(waiting[:MOST_NAMES]) if len(saved) > 1 else ""
        lines.append(texts.say("echo.pending", names=names))
    return Html("\n".join([*lines, still_open(outcome.items, texts)]))


def undone(result: Undone, texts: Catalog) -> Html:
    """What was taken back, and how each item stands now."""
    return Html("\n".join(_undone_line(one, texts) for one in result.saved))


def still_open(items: Sequence[Item], texts: Catalog) -> Html:
    """What is still to be answered, by name; thanks when nothing is."""
    missing = [item for item in items if item.is_open]
    if not missing:
        period = figures.period_name(items[0].window.period, texts.language)
        return texts.say("echo.all_done", period=period)
    names = texts.say("common.sep").join(item.label for item in missing[:MOST_NAMES])
    if len(missing) > MOST_NAMES:
        names += texts.say("common.list_end")
    key = "echo.open_one" if len(missing) == 1 else "echo.open_many"
    return texts.say(key, count=len(missing), names=names)


def _waits(saved: Saved) -> bool:
    figure = saved.item.figure
    return figure is not None and figure.review is Review.PENDING and not saved.unchanged


def _is_late(saved: Saved) -> bool:
    figure = saved.item.figure
    return figure is not None and figure.timeliness is Timeliness.LATE and not saved.unchanged


def _one(saved: Saved, texts: Catalog, rules: Yardstick) -> list[Html]:
    item = saved.item
    facts = {"name": item.label, "value": answer_of(item.figure, item.indicator, texts)}
    facts["stage"] = stage_of(item.figure, item.indicator, texts)
    if saved.unchanged:
        return [texts.say("echo.same_as_before", **facts)]
    period = figures.period_name(item.window.period, texts.language)
    return [texts.say("echo.one", period=period, **facts), *standing(saved, texts, rules)]


def standing(saved: Saved, texts: Catalog, rules: Yardstick) -> list[Html]:
    """What is told of one number behind its value, a line each."""
    item = saved.item
    lines = [fact for fact in (_compared(item, texts), _standing(item, texts, rules)) if fact]
    return [*lines, *_remarks(saved, texts)]


def _many(saved: Sequence[Saved], texts: Catalog, rules: Yardstick) -> list[Html]:
    """A head and a line each; the stage in the head where it is that of all of them."""
    stages = {stage_of(one.item.figure, one.item.indicator, texts) for one in saved}
    common = stages.pop() if len(stages) == 1 else None
    period = figures.period_name(saved[0].item.window.period, texts.language)
    head = texts.say("echo.many", period=period, count=len(saved), stage=common or "")
    return [head, *(_line(one, texts, rules, with_stage=common is None) for one in saved)]


def _line(saved: Saved, texts: Catalog, rules: Yardstick, *, with_stage: bool) -> Html:
    item = saved.item
    facts = [fact for fact in (_delta(item, texts), _short_standing(item, texts, rules)) if fact]
    told = texts.say("echo.line_facts", facts=Html(texts.say("echo.sep").join(facts)))
    return texts.say(
        "echo.line",
        name=item.label,
        value=answer_of(item.figure, item.indicator, texts),
        stage=stage_of(item.figure, item.indicator, texts) if with_stage else "",
        facts=told if facts else "",
    )


def _compared(item: Item, texts: Catalog) -> Html | None:
    value = _value(item)
    if value is None or item.last_value is None:
        return None
    if value == item.last_value:
        return texts.say("echo.flat_change")
    return texts.say("echo.change", change=_delta(item, texts))


def _delta(item: Item, texts: Catalog) -> Html | None:
    """The change on the last number: of a rate in percentage points."""
    value = _value(item)
    if value is None or item.last_value is None:
        return None
    if value == item.last_value:
        return texts.say("echo.flat")
    return Html(figures.change(value - item.last_value, item.indicator, texts.language))


def _standing(item: Item, texts: Catalog, rules: Yardstick) -> Html | None:
    progress = item.progress(rules)
    if progress.gap is None or _value(item) is None:
        return None
    light = sign(progress.light, texts)
    slot = slot_name(item, texts)
    if item.indicator.basis is Basis.RATE or progress.completion is None:
        gap = figures.signed(progress.gap, item.indicator.decimals)
        return texts.say("echo.rate_gap", slot=slot, gap=gap, sign=light)
    return texts.say(
        "echo.completion",
        slot=slot,
        completion=figures.percent(progress.completion),
        pace=figures.percent(progress.pace or Decimal(0)),
        sign=light,
    )


def _short_standing(item: Item, texts: Catalog, rules: Yardstick) -> Html | None:
    progress = item.progress(rules)
    if _value(item) is None or progress.gap is None:
        return None
    light = sign(progress.light, texts)
    if progress.completion is None:
        gap = figures.signed(progress.gap, item.indicator.decimals)
        return texts.say("echo.rate_gap_short", gap=gap, sign=light)
    completion = figures.percent(progress.completion)
    return texts.say("echo.completion_short", completion=completion, sign=light)


def _remarks(saved: Saved, texts: Catalog) -> list[Html]:
    """Everything else worth a line: what it replaced, how it was read, the note kept with it."""
    item, figure = saved.item, saved.item.figure
    lines: list[Html] = []
    if saved.typed:
        value = answer_of(figure, item.indicator, texts)
        lines.append(texts.say("echo.converted", typed=saved.typed, value=value))
    if saved.previous and saved.previous.is_answered and not _says_the_same(saved):
        before = answer_of(saved.previous, item.indicator, texts)
        stage = stage_of(saved.previous, item.indicator, texts)
        lines.append(texts.say("echo.replaced", value=before, stage=stage))
    if is_unexplained(figure):
        lines.append(texts.say("echo.odd"))
    if figure and figure.note:
        lines.append(texts.say("echo.note", note=figure.note))
    if figure and figure.estimate and not _is_called_estimate(saved, texts):
        lines.append(texts.say("echo.estimate"))
    return lines


def _says_the_same(saved: Saved) -> bool:
    now, before = saved.item.figure, saved.previous
    if now is None or before is None:
        return False
    return (now.answer, now.value, now.stage) == (before.answer, before.value, before.stage)


def _is_called_estimate(saved: Saved, texts: Catalog) -> bool:
    """（预计） behind the value says it already."""
    figure, indicator = saved.item.figure, saved.item.indicator
    if figure is None or figure.stage is not Stage.ESTIMATE:
        return False
    return bool(stage_of(figure, indicator, texts))


def _undone_line(saved: Saved, texts: Catalog) -> Html:
    item = saved.item
    period = figures.period_name(item.window.period, texts.language)
    if item.is_open:
        return texts.say("echo.undone_open", period=period, name=item.label)
    value = answer_of(item.figure, item.indicator, texts)
    stage = stage_of(item.figure, item.indicator, texts)
    return texts.say("echo.undone", period=period, name=item.label, value=value, stage=stage)


def _value(item: Item) -> Decimal | None:
    figure = item.figure
    return figure.value if figure and figure.answer is Answer.NUMBER else None
