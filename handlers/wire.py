"""A call to the Bot API with plain values, by the shortest way through the library."""

from typing import Any

from telegram import Bot
from telegram.ext import ExtBot
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter


async def call(bot: Bot, method: str, **wanted: Any) -> Any:
    """What Telegram answers to `method`, as it came; parameters that are None are left out.

    For values that are JSON already, and callers that want nothing of the library's objects:
    making those takes longer than the call. Limits on sending and errors are the same as of
    the bot's own methods.
    """
    given = {name: value for name, value in wanted.items() if value is not None}
    # Made directly: `from_input` looks at every value for dates, enums and files.
    data = RequestData([RequestParameter(name, value, None) for name, value in given.items()])
    url = f"{bot.base_url}/{method}"
    limiter = bot.rate_limiter if isinstance(bot, ExtBot) else None
    if limiter is None:
        return await bot.request.post(url, data)
    return await limiter.process_request(
        bot.request.post, (url, data), {}, method, given, rate_limit_args=None
    )
