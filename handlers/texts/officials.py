"""Published values beside the reported ones, in words."""

from collections.abc import Iterator, Sequence

from domain.figures import Basis, Indicator
from domain.official import Compared, Official
from domain.periods import Period
from domain.roster import Roster
from handlers.actions.deciding.bureau import OfficialImport, Told
from handlers.actions.lookups.beside import OfficialView
from handlers.texts import figures
from handlers.texts.admins import shortened
from handlers.texts.catalog import Catalog, Html
from handlers.workbook.words import say

MOST = 12
MOST_ON_CARD = 6


def overview(view: OfficialView, texts: Catalog) -> Html:
    """The published values of a period, each with what was reported and the gap."""
    if view.period is None:
        return texts.say("official.none")
    period = figures.period_name(view.period, texts.language)
    if not view.entries:
        return texts.say("official.none_then", period=period, about=view.about)
    words = [texts.say("official.head", period=period, count=len(view.entries))]
    told = [entry for entry in view.entries if entry.difference != 0]
    words += [line(entry, view.roster, texts) for entry in told[:MOST]]
    if len(told) > MOST:
        words.append(texts.say("official.more", count=len(told) - MOST))
    if same := len(view.entries) - len(told):
        words.append(texts.say("official.more_same", count=same))
    words += _others(view, texts)
    return Html("\n".join(words))


def _others(view: OfficialView, texts: Catalog) -> Iterator[Html]:
    others = [one for one in view.others if one != view.period]
    if others:
        names = (figures.period_name(one, texts.language) for one in others)
        yield texts.say("official.others", names=texts.plain("common.sep").join(names))


def line(entry: Compared, roster: Roster, texts: Catalog) -> Html:
    """城关街道 固定资产投资: 公布 14.10 亿元,上报 14.26(第9周),高 0.16,+1.1%."""
    facts = {
        "unit": roster.units[entry.official.unit].short,
        "indicator": entry.indicator.name,
        "value": value_of(entry.official, entry.indicator, texts),
    }
    if entry.reported is None or entry.reported_for is None:
        key = "official.line_flow" if entry.indicator.basis is Basis.FLOW else "official.line_bare"
        return texts.say(key, **facts)
    return texts.say(
        "official.line",
        **facts,
        reported=figures.fixed(entry.reported, entry.indicator.decimals),
        week=reports_of(entry, texts),
        gap=gap_of(entry, texts),
    )


def published_lines(found: Sequence[Compared], texts: Catalog) -> Iterator[Html]:
    """Of one unit the newest published value of each indicator, beside the report."""
    if found:
        yield texts.say("official.card")
    for entry in found[:MOST_ON_CARD]:
        facts = {
            "indicator": min(entry.indicator.names, key=len),
            "period": figures.period_name(Period.parse(entry.official.period), texts.language),
            "value": value_of(entry.official, entry.indicator, texts),
        }
        if entry.reported is None:
            yield texts.say("official.card_bare", **facts)
        else:
            reported = figures.fixed(entry.reported, entry.indicator.decimals)
            if is_sum(entry):
                reported = texts.plain(
                    "official.summed", value=reported, week=reports_of(entry, texts)
                )
            gap = gap_of(entry, texts)
            yield texts.say("official.card_line", **facts, reported=reported, gap=gap)


def in_short(entry: Compared, texts: Catalog) -> str:
    """1–2月公布 14.10 亿元,差 +0.16(+1.1%)."""
    facts = {
        "period": figures.period_name(Period.parse(entry.official.period), texts.language),
        "value": figures.amount(entry.official.value, entry.indicator),
    }
    if entry.difference is None:
        return texts.plain("official.card_mark_bare", **facts)
    if entry.difference == 0:
        return texts.plain("official.card_mark_same", **facts)
    return texts.plain("official.card_mark", **facts, gap=gap_of(entry, texts))


def is_sum(entry: Compared) -> bool:
    """Whether the report beside it is the sum of several."""
    return entry.reported_since not in (None, entry.reported_for)


def reports_of(entry: Compared, texts: Catalog) -> str:
    """Which report is beside it: 第9周; of a sum the first and the last."""
    if entry.reported_for is None:
        return ""
    last = figures.period_name(entry.reported_for, texts.language)
    if entry.reported_since is None or not is_sum(entry):
        return last
    first = figures.period_name(entry.reported_since, texts.language)
    return texts.plain("official.sum", first=first, last=last)


def value_of(
    one: Official, indicator: Indicator, texts: Catalog, *, is_summed: bool = False
) -> str:
    """14.10 亿元,同比 +5.2%(修订); of a number of its period alone 9 家(当期)."""
    told = figures.amount(one.value, indicator)
    if indicator.basis is Basis.FLOW and not is_summed:
        told += texts.plain("official.own")
    if one.growth is not None:
        told += texts.plain("official.growth", growth=figures.signed(one.growth, 1))
    return told + (texts.plain("official.revised") if one.is_revised else "")


def gap_of(entry: Compared, texts: Catalog) -> str:
    """How far the report is from what was published: +0.16,+1.1%; of rates in points."""
    if entry.difference is None:
        return ""
    if entry.difference == 0:
        return texts.plain("official.equal")
    told = figures.change(entry.difference, entry.indicator, texts.language)
    if entry.share is None:
        return told
    return texts.plain("official.gap", gap=told, share=figures.signed(entry.share, 1))


def told(done: Told, texts: Catalog) -> Html:
    """What was put on record, beside the report and beside what it revises."""
    one = done.compared.official
    period = figures.period_name(Period.parse(one.period), texts.language)
    key = "official.saved" if done.is_new else "official.known"
    words = [texts.say(key, period=period), line(done.compared, done.roster, texts)]
    if done.before is not None:
        before = figures.amount(done.before.value, done.compared.indicator)
        words.append(texts.say("official.before", value=before, edition=one.edition))
    if one.source:
        words.append(texts.say("official.source", source=one.source))
    return Html("\n".join(words))


def trial(tried: OfficialImport, texts: Catalog) -> Html:
    """What a workbook would put on record, or everything that is wrong with it."""
    problems = [str(problem) for problem in tried.problems]
    if tried.is_refused:
        lines = shortened(problems, texts)
        return texts.say("official.errors", count=len(problems), lines=lines)
    if not tried.fresh:
        return texts.say("official.none_new")
    lines = shortened([*problems, *changes(tried)], texts)
    return texts.say("official.preview", count=len(tried.fresh), lines=lines)


def imported(done: OfficialImport, texts: Catalog) -> Html:
    """What an import put on record."""
    if done.is_refused or not done.fresh:
        return trial(done, texts)
    return texts.say("official.done", count=len(done.fresh))


def changes(done: OfficialImport) -> list[str]:
    """One line for each new edition, as the workbook is written: in Chinese."""
    return [_change(one, before, done.roster) for one, before in done.fresh]


def _change(one: Official, before: Official | None, roster: Roster) -> str:
    indicator = roster.indicators[one.indicator]
    value = figures.amount(one.value, indicator)
    if before is None:
        change = say("official.fresh", value=value)
    elif before.value == one.value:
        change = say("official.restated", value=value)
    else:
        told_before = figures.amount(before.value, indicator)
        change = say("official.revised", before=told_before, value=value)
    if one.growth is not None:
        change += say("official.growth", growth=figures.signed(one.growth, 1))
    return say(
        "official.line",
        unit=roster.units[one.unit].short,
        indicator=indicator.name,
        period=one.period,
        change=change,
    )


def summary(done: OfficialImport) -> str:
    """The outcome of an import in one line."""
    if done.is_refused:
        errors = [problem for problem in done.problems if not problem.is_warning]
        return say("official.failed", count=len(errors))
    if not done.fresh:
        return say("official.none")
    revised = sum(before is not None for _, before in done.fresh)
    total = len(done.fresh)
    words = say("official.summary", total=total, fresh=total - revised, revised=revised)
    return f"{words} {say('official.tried' if done.is_trial else 'official.done')}"
