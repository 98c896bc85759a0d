"""The line to Telegram: python-telegram-bot's requests carried by aiohttp.

Under a fan-out the library's own HTTP client spends its time searching its connection pool;
docs/decisions tells what was measured.
"""

import io
import json
import os
from functools import lru_cache
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientHttpProxyError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    DummyCookieJar,
    FormData,
    InvalidURL,
    TCPConnector,
)
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import JSONDict, ODVInput
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

# Spans of time come as timedelta, instead of a deprecated int with a warning on each 429.
os.environ.setdefault("PTB_TIMEDELTA", "true")

JSON = {"Content-Type": "application/json"}
UNSET = BaseRequest.DEFAULT_NONE
ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)


class Unreached(NetworkError):  # noqa: N818  named as TimedOut and Forbidden are
    """No connection was made: the request never left, so repeating it is safe."""


class Unanswered(TimedOut):
    """The request left, but no whole answer came: Telegram may have accepted it."""


NEVER_LEFT = (ClientConnectorError, ConnectionTimeoutError, ClientHttpProxyError, InvalidURL)


class AiohttpRequest(BaseRequest):
    """Bounded connections; every fault of the network comes out as Unreached or Unanswered.

    Timeouts in seconds: `connect_timeout` covers the wait for a free connection and making one;
    `read_timeout` the silence before and within an answer; an upload may take
    `upload_timeout` on top. A call ends after their sum even if bytes keep trickling in.
    """

    def __init__(
        self,
        *,
        connections: int = 100,
        connect_timeout: float = 5.0,
        read_timeout: float = 10.0,
        upload_timeout: float = 30.0,
        proxy: str | None = None,
    ) -> None:
        self._connections = connections
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._upload_timeout = upload_timeout
        self._proxy = proxy
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._read_timeout

    async def initialize(self) -> None:
        if self._session is None:
            self._session = ClientSession(
                connector=TCPConnector(limit=self._connections, ttl_dns_cache=300),
                cookie_jar=DummyCookieJar(),  # Telegram sets none, and looking takes time
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = UNSET,
        write_timeout: ODVInput[float] = UNSET,
        connect_timeout: ODVInput[float] = UNSET,
        pool_timeout: ODVInput[float] = UNSET,  # the wait for a connection is part of connecting
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("the transport is not initialized")
        uploads = request_data is not None and request_data.contains_files
        timeout = _timeout(
            connect=_chosen(connect_timeout, self._connect_timeout),
            write=_chosen(write_timeout, self._upload_timeout if uploads else 0.0),
            read=_chosen(read_timeout, self._read_timeout),
        )
        body, headers = _encoded(request_data)
        # HTTPS_PROXY holds unless a proxy is named in the settings.
        proxy = self._proxy or _proxy_of(*url.split("/", 3)[:3])
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=timeout, proxy=proxy
            ) as answer:
                return answer.status, await answer.read()
        except NEVER_LEFT as error:
            raise Unreached(type(error).__name__) from error
        except (ClientError, TimeoutError, OSError) as error:
            raise Unanswered(type(error).__name__) from error

    @staticmethod
    def parse_json_payload(payload: bytes) -> JSONDict:
        """As the library does it, but a broken answer is not written into the log."""
        try:
            parsed = json.loads(payload)
        except ValueError as error:
            raise TelegramError("the answer is not JSON") from error
        if not isinstance(parsed, dict):
            raise TelegramError("the answer is not a JSON object")
        return parsed


@lru_cache(maxsize=16)
def _proxy_of(scheme: str, _: str, host: str) -> str | None:
    """The proxy that the environment names for an address; it names the same for ever.

    aiohttp's own `trust_env` asks anew for every request, in another thread.
    """
    if proxy_bypass(urlsplit(f"//{host}").hostname or ""):
        return None
    return getproxies().get(scheme.removesuffix(":"))


def seconds_to_wait(error: RetryAfter) -> float:
    """The seconds that a 429 asks for."""
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()


def _encoded(request: RequestData | None) -> tuple[FormData | bytes | None, dict[str, str]]:
    """Plain parameters as one JSON object; files as a multipart form."""
    if request is None:
        return None, {}
    if not request.contains_files:
        return ENCODER.encode(request.parameters).encode(), JSON
    # Or Chinese file names would arrive percent-encoded.
    form = FormData(quote_fields=False)
    for name, value in request.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in request.multipart_data.items():
        # As a stream: aiohttp sends it in pieces, and other calls go on between them.
        stream = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, stream, filename=filename, content_type=kind)
    return form, {}


def _chosen(asked: ODVInput[float], default: float) -> float | None:
    return default if isinstance(asked, DefaultValue) else asked


@lru_cache(maxsize=64)
def _timeout(*, connect: float | None, write: float | None, read: float | None) -> ClientTimeout:
    bounds = (connect, write, read)
    total = None if None in bounds else sum(bound or 0.0 for bound in bounds)
    return ClientTimeout(total=total, connect=connect, sock_connect=connect, sock_read=read)
