"""What a bound group gets, in words and as buttons."""

from collections.abc import Sequence

from domain.audience import SUMMARIES, Summaries
from handlers.outgoing import Button, Keyboard
from handlers.texts.catalog import Catalog, Html
from storage.groups import Group

MOST = 20
"""Groups that are listed."""


def bound(group: Group, texts: Catalog) -> Html:
    """That the group is bound, and what it gets."""
    done = texts.say("bind.done", title=group.title)
    return Html(f"{done}\n{_gets(group.summaries, texts)}")


def choices(group: Group, texts: Catalog) -> Keyboard:
    """One tap for each summary: it is sent here, or no longer."""
    row = []
    for kind in SUMMARIES:
        is_chosen = kind in group.summaries
        name = texts.plain(f"bind.summary.{kind.value}")
        label = texts.plain("button.chosen", name=name) if is_chosen else name
        row.append(Button(label, f"b:{kind.value}:{0 if is_chosen else 1}"))
    return (tuple(row),)


def listed(groups: Sequence[Group], texts: Catalog) -> Html:
    """Where to bind a group, and what those get that are bound."""
    lines = [texts.say("bind.private")]
    if groups:
        lines.append(texts.say("bind.listed", count=len(groups)))
    for group in groups[:MOST]:
        names = _names(group.summaries, texts) or texts.plain("bind.none")
        lines.append(texts.say("bind.line", title=group.title, names=names))
    return Html("\n".join(lines))


def _gets(summaries: Summaries, texts: Catalog) -> Html:
    names = _names(summaries, texts)
    return texts.say("bind.gets", names=names) if names else texts.say("bind.gets_none")


def _names(summaries: Summaries, texts: Catalog) -> str:
    names = [texts.plain(f"bind.summary.{kind.value}") for kind in SUMMARIES if kind in summaries]
    return texts.plain("common.sep").join(names)
