"""What admins are told of their own accord."""

from collections.abc import Mapping
from typing import Any

from handlers.texts.catalog import Catalog, Html

MOST_LINES = 25


def notice(facts: Mapping[str, Any], texts: Catalog) -> Html:
    """One thing, or several that waited for each other, one a line."""
    told = [_one(own, texts) for own in (facts, *facts.get("more", ()))]
    if len(told) == 1:
        return told[0]
    lines = [texts.say("notice.line", words=words) for words in told[:MOST_LINES]]
    if len(told) > MOST_LINES:
        lines.append(texts.say("notice.more", count=len(told) - MOST_LINES))
    return Html("\n".join([texts.say("notice.several", count=len(told)), *lines]))


def _one(facts: Mapping[str, Any], texts: Catalog) -> Html:
    """A notice from its stored facts: `about` is its key, `reason` one of the reasons known."""
    known = dict(facts)
    about = known.pop("about")
    if "reason" in known:
        reason = f"notice.reason.{known['reason']}"
        known["reason"] = texts.say(reason if texts.has(reason) else "notice.reason.other")
    return texts.say(f"notice.{about}", **known)
