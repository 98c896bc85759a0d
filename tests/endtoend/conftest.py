"""The small district with the bot running in it."""

from tests.endtoend.fixtures import desk, morning, town, town_template

__all__ = ["desk", "morning", "town", "town_template"]
