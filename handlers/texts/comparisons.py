"""Two side by side, in three lines: who is ahead where, and by how much."""

from decimal import Decimal

from domain.comparison import Mark, Pair, Side
from domain.figures import Basis
from handlers.actions.lookups.comparing import ComparisonView, OpponentsView
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html, escaped
from handlers.texts.items import sign

NAMED = 3
LONGEST = 16
"""Characters of a name that a sentence has room for."""


def comparison(view: ComparisonView, texts: Catalog) -> Html:
    """The title, who leads where, and where both stand as a whole."""
    period = figures.period_name(view.period, texts.language)
    key = "compare.title_published" if view.is_published else "compare.title"
    lines = [texts.say(key, title=title(view, texts), period=period)]
    if view.unit is not None:
        lines += [_standing(pair_mark, name, texts) for pair_mark, name in _marks(view, texts)]
        if words := story(view, texts):
            lines.append(escaped(words))
        return Html("\n".join(lines))
    for index, name in enumerate(names_of(view, texts)):
        ahead = [p for p in view.pairs if p.lead and (p.lead > 0) is (index == 0)]
        ahead.sort(key=lambda pair: -abs(pair.lead or Decimal(0)))
        told = texts.plain("common.sep").join(_by(pair, texts) for pair in ahead[:NAMED])
        more = texts.plain("common.list_end") if len(ahead) > NAMED else ""
        facts = {"name": name, "count": len(ahead), "items": f"{told}{more}"}
        lines.append(texts.say("compare.ahead" if ahead else "compare.nowhere", **facts))
    return Html("\n".join(lines))


def words_of(view: ComparisonView, texts: Catalog) -> Html:
    """The same with a line for each indicator, where there is no picture."""
    lines = [comparison(view, texts)]
    for pair in view.pairs:
        sides = texts.plain("compare.against").join(
            _score(mark, texts) for mark in (pair.left, pair.right)
        )
        facts = {"name": pair.name, "sides": sides, "lead": lead(pair, texts)}
        lines.append(texts.say("compare.line", **facts))
    return Html("\n".join(lines))


def opponents(view: OpponentsView, texts: Catalog) -> Html:
    """With whom it is to be compared."""
    return texts.say("compare.choose", name=view.unit.short)


def title(view: ComparisonView, texts: Catalog) -> str:
    """Both sides; of two indicators the unit before them."""
    left, right = names_of(view, texts)
    about = view.unit.short if view.unit else ""
    return texts.plain("compare.sides", about=about, left=left, right=right).strip()


def names_of(view: ComparisonView, texts: Catalog) -> tuple[str, str]:
    """What both sides are called."""
    return _name(view.left, texts), _name(view.right, texts)


def story(view: ComparisonView, texts: Catalog) -> str:
    """The one sentence to take away."""
    left, right = view.ahead
    if view.unit is not None:
        return _of_two(view, texts)
    names = [_short(name) for name in names_of(view, texts)]
    if not left and not right:
        return texts.plain("compare.level")
    facts = {"left": names[0], "right": names[1], "first": left, "second": right}
    words = texts.plain("compare.story", **facts)
    widest = view.widest
    if widest is None:
        return words
    far = texts.plain("compare.widest", name=widest.name, points=_points(widest))
    return f"{words}{far}"


def _of_two(view: ComparisonView, texts: Catalog) -> str:
    """Which of two indicators is farther along."""
    pair = view.pairs[0]
    if not pair.is_alike:
        return texts.plain("compare.unlike")
    if not pair.lead:
        return lead(pair, texts)
    name = names_of(view, texts)[0 if pair.lead > 0 else 1]
    return texts.plain("compare.farther", name=name, points=_points(pair))


def lead(pair: Pair, texts: Catalog) -> str:
    """城关街道领先 5.6 点, of one row."""
    if pair.lead is None:
        return ""
    if not pair.lead:
        return texts.plain("compare.even")
    return texts.plain("compare.lead", points=_points(pair))


def gap_of(mark: Mark) -> str:
    """The signed gap: to the pace in points, of a rate to its target."""
    if mark.gap is None:
        return ""
    places = mark.indicator.decimals if mark.indicator.basis is Basis.RATE else 1
    return figures.signed(mark.gap, places)


def _marks(view: ComparisonView, texts: Catalog) -> list[tuple[Mark | None, str]]:
    pair, names = view.pairs[0], names_of(view, texts)
    return [(pair.left, names[0]), (pair.right, names[1])]


def _standing(mark: Mark | None, name: str, texts: Catalog) -> Html:
    if mark is None or mark.score is None:
        return texts.say("status.line_missing", name=name)
    facts = {"sign": sign(mark.light, texts), "name": name, "value": _score(mark, texts)}
    return texts.say("profile.line", **facts, facts=gap_of(mark))


def _score(mark: Mark | None, texts: Catalog) -> str:
    if mark is None:
        return texts.plain("picture.compare_none")
    if mark.completion is not None:
        return figures.percent(mark.completion)
    if mark.value is not None:
        return figures.amount(mark.value, mark.indicator)
    return gap_of(mark) or texts.plain("picture.missing")


def _by(pair: Pair, texts: Catalog) -> str:
    return texts.plain("compare.by", name=_short(pair.name), points=_points(pair))


def _points(pair: Pair) -> str:
    mark = pair.left
    is_rate = mark is not None and mark.indicator.basis is Basis.RATE
    places = mark.indicator.decimals if mark and is_rate else 1
    return figures.fixed(abs(pair.lead or Decimal(0)), places)


def _name(side: Side, texts: Catalog) -> str:
    if side.kind != "mean":
        return side.name
    return texts.plain("compare.mean", group=side.name)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
