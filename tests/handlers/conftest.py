"""The sample district for everything that looks figures up, the small town for every door."""

from tests.district import district, district_db, district_template
from tests.endtoend.fixtures import calm, desk, morning, town, town_template

__all__ = [
    "calm",
    "desk",
    "district",
    "district_db",
    "district_template",
    "morning",
    "town",
    "town_template",
]
