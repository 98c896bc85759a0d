"""What the page sends, read as if anybody had written it."""

import json
import re
from dataclasses import dataclass
from typing import Any

from domain.errors import Refusal
from domain.periods import BadPeriod, Period
from handlers.actions.reporting.filling import Fill
from handlers.actions.reporting.outcomes import Blank

MOST_BYTES = 64 * 1024
MOST_FILLS = 100
LONGEST_TEXT = 500
LONGEST_NOTE = 300
LONGEST_MARK = 200

_BLANK = re.compile(r"([0-9]{1,9}):([0-9]{4}-[WMQ][0-9]{1,2})")
_KEY = re.compile(r"[A-Za-z0-9-]{8,64}")


@dataclass(eq=False)
class NotOurForm(Refusal):
    """Nothing our page would send."""


def json_of(body: bytes) -> dict[str, Any]:
    """The object that was sent."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise NotOurForm from None
    if not isinstance(found, dict):
        raise NotOurForm
    return found


def key_of(sent: dict[str, Any], name: str = "key") -> str:
    """The key that makes a sending one of a kind."""
    key = sent.get(name)
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        raise NotOurForm
    return key


def fills_of(sent: dict[str, Any]) -> list[Fill]:
    """What stands in the blanks; one that says nothing is none, and none comes twice."""
    fills = _fills(sent.get("blanks"))
    if not fills:
        raise NotOurForm
    return fills


def others_of(sent: dict[str, Any]) -> list[Fill]:
    """What stands in the other blanks while some are looked over."""
    return _fills(sent.get("others", []))


def _fills(given: object) -> list[Fill]:
    if not isinstance(given, list) or len(given) > MOST_FILLS:
        raise NotOurForm
    fills = [_fill(one) for one in given]
    if len({(fill.blank.assignment, fill.blank.period) for fill in fills}) < len(fills):
        raise NotOurForm
    return fills


def _fill(given: object) -> Fill:
    if not isinstance(given, dict):
        raise NotOurForm
    match = _BLANK.fullmatch(_text(given.get("blank"), LONGEST_MARK))
    text = _text(given.get("text"), LONGEST_TEXT).strip()
    if match is None or not text:
        raise NotOurForm
    note = " ".join(_text(given.get("note", ""), LONGEST_NOTE).split())
    chosen = _text(given.get("chosen", ""), LONGEST_MARK)
    return Fill(
        Blank(int(match[1]), _period(match[2]), note=note or None, chosen=chosen or None), text
    )


def _text(given: object, longest: int) -> str:
    """Words as they may be kept: PostgreSQL takes neither NUL nor half a character."""
    if not isinstance(given, str) or len(given) > longest or "\0" in given:
        raise NotOurForm
    if not given.isascii():
        try:
            given.encode()
        except UnicodeEncodeError:
            raise NotOurForm from None
    return given


def _period(key: str) -> str:
    try:
        return Period.parse(key).key
    except BadPeriod:
        raise NotOurForm from None
