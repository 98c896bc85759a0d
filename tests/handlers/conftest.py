"""The sample district for everything that looks figures up."""

from tests.district import district, district_db, district_template

__all__ = ["district", "district_db", "district_template"]
