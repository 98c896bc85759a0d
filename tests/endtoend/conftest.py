"""The small district with the bot running in it."""

from tests.endtoend.fixtures import morning, town, town_template

__all__ = ["morning", "town", "town_template"]
