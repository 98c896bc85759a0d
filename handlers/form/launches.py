"""Who opened the form: launch data signed with the bot's token, checked as Telegram documents it.

core.telegram.org/bots/webapps: the fields except `hash`, sorted, one `name=value` a line, under
HMAC-SHA256 with the key HMAC-SHA256("WebAppData", token). Only Telegram and this bot know the
token, so data made for another bot does not fit.
"""

import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from urllib.parse import parse_qsl

from domain.errors import Refusal

MOST_CHARACTERS = 4096
MOST_FIELDS = 24
AHEAD = timedelta(minutes=1)
"""How far Telegram's clock may be ahead of ours."""


@dataclass(eq=False)
class NotProved(Refusal):
    """Nobody can be told from this: not signed for this bot, or not whole."""


@dataclass(eq=False)
class LaunchOver(Refusal):
    """The form was opened too long ago."""


@dataclass(frozen=True, slots=True)
class Launch:
    """One opening of the form. `key` tells it from the next one and opens nothing by itself."""

    account: int
    at: datetime
    key: str
    language: str = ""


class Seal:
    """Tells launch data of this bot from anything else; keeps no token, only the key."""

    def __init__(self, token: str, *, lasts: timedelta) -> None:
        self._key = hmac.new(b"WebAppData", token.encode(), sha256).digest()
        self._lasts = lasts

    def opened(self, data: str, *, now: datetime) -> Launch:
        """Read launch data that somebody brings.

        Raises:
            NotProved: the hash is another, or what it covers names nobody.
            LaunchOver: older than the form may stay open, or from the future.
        """
        fields = _fields(data)
        given = fields.pop("hash", "")
        lines = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
        expected = hmac.new(self._key, lines.encode(), sha256).hexdigest()
        if not hmac.compare_digest(expected.encode(), given.encode()):
            raise NotProved
        launch = _launch(fields, key=sha256(expected.encode()).hexdigest()[:32])
        if not now - self._lasts <= launch.at <= now + AHEAD:
            raise LaunchOver
        return launch


def _fields(data: str) -> dict[str, str]:
    if len(data) > MOST_CHARACTERS:
        raise NotProved
    try:
        pairs = parse_qsl(
            data,
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError:
        raise NotProved from None
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise NotProved  # a name given twice could be read in two ways
    return fields


def _launch(fields: dict[str, str], *, key: str) -> Launch:
    """The facts in fields whose hash was right; Telegram may still have named no person."""
    try:
        user = json.loads(fields.get("user", ""))
        seconds = int(fields.get("auth_date", ""))
        at = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        raise NotProved from None
    account = user.get("id") if isinstance(user, dict) else None
    if type(account) is not int or account <= 0 or user.get("is_bot"):
        raise NotProved
    return Launch(account, at, key, str(user.get("language_code", "")))
