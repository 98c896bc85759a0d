"""The form's own listener: the page, its doors, the echo in the chat."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from bot.app import Parts
from bot.health import serving
from bot.sections.process import OFFICIAL_API
from handlers.form import pages
from handlers.form.doors import Doors
from handlers.form.echoing import Echoes
from handlers.form.launches import Seal
from handlers.form.rates import Rates
from handlers.form.requests import MOST_BYTES

log = logging.getLogger(__name__)

FONTS = Path(__file__).parents[1] / "assets" / "fonts"


@asynccontextmanager
async def form(parts: Parts) -> AsyncIterator[int | None]:
    """Serve the form while the block lasts; yields its port, None where no address is set."""
    own = parts.config.form
    if not own.url:
        yield None
        return
    echoes = Echoes(parts.deps, parts.bot)
    async with serving(_app(parts, echoes), host=own.listen, port=own.port) as port:
        log.info("form served port=%s", port)
        yield port
    await echoes.close()


def _app(parts: Parts, echoes: Echoes) -> web.Application:
    own = parts.config.form
    base = urlsplit(own.url).path.rstrip("/")
    seal = Seal(parts.bot.token, lasts=timedelta(hours=own.hours))
    app = web.Application(client_max_size=MOST_BYTES)
    Doors(parts.deps, seal, Rates(), tell=echoes.soon).add_routes(app, base)
    api_base = parts.config.telegram.api_base
    fonts = FONTS if api_base != OFFICIAL_API else None  # whoever looks on has no phone
    pages.add_routes(app, base, framed_by=_framed_by(api_base), fonts=fonts)
    return app


def _framed_by(api_base: str) -> tuple[str, ...]:
    """Telegram's own web clients; beside a Bot API of one's own, whatever is served there too."""
    if api_base == OFFICIAL_API:
        return pages.FRAMED_BY
    parts = urlsplit(api_base)
    return (*pages.FRAMED_BY, f"{parts.scheme}://{parts.netloc}")
