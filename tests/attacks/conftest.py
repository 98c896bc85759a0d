"""The small district with the bot running in it, to be attacked."""

from tests.endtoend.fixtures import morning, town, town_template

__all__ = ["morning", "town", "town_template"]
