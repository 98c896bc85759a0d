"""The digest that ties each revision, decision, change of targets and published value to the
one before it.

The digest is SHA-256 over a JSON list of the row's content and the digest of the assignment's
previous row of its kind ("" for the first). The text is the same whichever engine
the content was read from: decimals plain and without trailing zeros, instants in UTC with
microseconds.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

CONTENT = (
    "assignment",
    "link",
    "period",
    "number",
    "answer",
    "value",
    "stage",
    "estimate",
    "note",
    "odd",
    "timeliness",
    "person",
    "typed_by",
    "source",
    "reported_at",
    "recorded_at",
    "chat_id",
    "message_id",
    "edited_at",
)
"""What a revision's digest covers, in this order: a change of order breaks every chain."""

MARKS = ("reviewed",)
"""What a revision may say besides. It enters the digest only where it is so, as digests from
before there was such a mark must hold."""

DECIDED = (
    "assignment",
    "link",
    "period",
    "number",
    "verdict",
    "reason",
    "person",
    "decided_at",
    "chat_id",
    "message_id",
    "edited_at",
)
"""The same of a decision."""

ADJUSTED = (
    "assignment",
    "link",
    "year",
    "step",
    "about",
    "slots",
    "since",
    "reason",
    "person",
    "made_at",
    "chat_id",
    "message_id",
    "edited_at",
)
"""The same of a step in the history of targets."""

PUBLISHED = (
    "link",
    "unit",
    "indicator",
    "period",
    "edition",
    "value",
    "growth",
    "published_on",
    "source",
    "person",
    "recorded_at",
    "chat_id",
    "message_id",
)
"""The same of what the statistics bureau published, all of it in one chain."""


_WRITTEN: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_AS_THEY_ARE: Final = frozenset({str, int, bool, type(None)})


def digest(content: Mapping[str, Any], *, previous: str, names: Sequence[str] = CONTENT) -> str:
    """The digest of a row's columns after the digest of the previous one."""
    canonical = _WRITTEN.encode(
        [
            previous,
            *[_plain(content[name]) for name in names],
            *[name for name in MARKS if content.get(name)],
        ]
    )
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: Any) -> Any:
    if type(value) in _AS_THEY_ARE:  # nearly all of them
        return value
    if isinstance(value, Decimal):
        return _digits(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    return value


def _digits(value: Decimal) -> str:
    digits = format(value, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits
