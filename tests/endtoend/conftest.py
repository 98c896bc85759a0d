"""The small district with the bot running in it."""

from tests.endtoend.fixtures import calm, desk, morning, town, town_template

__all__ = ["calm", "desk", "morning", "town", "town_template"]
