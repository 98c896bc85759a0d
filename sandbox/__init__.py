"""A small Telegram: the Bot API over loopback HTTP, and phones in a browser.

It stands apart: written from the Bot API's own description, it knows nothing of the bot
that it serves, and the bot meets it over HTTP only.
"""
