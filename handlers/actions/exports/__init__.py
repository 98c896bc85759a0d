"""Figures and points as files."""
