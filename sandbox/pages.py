"""The page with the phones: three static files, nothing fetched from anywhere."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

WEB = Path(__file__).parent / "web"
_FILES = {
    "/": ("index.html", "text/html"),
    "/phones.css": ("phones.css", "text/css"),
    "/phones.js": ("phones.js", "text/javascript"),
}


def add_routes(app: web.Application) -> None:
    """Serve the page at `/`."""
    for path, (name, kind) in _FILES.items():
        app.router.add_get(path, _serving(WEB / name, kind))


def _serving(file: Path, kind: str) -> Callable[[web.Request], Awaitable[web.Response]]:
    content = file.read_bytes()

    async def page(_: web.Request) -> web.Response:
        return web.Response(
            body=content,
            content_type=kind,
            charset="utf-8",
            headers={"Cache-Control": "no-store"},
        )

    return page
