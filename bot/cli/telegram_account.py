"""The bot's own account, asked from the Bot API before anything is built on it."""

from pydantic import SecretStr

from bot.cli.desk import CannotDo, Desk
from bot.settings_sources import token_from

SECONDS = 10


async def username(desk: Desk) -> str:
    """The bot's name without @.

    Raises:
        ConfigError: there is no token.
        CannotDo: the server cannot be reached or refuses the token; the reason hides it.
    """
    telegram = desk.config.telegram
    return await _asked(telegram.api_base, token_from(desk.environ), proxy=telegram.proxy)


async def _asked(api_base: str, token: SecretStr, *, proxy: str) -> str:
    from aiohttp import ClientError, ClientSession, ClientTimeout

    url = f"{api_base}/bot{token.get_secret_value()}/getMe"
    try:
        async with (
            ClientSession(timeout=ClientTimeout(total=SECONDS)) as session,
            session.get(url, proxy=proxy or None) as response,
        ):
            answer = await response.json(content_type=None)
    except (ClientError, TimeoutError, ValueError) as error:
        # The error's own text would show the address, and the token with it.
        raise CannotDo(f"{api_base}: cannot be reached ({type(error).__name__})") from None
    match answer:
        case {"ok": True, "result": {"username": str(name)}}:
            return name
        case {"error_code": 401 | 404}:
            raise CannotDo(f"{api_base}: refuses the token")
        case _:
            raise CannotDo(f"{api_base}: gives no answer to getMe")
