"""The small district with the bot running in it, to be attacked."""

from tests.endtoend.fixtures import calm, morning, town, town_template

__all__ = ["calm", "morning", "town", "town_template"]
