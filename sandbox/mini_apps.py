"""Pages that open inside Telegram: how they are addressed, and how they are told who opened them.

The launch data is signed with the bot's token as Telegram documents it; the page finds it
behind the # of its own address.
"""

import base64
import hashlib
import hmac
import json
from urllib.parse import quote, urlencode, urlsplit

from sandbox.chats import Person
from sandbox.wire import Json, bad_request
from sandbox.world import World

VERSION = "8.0"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_LIGHT = {
    "bg_color": "#ffffff",
    "secondary_bg_color": "#f0f2f5",
    "text_color": "#111a1c",
    "hint_color": "#67737a",
    "link_color": "#0b7a75",
    "button_color": "#0b7a75",
    "button_text_color": "#ffffff",
    "destructive_text_color": "#a61b3c",
}
_DARK = {
    "bg_color": "#1a1f21",
    "secondary_bg_color": "#101415",
    "text_color": "#e7eae8",
    "hint_color": "#98a19f",
    "link_color": "#48b3a8",
    "button_color": "#48b3a8",
    "button_text_color": "#08211f",
    "destructive_text_color": "#ef7f95",
}
THEMES = {"light": _LIGHT, "dark": _DARK}


def check_address(given: object) -> None:
    """Refuse what Telegram would not open; plain HTTP only where nothing leaves the machine."""
    url = str(given.get("url", "")) if isinstance(given, dict) else ""
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname:
        return
    if parts.scheme == "http" and parts.hostname in _LOOPBACK:
        return
    if parts.scheme == "http":
        raise bad_request(f"Web App URL '{url}' is invalid: Only HTTPS links are allowed")
    raise bad_request(f"Web App URL '{url}' is invalid: Wrong HTTP URL")


def init_data(world: World, person: Person, *, at: float | None = None) -> str:
    """Who opens a page and when, signed; `at` backdates it."""
    user: Json = {key: value for key, value in person.user().items() if key != "is_bot"}
    fields = {
        "query_id": f"AA{world.lot.randrange(10**18, 10**19)}",
        "user": json.dumps(
            {"last_name": "", **user, "allows_write_to_pm": True},
            ensure_ascii=False,
            separators=(",", ":"),
        ),
        "auth_date": str(int(world.clock.now() if at is None else at)),
        # Telegram's own signature for third parties. Nobody here has its key: it is only
        # there because it counts among the fields that the hash is taken of.
        "signature": base64.urlsafe_b64encode(world.lot.randbytes(64)).decode().rstrip("="),
    }
    return urlencode(fields | {"hash": signed(fields, world.token)}, quote_via=quote)


def signed(fields: dict[str, str], token: str) -> str:
    """The hash of launch data, as core.telegram.org/bots/webapps has it checked."""
    lines = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    key = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    return hmac.new(key, lines.encode(), hashlib.sha256).hexdigest()


def launched(url: str, data: str, *, theme: str = "light") -> str:
    """The address that a phone opens, with everything it tells the page behind the #."""
    facts = {
        "tgWebAppData": data,
        "tgWebAppVersion": VERSION,
        "tgWebAppPlatform": "weba",
        "tgWebAppThemeParams": json.dumps(THEMES.get(theme, _LIGHT), separators=(",", ":")),
    }
    joint = "&" if "#" in url else "#"
    return f"{url}{joint}{urlencode(facts, quote_via=quote)}"
