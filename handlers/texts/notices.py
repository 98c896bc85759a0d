"""What admins are told of their own accord."""

from collections.abc import Mapping
from typing import Any

from handlers.texts.catalog import Catalog, Html


def notice(facts: Mapping[str, Any], texts: Catalog) -> Html:
    """A notice from its stored facts: `about` is its key, `reason` one of the reasons known."""
    known = dict(facts)
    about = known.pop("about")
    if "reason" in known:
        reason = f"notice.reason.{known['reason']}"
        known["reason"] = texts.say(reason if texts.has(reason) else "notice.reason.other")
    return texts.say(f"notice.{about}", **known)
