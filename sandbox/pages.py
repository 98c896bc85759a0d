"""The page with the phones: static files, nothing fetched from anywhere."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

WEB = Path(__file__).parent / "web"
FONTS = Path(__file__).parents[1] / "assets" / "fonts"
"""For a machine without a Chinese font; a browser asks for them only where it has none."""
_KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
# Nothing from elsewhere may load, run or be sent to, whatever a message contains; only a page
# that somebody opens by its button stands in a frame of its own.
_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    "frame-src https: http://127.0.0.1:* http://localhost:*"
)


def add_routes(app: web.Application) -> None:
    """Serve the page at `/`."""
    app.router.add_get("/", _serving(WEB / "index.html"))
    for file in sorted(WEB.iterdir()):
        if file.suffix in _KINDS:
            app.router.add_get(f"/web/{file.name}", _serving(file))
    for file in sorted(FONTS.glob("*.otf")):
        weight = file.name.split(".")[0].rpartition("-")[2].lower()
        app.router.add_get(f"/web/{weight}.otf", _lending(file))


def _serving(file: Path) -> Callable[[web.Request], Awaitable[web.Response]]:
    content = file.read_bytes()

    async def page(_: web.Request) -> web.Response:
        return web.Response(
            body=content,
            content_type=_KINDS[file.suffix],
            charset="utf-8",
            headers={"Cache-Control": "no-store", "Content-Security-Policy": _POLICY},
        )

    return page


def _lending(file: Path) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def font(_: web.Request) -> web.StreamResponse:
        return web.FileResponse(file, headers={"Content-Type": "font/otf"})

    return font
