"""The page itself: plain files, and the words of both languages put into it once."""

import json
from collections.abc import Awaitable, Callable
from hashlib import sha256
from pathlib import Path

from aiohttp import web

from domain.people import Language
from handlers.texts.catalog import catalog

WEB = Path(__file__).parent / "web"
TELEGRAM_SCRIPT = "https://telegram.org/js/telegram-web-app.js"
FRAMED_BY = ("https://*.telegram.org",)
"""Telegram in a browser shows the form in a frame."""

KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
WORDS = "form.page."
PLACE_OF_WORDS = "<!-- words -->"


def add_routes(
    app: web.Application,
    base: str,
    *,
    framed_by: tuple[str, ...] = FRAMED_BY,
    fonts: Path | None = None,
) -> None:
    """Serve the page at `base`/ and its files beside it.

    `fonts` is the folder of those that are lent to a browser without Chinese letters. Phones
    have their own, and are not to load megabytes for one rare name.
    """
    policy = _policy(framed_by, lends=fonts is not None)
    for file in sorted(fonts.glob("*.otf")) if fonts else ():
        weight = file.name.split(".")[0].rpartition("-")[2].lower()
        app.router.add_get(f"{base}/{weight}.otf", _lending(file))
    index = (WEB / "index.html").read_text("utf-8").replace(PLACE_OF_WORDS, _words())
    app.router.add_get(f"{base}/", _serving(index.encode(), ".html", policy))
    if base:
        app.router.add_get(base, _leading_to(f"{base}/"))
    for file in sorted(WEB.iterdir()):
        if file.suffix in KINDS and file.name != "index.html":
            page = _serving(file.read_bytes(), file.suffix, policy)
            app.router.add_get(f"{base}/{file.name}", page)


def _policy(framed_by: tuple[str, ...], *, lends: bool) -> str:
    """Nothing from elsewhere may run, load or be sent to, whatever a name or a note contains."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {TELEGRAM_SCRIPT}",
            "style-src 'self'",
            "connect-src 'self'",
            "img-src 'self' data:",
            *(["font-src 'self'"] if lends else []),
            "base-uri 'none'",
            "form-action 'none'",
            f"frame-ancestors {' '.join(framed_by)}",
        )
    )


def _words() -> str:
    """All the page itself says, by language; `<` is escaped so that no word ends the element."""
    words = {
        language.value: {
            key.removeprefix(WORDS): sentence
            for key, sentence in catalog(language).keys.items()
            if key.startswith(WORDS)
        }
        for language in Language
    }
    return json.dumps(words, ensure_ascii=False).replace("<", "\\u003c")


def _serving(
    content: bytes, kind: str, policy: str
) -> Callable[[web.Request], Awaitable[web.Response]]:
    tag = sha256(content).hexdigest()[:32]
    headers = {
        # Asked for each time and sent only when it has changed: phones keep pages for weeks.
        "Cache-Control": "no-cache",
        "ETag": f'"{tag}"',
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }

    async def page(request: web.Request) -> web.Response:
        known = {each.value for each in request.if_none_match or ()}
        if tag in known:
            return web.Response(status=304, headers=headers)
        return web.Response(
            body=content, content_type=KINDS[kind], charset="utf-8", headers=headers
        )

    return page


def _lending(file: Path) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def font(_: web.Request) -> web.StreamResponse:
        return web.FileResponse(file, headers={"Content-Type": "font/otf"})

    return font


def _leading_to(place: str) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def lead(_: web.Request) -> web.Response:
        return web.Response(status=308, headers={"Location": place})

    return lead
